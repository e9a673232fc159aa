// Selection within metadata, where nothing is known beforehand.

import { isFilled } from "./empty.js";
import { invalidArgument } from "./evaluate.js";

/**
 * The value under a key of a JSON object; undefined where there is none.
 *
 * @param {unknown} value
 * @param {string} key
 * @returns {any}
 */
export function field(value, key) {
  if (Array.isArray(value)) throw invalidArgument("unsupported index in list");
  return isMap(value) ? value[key] : undefined;
}

/**
 * The value at an index of a list or under a key of a JSON object; undefined where there is none.
 *
 * @param {unknown} value
 * @param {unknown} at
 * @returns {any}
 */
export function index(value, at) {
  if (value === undefined) return undefined;
  if (typeof at === "object") throw invalidArgument("unsupported index type");
  if (Array.isArray(value)) {
    // A double is an index where it is an int of 64 bits.
    const place = /** @type {number} */ (at);
    if (Number.isInteger(place) && Math.abs(place) < 2 ** 63) return value[place];
    throw invalidArgument("unsupported index in list");
  }
  return isMap(value) && typeof at === "string" ? value[at] : undefined;
}

/**
 * The same behind an optional: where that is none, it does not matter what becomes of the index.
 *
 * @param {unknown} optional
 * @param {() => unknown} at
 * @returns {any}
 */
export function indexLazily(optional, at) {
  return optional === undefined ? undefined : index(optional, at());
}

/**
 * @param {unknown} value
 * @returns {value is Record<string, unknown>}
 */
export function isMap(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * A declared field that the event has; undefined where it has not.
 *
 * @param {any} object
 * @param {string} name
 * @returns {any}
 */
export function own(object, name) {
  return object !== undefined && Object.hasOwn(object, name) ? object[name] : undefined;
}

/**
 * The value of an optional, or that of the alternative. Unlike ??, takes null for a value.
 *
 * @template T
 * @param {T | undefined} optional
 * @param {() => T} alternative
 * @returns {T}
 */
export function orElse(optional, alternative) {
  return optional === undefined ? alternative() : optional;
}

/**
 * @template T
 * @param {T | undefined} optional
 * @returns {T[]} with its value, if it has one
 */
export function some(optional) {
  return optional === undefined ? [] : [optional];
}

/**
 * @template T
 * @param {T | undefined} optional
 * @returns {T} its value
 */
export function valueIn(optional) {
  if (optional === undefined) throw invalidArgument("optional.none() dereference");
  return optional;
}

/**
 * An optional of a value; none when it is null, false, 0, "", [], {} or the first moment of the year 1.
 *
 * @template T
 * @param {T} value
 * @returns {T | undefined}
 */
export function nonZero(value) {
  const isZero = value === false || value === 0 || value === -62135596800000000000n;
  return isFilled(value) && !isZero ? value : undefined;
}
