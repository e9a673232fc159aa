// JSON: telling values apart, and making them safe.

/** @import { JsonObject } from "./types.js" */

/** @param {unknown} value */
export function jsonType(value) {
  if (Array.isArray(value)) return "a list";
  if (typeof value !== "object") return `a ${typeof value}`;
  return value ? "an object" : "null";
}

/**
 * @param {unknown} value
 * @returns {value is JsonObject}
 */
export function isObject(value) {
  return jsonType(value) === "an object";
}

/**
 * @param {unknown} value
 * @returns {value is string} whether it is a text, and not empty
 */
export function isText(value) {
  return typeof value === "string" && value !== "";
}

const SURROGATE = /[\uD800-\uDFFF]/;

/**
 * A text that UTF-8 can carry: half a surrogate pair becomes U+FFFD.
 *
 * @param {string} text
 */
export function wellFormed(text) {
  if (!SURROGATE.test(text)) return text;
  let result = "";
  for (const point of text) {
    const lone = point.length === 1 && point >= "\uD800" && point <= "\uDFFF";
    result += lone ? "\uFFFD" : point;
  }
  return result;
}

/**
 * A copy with well-formed texts, and with objects that have no prototype and no keys with null:
 * to read "constructor" or "__proto__" of one finds data or nothing.
 *
 * @param {any} value
 * @returns {any}
 */
export function copyJson(value) {
  if (typeof value === "string") return wellFormed(value);
  if (Array.isArray(value)) return value.map(copyJson);
  if (!isObject(value)) return value;
  const copy = Object.create(null);
  for (const key of Object.keys(value)) {
    if (value[key] !== null) copy[wellFormed(key)] = copyJson(value[key]);
  }
  return copy;
}
