// Settings: the Action's secrets, checked before the first request.

/** @import { Tally } from "./types.js" */
import { CONNECTIONS, MAX_RETRIES, TIMEOUT_MS } from "#mapping";
import { readCredentials } from "#auth";
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
    ...readCredentials(secret),
    timeoutMs: count("SCIM_TIMEOUT_MS", 1, TIMEOUT_MS),
    // More retries only wear a server out that is in trouble.
    maxRetries: Math.min(count("SCIM_MAX_RETRIES", 0, MAX_RETRIES), 10),
    connections: names.length > 0 ? names : CONNECTIONS,
  };
}

/**
 * The base URL without slashes at its end, and its query.
 *
 * @param {string} text
 */
function readBaseUrl(text) {
  const { origin, pathname, search } = readUrl("SCIM_BASE_URL", text);
  return { baseUrl: origin + pathname.replace(/\/+$/, ""), query: search };
}

/**
 * A URL that credentials can be sent to. A password in it would end up in logs, and http would
 * show the rest to the network.
 *
 * @param {string} name
 * @param {string} text
 */
export function readUrl(name, text) {
  let url;
  try {
    url = new URL(text);
  } catch {
    throw unusable(name, "is missing or not a URL");
  }
  if (!/^https:|^http:\/\/(localhost|127\.[\d.]+|\[::1\])(:|$)/.test(url.origin)) {
    throw unusable(name, "must begin with https://, or be on loopback");
  }
  if (url.username || url.password || text.includes("#")) {
    throw unusable(name, "must not hold a user name, password or #fragment");
  }
  return url;
}

/**
 * A secret that fits into a header. fetch would quote it in its complaint about any other.
 *
 * @param {string} name
 * @param {string} text
 */
export function readHeaderText(name, text) {
  if (/^[ -~]+$/.test(text)) return text;
  throw unusable(name, "is missing or not fit for a header");
}

/**
 * @param {string} name
 * @param {string} reason
 */
export function unusable(name, reason) {
  return new ActionError(`secret ${name} ${reason}`);
}
