// Settings: the Action's secrets, checked before the first request.

/** @import { Tally } from "./types.js" */
import { CONNECTIONS, MAX_RETRIES, TIMEOUT_MS } from "#mapping";
import { ActionError } from "./errors.js";

/**
 * One execution: its settings, and its tally for the log.
 *
 * @typedef {ReturnType<typeof readSettings> & Tally} Run
 */

/** @param {Record<string, unknown> | undefined} secrets */
export function readSettings(secrets) {
  const secret = (/** @type {string} */ name) => String(secrets?.[name] ?? "").trim();
  const count = (/** @type {string} */ name, /** @type {number} */ least, fallback = 0) => {
    const text = secret(name) || `${fallback}`;
    if (/^\d+$/.test(text) && Number(text) >= least) return Number(text);
    throw unusable(name, `must be a whole number from ${least} on`);
  };
  const names = secret("SCIM_CONNECTION_ALLOWLIST")
    .split(",")
    .map((name) => name.trim())
    .filter(Boolean);
  return {
    ...readBaseUrl(secret("SCIM_BASE_URL")),
    token: readToken(secret("SCIM_BEARER_TOKEN")),
    timeoutMs: count("SCIM_TIMEOUT_MS", 1, TIMEOUT_MS),
    // More retries only wear a server out that is in trouble.
    maxRetries: Math.min(count("SCIM_MAX_RETRIES", 0, MAX_RETRIES), 10),
    connections: names.length > 0 ? names : CONNECTIONS,
  };
}

/**
 * The base URL without slashes at its end, and its query. A password in it would end up in logs,
 * and http would show the token to the network.
 *
 * @param {string} text
 */
function readBaseUrl(text) {
  const refuse = (/** @type {string} */ reason) => unusable("SCIM_BASE_URL", reason);
  let url;
  try {
    url = new URL(text);
  } catch {
    throw refuse("is missing or not a URL");
  }
  const { origin, pathname, search, username, password } = url;
  if (!/^https:|^http:\/\/(localhost|127\.[\d.]+|\[::1\])(:|$)/.test(origin)) {
    throw refuse("must begin with https://, or be on loopback");
  }
  if (username || password || text.includes("#")) {
    throw refuse("must not hold a user name, password or #fragment");
  }
  return { baseUrl: origin + pathname.replace(/\/+$/, ""), query: search };
}

/**
 * The token without the scheme that is often pasted with it.
 *
 * @param {string} text
 */
function readToken(text) {
  const token = text.replace(/^Bearer(\s+|$)/i, "");
  // fetch would quote the token in its complaint about any other character.
  if (/^[ -~]+$/.test(token)) return token;
  throw unusable("SCIM_BEARER_TOKEN", "is missing or not fit for a header");
}

/**
 * @param {string} name
 * @param {string} reason
 */
function unusable(name, reason) {
  return new ActionError(`secret ${name} ${reason}`);
}
