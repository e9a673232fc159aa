// Credentials: a user name and a password (RFC 7617).

import { base64 } from "../base64.js";
import { unusable } from "../settings.js";

/** What to look at where the server refuses them. */
export const CREDENTIALS = "the secrets SCIM_USERNAME and SCIM_PASSWORD";

/**
 * The headers that authenticate a request, and what no error may quote.
 *
 * @param {(name: string) => string} secret
 */
export function readCredentials(secret) {
  const name = secret("SCIM_USERNAME");
  const password = secret("SCIM_PASSWORD");
  if (!name) throw unusable("SCIM_USERNAME", "is missing");
  // What stands behind the first colon is taken for the password.
  if (name.includes(":")) throw unusable("SCIM_USERNAME", "must not hold a colon");
  if (!password) throw unusable("SCIM_PASSWORD", "is missing");
  const both = base64(`${name}:${password}`);
  return { credentials: { Authorization: `Basic ${both}` }, hidden: [password, both] };
}
