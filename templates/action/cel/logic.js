// Logic over operands that may fail: a result that one operand decides alone stands.

import { asBool } from "./operands.js";

/**
 * @param {...(() => unknown)} operands
 * @returns {boolean} false when any operand is, even where another one fails
 */
export function and(...operands) {
  return !decides(false, operands);
}

/**
 * @param {...(() => unknown)} operands
 * @returns {boolean} true when any operand is, even where another one fails
 */
export function or(...operands) {
  return decides(true, operands);
}

/**
 * Tells whether an operand has the value that decides alone. Else the first failure counts.
 *
 * @param {boolean} deciding
 * @param {(() => unknown)[]} operands
 * @returns {boolean}
 */
export function decides(deciding, operands) {
  /** @type {unknown} */
  let failure;
  for (const operand of operands) {
    try {
      if (asBool(operand()) === deciding) return true;
    } catch (error) {
      failure ??= error;
    }
  }
  if (failure) throw failure;
  return false;
}
