// Macros: what is asked of each item of a list, or of each key of a map.

import { found, noSuchOverload } from "./evaluate.js";
import { decides } from "./logic.js";
import { asBool } from "./operands.js";
import { isMap } from "./select.js";

/**
 * What a macro goes through: the items of a list, the keys of a map.
 *
 * @param {unknown} range
 * @returns {any[]}
 */
export function items(range) {
  if (Array.isArray(found(range))) return /** @type {any[]} */ (range);
  if (isMap(range)) return Object.keys(range);
  if (range === "") return []; // cel-go asks for the size first, which a text has
  throw noSuchOverload();
}

/**
 * Tells whether the predicate holds for all. One item that it does not hold for decides, even
 * where it fails for others.
 *
 * @template T
 * @param {T[]} list
 * @param {(item: T) => unknown} predicate
 * @returns {boolean}
 */
export function every(list, predicate) {
  const verdicts = list.map((item) => () => predicate(item));
  return !decides(false, verdicts);
}

/**
 * Tells whether the predicate holds for one or more. One decides, even where it fails for others.
 *
 * @template T
 * @param {T[]} list
 * @param {(item: T) => unknown} predicate
 * @returns {boolean}
 */
export function any(list, predicate) {
  const verdicts = list.map((item) => () => predicate(item));
  return decides(true, verdicts);
}

/**
 * @template T
 * @param {T[]} list
 * @param {(item: T) => unknown} predicate
 * @returns {boolean}
 */
export function exactlyOne(list, predicate) {
  return filtered(list, predicate).length === 1;
}

/**
 * The items that the predicate holds for. When it fails for several, the last failure counts.
 *
 * @template T
 * @param {T[]} list
 * @param {(item: T) => unknown} predicate
 * @returns {T[]}
 */
export function filtered(list, predicate) {
  /** @type {unknown} */
  let failure;
  const kept = list.filter((item) => {
    try {
      return asBool(predicate(item));
    } catch (error) {
      failure = error;
      return false;
    }
  });
  if (failure) throw failure;
  return kept;
}

/**
 * A value that is computed when it is first asked for, and once.
 *
 * @template T
 * @param {() => T} compute
 * @returns {() => T}
 */
export function lazily(compute) {
  /** @type {T[]} */
  const known = [];
  return () => {
    if (known.length === 0) known.push(compute());
    return known[0];
  };
}
