// Lists: membership, order, parts.

import { compare, equals } from "./compare.js";
import { found, invalidArgument, noSuchOverload } from "./evaluate.js";
import { asList } from "./operands.js";
import { isMap } from "./select.js";
import { reverseText } from "./text.js";

/**
 * @param {unknown[]} list
 * @param {unknown} value
 * @returns {boolean}
 */
export function includes(list, value) {
  found(value);
  return list.some((item) => equals(item, value));
}

/**
 * The operator in, for a container of which only the event can tell what it is.
 *
 * @param {unknown} value
 * @param {unknown} container a list, or a map that the value is a key of
 * @returns {boolean}
 */
export function isIn(value, container) {
  found(value);
  if (Array.isArray(found(container))) return includes(/** @type {any[]} */ (container), value);
  if (!isMap(container)) throw noSuchOverload();
  return typeof value === "string" && Object.hasOwn(container, value);
}

/**
 * @template T
 * @param {T[]} list
 * @returns {T[]} without the items that equal an earlier one
 */
export function distinct(list) {
  /** @type {T[]} */
  const result = [];
  for (const item of list) {
    if (!includes(result, item)) result.push(item);
  }
  return result;
}

/**
 * @param {unknown[]} list
 * @param {number} [depth] how many levels of lists within it are opened
 * @returns {any[]}
 */
export function flatten(list, depth = 1) {
  if (depth < 0) throw invalidArgument("level must be non-negative");
  return list.flat(depth);
}

/**
 * @template T
 * @param {T[]} list
 * @param {number} from
 * @param {number} to
 * @returns {T[]}
 */
export function slice(list, from, to) {
  /** @type {(reason: string) => Error} */
  const refusal = (reason) => invalidArgument(`cannot slice(${from}, ${to}), ${reason}`);
  if (from < 0 || to < 0) throw refusal("negative indexes not supported");
  if (from > to) throw refusal("start index must be less than or equal to end index");
  if (to > list.length) throw refusal(`list is length ${list.length}`);
  return list.slice(from, to);
}

/**
 * @template T
 * @param {T[]} list of items of one type that has an order
 * @returns {T[]}
 */
export function sorted(list) {
  const [first] = list;
  const ordered = list.every((item) => typeof item === typeof first && typeof item !== "object");
  if (!ordered) throw noSuchOverload();
  return [...list].sort((a, b) => compare(a, b) || 0); // a NaN has no order, and stays
}

/**
 * @template T
 * @param {T[]} list
 * @returns {T[]}
 */
export function reversed(list) {
  return [...list].reverse();
}

/**
 * @param {unknown} value a list, or text
 * @returns {any}
 */
export function reverse(value) {
  const there = found(value);
  return typeof there === "string" ? reverseText(there) : reversed(asList(there));
}
