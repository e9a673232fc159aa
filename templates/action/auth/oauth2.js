// Credentials: those of an OAuth client, which are exchanged for an access token.

import { TOKEN_URL } from "#mapping";
import { readUrl, unusable } from "../settings.js";

/** What to look at where the server refuses them. */
export const CREDENTIALS = "the scopes of the OAuth client, and the secret SCIM_TOKEN_URL";

/**
 * The headers that authenticate a request, which a token has to be issued for first; what no error
 * may quote; and the client.
 *
 * @param {(name: string) => string} secret
 */
export function readCredentials(secret) {
  const clientId = secret("SCIM_CLIENT_ID");
  const clientSecret = secret("SCIM_CLIENT_SECRET");
  if (!clientId) throw unusable("SCIM_CLIENT_ID", "is missing");
  if (!clientSecret) throw unusable("SCIM_CLIENT_SECRET", "is missing");
  const tokenUrl = readUrl("SCIM_TOKEN_URL", secret("SCIM_TOKEN_URL") || TOKEN_URL);
  return {
    credentials: /** @type {Record<string, string>} */ ({}),
    hidden: [clientSecret],
    client: { clientId, clientSecret, tokenUrl },
    issued: false,
  };
}
