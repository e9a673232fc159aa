// Operands whose type only the event can tell: taken when they have the right one.

import { found, noSuchOverload } from "./evaluate.js";
import { isMap } from "./select.js";

/**
 * @param {unknown} value
 * @returns {string}
 */
export function asText(value) {
  if (typeof found(value) !== "string") throw noSuchOverload();
  return /** @type {string} */ (value);
}

/**
 * @param {unknown} value
 * @returns {boolean}
 */
export function asBool(value) {
  if (typeof found(value) !== "boolean") throw noSuchOverload();
  return /** @type {boolean} */ (value);
}

/**
 * @param {unknown} value
 * @returns {number}
 */
export function asNumber(value) {
  if (typeof found(value) !== "number") throw noSuchOverload();
  return /** @type {number} */ (value);
}

/**
 * @param {unknown} value
 * @returns {string[]}
 */
export function asTexts(value) {
  return asList(value).map(asText);
}

/**
 * @param {unknown} value
 * @returns {any[]}
 */
export function asList(value) {
  if (!Array.isArray(found(value))) throw noSuchOverload();
  return /** @type {any[]} */ (value);
}

/**
 * @param {unknown} value
 * @returns {bigint}
 */
export function asTimestamp(value) {
  if (typeof found(value) !== "bigint") throw noSuchOverload();
  return /** @type {bigint} */ (value);
}

/**
 * @param {unknown} value
 * @returns {Record<string, any>}
 */
export function asMap(value) {
  if (!isMap(found(value))) throw noSuchOverload();
  return /** @type {Record<string, any>} */ (value);
}
