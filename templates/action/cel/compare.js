// Equality and order of values.

import { found, noSuchOverload } from "./evaluate.js";
import { isMap } from "./select.js";

/**
 * Equality of values, whatever they are; values of different types differ, and so does NaN.
 *
 * @param {unknown} a
 * @param {unknown} b
 * @returns {boolean}
 */
export function equals(a, b) {
  if (found(a) === found(b)) return true;
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, i) => equals(item, b[i]));
  }
  if (!isMap(a) || !isMap(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && equals(a[key], b[key]))
  );
}

/**
 * The order of two numbers, texts, bools or timestamps: negative, zero or positive. It is NaN where
 * one of them is, whatever the other, so that no comparison holds.
 *
 * @param {unknown} a
 * @param {unknown} b
 * @returns {number}
 */
export function compare(a, b) {
  found(a);
  found(b);
  if (typeof a === "object") throw noSuchOverload();
  if (Number.isNaN(a) || Number.isNaN(b)) return NaN;
  if (typeof a !== typeof b) throw noSuchOverload();
  if (typeof a === "string") return compareText(a, /** @type {string} */ (b));
  const [x, y] = /** @type {number[]} */ ([a, b]);
  return x === y ? 0 : x < y ? -1 : 1;
}

/**
 * The order of two texts by code point, where < would compare UTF-16 units.
 *
 * @param {string} a
 * @param {string} b
 * @returns {number}
 */
export function compareText(a, b) {
  let i = 0;
  while (i < a.length && a[i] === b[i]) i++;
  if (i === a.length || i === b.length) return a.length - b.length;
  // Units of a surrogate pair sort behind all others, though U+E000 and beyond are greater units.
  const [x, y] = [a.charCodeAt(i), b.charCodeAt(i)];
  const high = (/** @type {number} */ unit) => unit >= 0xd800 && unit <= 0xdfff;
  return high(x) === high(y) ? x - y : Number(high(x)) - Number(high(y));
}
