// Credentials: an API key, in a header of its own.

import { API_KEY_HEADER } from "#mapping";
import { readHeaderText } from "../settings.js";

/** What to look at where the server refuses them. */
export const CREDENTIALS = "the secret SCIM_API_KEY";

/**
 * The headers that authenticate a request, and what no error may quote.
 *
 * @param {(name: string) => string} secret
 */
export function readCredentials(secret) {
  const key = readHeaderText("SCIM_API_KEY", secret("SCIM_API_KEY"));
  return { credentials: { [API_KEY_HEADER]: key }, hidden: [key] };
}
