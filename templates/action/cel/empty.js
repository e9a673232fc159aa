// Emptiness: what is left out of the SCIM document (RFC 7643, section 2.5).

import { noSuchOverload } from "./evaluate.js";

/**
 * Tells whether a value is one to send: false and 0 are, null, "", [] and {} are not.
 *
 * @param {unknown} value
 * @returns {boolean}
 */
export function isFilled(value) {
  if (value === undefined || value === null || value === "") return false;
  return typeof value !== "object" || Object.keys(value).length > 0;
}

/**
 * A value as it stands within text, a number as JSON writes it; undefined when it is empty.
 *
 * @param {unknown} value
 * @returns {string | undefined}
 */
export function textOf(value) {
  if (!isFilled(value)) return undefined;
  if (typeof value === "object") throw noSuchOverload();
  return String(value);
}
