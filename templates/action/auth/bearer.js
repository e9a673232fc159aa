// Credentials: a bearer token.

import { readHeaderText } from "../settings.js";

/** What to look at where the server refuses them. */
export const CREDENTIALS = "the secret SCIM_BEARER_TOKEN";

/**
 * The headers that authenticate a request, and what no error may quote.
 *
 * @param {(name: string) => string} secret
 */
export function readCredentials(secret) {
  // The scheme is often pasted with the token.
  const text = secret("SCIM_BEARER_TOKEN").replace(/^Bearer(\s+|$)/i, "");
  const token = readHeaderText("SCIM_BEARER_TOKEN", text);
  return { credentials: { Authorization: `Bearer ${token}` }, hidden: [token] };
}
