// Arithmetic: integers that are exact or fail, and doubles that JSON can hold.

import { found, invalidArgument, noSuchOverload } from "./evaluate.js";

/**
 * @param {number} value what an operation on ints comes to
 * @returns {number}
 */
export function integer(value) {
  if (!Number.isSafeInteger(value)) throw invalidArgument("integer overflow");
  return value + 0; // makes 0 of -0, which no int is
}

/**
 * @param {number} value what an operation on uints comes to
 * @returns {number}
 */
export function unsigned(value) {
  if (value < 0 || !Number.isSafeInteger(value)) throw invalidArgument("unsigned integer overflow");
  return value + 0;
}

/**
 * Divides integers, towards zero.
 *
 * @param {number} a
 * @param {number} b
 * @returns {number}
 */
export function quotient(a, b) {
  if (b === 0) throw invalidArgument("division by zero");
  return Math.trunc(a / b) + 0;
}

/**
 * @param {number} a
 * @param {number} b
 * @returns {number} what is left of a, with its sign
 */
export function remainder(a, b) {
  if (b === 0) throw invalidArgument("modulus by zero");
  return (a % b) + 0;
}

/**
 * The sum of two doubles, or two texts or lists in one.
 *
 * @param {unknown} a
 * @param {unknown} b
 * @returns {any}
 */
export function add(a, b) {
  found(a);
  found(b);
  if (typeof a === "string" && typeof b === "string") return a + b;
  if (typeof a === "number" && typeof b === "number") return a + b;
  if (Array.isArray(a) && Array.isArray(b)) return [...a, ...b];
  throw noSuchOverload();
}

/**
 * A value that leaves its expression, with all that is in it.
 *
 * @template T
 * @param {T} value
 * @returns {T}
 */
export function finite(value) {
  if (typeof value === "number" && !Number.isFinite(value)) {
    throw invalidArgument(`${value} is not a number that JSON has`);
  }
  if (typeof value === "object" && value !== null) Object.values(value).forEach(finite);
  return value;
}
