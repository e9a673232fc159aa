// Text functions, which count in code points.

import { found, invalidArgument, noSuchOverload, outOfRange } from "./evaluate.js";
import { isMap } from "./select.js";

/**
 * @param {string} text
 * @returns {string} with its ASCII letters in lower case
 */
export function lowerAscii(text) {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

/**
 * @param {string} text
 * @returns {string} with its ASCII letters in upper case
 */
export function upperAscii(text) {
  return text.replace(/[a-z]+/g, (letters) => letters.toUpperCase());
}

/**
 * Unlike String.prototype.trim, takes U+0085 for white space, and U+FEFF for none.
 *
 * @param {string} text
 * @returns {string}
 */
export function trim(text) {
  return text.replace(/^(?:(?!\uFEFF)[\s\x85])+|(?:(?!\uFEFF)[\s\x85])+$/g, "");
}

/**
 * @param {string} text
 * @param {number} start
 * @param {number} [end]
 * @returns {string}
 */
export function substring(text, start, end) {
  const points = Array.from(text);
  const stop = end ?? points.length;
  if (end !== undefined && start > end) {
    throw invalidArgument(`invalid substring range. start: ${start}, end: ${end}`);
  }
  if (start < 0 || start > points.length || stop < 0 || stop > points.length) throw outOfRange();
  return points.slice(start, stop).join("");
}

/**
 * The parts between separators; at most limit of them, unless it is negative, the last being
 * the rest. An empty separator splits between code points.
 *
 * @param {string} text
 * @param {string} separator
 * @param {number} limit
 * @returns {string[]}
 */
export function split(text, separator, limit) {
  if (limit === 0) return [];
  const parts = separator === "" ? Array.from(text) : text.split(separator);
  if (limit < 0 || parts.length <= limit) return parts;
  return [...parts.slice(0, limit - 1), parts.slice(limit - 1).join(separator)];
}

/**
 * Replaces the first limit matches, or all when it is negative. An empty text matches at each
 * end and between code points.
 *
 * @param {string} text
 * @param {string} old
 * @param {string} replacement
 * @param {number} limit
 * @returns {string}
 */
export function replace(text, old, replacement, limit) {
  const parts = old === "" ? ["", ...Array.from(text), ""] : text.split(old);
  return parts.reduce((result, part, i) => {
    return result + (limit < 0 || i <= limit ? replacement : old) + part;
  });
}

/**
 * The code point at a place, or "" just behind the last one.
 *
 * @param {string} text
 * @param {number} i
 * @returns {string}
 */
export function charAt(text, i) {
  const points = Array.from(text);
  if (i < 0 || i > points.length) throw outOfRange();
  return points[i] ?? "";
}

/**
 * The place where a part first begins, from the given one on; -1 when there is none.
 *
 * @param {string} text
 * @param {string} part
 * @param {number} [from]
 * @returns {number}
 */
export function indexOf(text, part, from = 0) {
  if (from < 0) throw outOfRange();
  return place(text, text.indexOf(part, unitsBefore(text, from)));
}

/**
 * The place where a part last begins, up to the given one; -1 when there is none. As cel-go has it,
 * a place behind the text finds nothing but an empty part.
 *
 * @param {string} text
 * @param {string} part
 * @param {number} [from]
 * @returns {number}
 */
export function lastIndexOf(text, part, from) {
  if (from === undefined) return place(text, text.lastIndexOf(part));
  if (from < 0) throw outOfRange();
  const units = unitsBefore(text, from);
  return part !== "" && units === text.length ? -1 : place(text, text.lastIndexOf(part, units));
}

/**
 * @param {string} text
 * @param {number} points
 * @returns {number} how many UTF-16 units the first code points are
 */
function unitsBefore(text, points) {
  return Array.from(text).slice(0, points).join("").length;
}

/**
 * @param {string} text
 * @param {number} unit
 * @returns {number} how many code points there are before a UTF-16 unit; -1 for none found
 */
function place(text, unit) {
  return unit < 0 ? -1 : Array.from(text.slice(0, unit)).length;
}

/**
 * @param {string} text
 * @returns {string} backwards
 */
export function reverseText(text) {
  return Array.from(text).reverse().join("");
}

/**
 * The size of a text in code points, of a list in items, of a JSON object in keys.
 *
 * @param {unknown} value
 * @returns {number}
 */
export function size(value) {
  if (typeof found(value) === "string") return Array.from(/** @type {string} */ (value)).length;
  if (Array.isArray(value)) return value.length;
  if (isMap(value)) return Object.keys(value).length;
  throw noSuchOverload();
}
