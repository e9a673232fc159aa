// Evaluating a mapping's expressions: what fails, and what is merely empty.

import { MappingError } from "../mapping-error.js";

/** Why an expression has no value. One that misses a key or an index is empty, not wrong. */
export class EvaluationError extends Error {
  /**
   * @param {string} reason
   * @param {boolean} [missing]
   */
  constructor(reason, missing = false) {
    super(reason);
    this.name = "EvaluationError";
    this.missing = missing;
  }
}

/**
 * The value of an expression that may fail; undefined when it misses a key or an index.
 *
 * @template T
 * @param {string} attribute that is mapped
 * @param {string} source of the expression, and where the mapping has it
 * @param {() => T} expression
 * @returns {T | undefined}
 */
export function evaluate(attribute, source, expression) {
  try {
    return expression();
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    if (error.missing) return undefined;
    throw new MappingError(`${attribute}: ${error.message}, in ${source}`);
  }
}

/**
 * The value of a part of an expression; undefined when that misses a key or an index.
 *
 * @template T
 * @param {() => T} expression
 * @returns {T | undefined}
 */
export function unlessMissing(expression) {
  try {
    return expression();
  } catch (error) {
    if (error instanceof EvaluationError && error.missing) return undefined;
    throw error;
  }
}

/**
 * A value that has to be there for the expression around it to have one.
 *
 * @template T
 * @param {T | undefined} value
 * @returns {T}
 */
export function found(value) {
  if (value === undefined) throw new EvaluationError("no such key", true);
  return value;
}

/** @returns {EvaluationError} for an operand of a type that the operator does not take */
export function noSuchOverload() {
  return new EvaluationError("no such overload");
}

/**
 * @param {string} reason
 * @returns {EvaluationError}
 */
export function invalidArgument(reason) {
  return new EvaluationError(reason);
}

/** @returns {EvaluationError} for a place that a text or a list does not have */
export function outOfRange() {
  return new EvaluationError("index out of range", true);
}
