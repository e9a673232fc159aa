// Conversions between types, each as the function of CEL that is named like the type.

import { integer, unsigned } from "./arithmetic.js";
import { found, invalidArgument, noSuchOverload } from "./evaluate.js";
import { secondsOf, timestampText } from "./timestamp.js";

/**
 * @param {unknown} value a double is cut off, a timestamp counts in seconds
 * @returns {number}
 */
export function intOf(value) {
  if (typeof found(value) === "bigint") return secondsOf(/** @type {bigint} */ (value));
  if (typeof value === "number") return integer(Math.trunc(value));
  const text = textMatching(/^[+-]?\d+$/, value, "int");
  if (BigInt.asIntN(64, BigInt(text)) !== BigInt(text)) throw notConvertible("int");
  return integer(Number(text));
}

/**
 * @param {unknown} value
 * @returns {number}
 */
export function uintOf(value) {
  if (typeof value === "number") return unsigned(value < 0 ? value : Math.trunc(value));
  const text = textMatching(/^\d+$/, value, "uint");
  if (BigInt.asUintN(64, BigInt(text)) !== BigInt(text)) throw notConvertible("uint");
  return unsigned(Number(text));
}

/**
 * @param {unknown} value
 * @returns {number}
 */
export function doubleOf(value) {
  if (typeof value === "number") return value;
  const syntax =
    /^(nan)$|^([+-]?)(?:(inf|infinity)|(?:\d[\d_]*\.?|\.\d)[\d_]*(?:e[+-]?\d[\d_]*)?|(0x[\da-f_.]+)p([+-]?[\d_]+))$/i;
  const text = textMatching(syntax, value, "double");
  const [, nan, minus, infinity, hex, power] = /** @type {string[]} */ (syntax.exec(text));
  if (nan) return NaN;
  const sign = minus === "-" ? -1 : 1;
  if (infinity) return sign * Infinity;
  // _ may stand between digits.
  const number = hex ? sign * hexadecimal(hex, power) : Number(text.replace(/(\d)_(?=\d)/g, "$1"));
  if (!Number.isFinite(number)) throw notConvertible("double");
  return number;
}

/**
 * A number such as 0x1.8p-2, which is 1.5 times 2 to the -2; NaN when it is not well-formed.
 *
 * @param {string} mantissa
 * @param {string} power
 * @returns {number}
 */
function hexadecimal(mantissa, power) {
  const digits = mantissa.replace(/([\da-fx])_(?=[\da-f])/gi, "$1");
  const [whole, fraction = ""] = digits.split(".");
  const exponent = Number(power.replace(/(\d)_(?=\d)/g, "$1")) - 4 * fraction.length;
  if (!/^0x[\da-f]*\.?[\da-f]*$/i.test(digits) || digits.length < 3) return NaN;
  // Halved, for 2 to the power alone may be beyond what a double holds.
  const half = Math.trunc(exponent / 2);
  return Number(whole + fraction) * 2 ** half * 2 ** (exponent - half);
}

/**
 * @param {unknown} value
 * @returns {boolean}
 */
export function boolOf(value) {
  if (typeof value === "boolean") return value;
  const text = textMatching(/^(?:[01tTfF]|TRUE|[tT]rue|FALSE|[fF]alse)$/, value, "bool");
  return /^[1tT]/.test(text);
}

/**
 * A value that is text of the syntax that the type is written in.
 *
 * @param {RegExp} syntax
 * @param {unknown} value
 * @param {string} type
 * @returns {string}
 */
function textMatching(syntax, value, type) {
  if (typeof found(value) !== "string") throw noSuchOverload();
  const text = /** @type {string} */ (value);
  if (!syntax.test(text)) throw notConvertible(type);
  return text;
}

/**
 * @param {string} type
 * @returns {Error}
 */
function notConvertible(type) {
  return invalidArgument(`type conversion error from 'string' to '${type}'`);
}

/**
 * A double in as few digits as tell it from others; with an exponent where Go would write one.
 *
 * @param {number} value
 * @returns {string}
 */
export function textOfDouble(value) {
  if (Object.is(value, -0)) return "-0";
  if (!Number.isFinite(value)) return value > 0 ? "+Inf" : value < 0 ? "-Inf" : "NaN";
  const [digits, exponent] = value.toExponential().split("e");
  if (Number(exponent) >= -4 && Number(exponent) < 6) return String(value);
  return `${digits}e${exponent[0]}${exponent.slice(1).padStart(2, "0")}`;
}

/**
 * @param {unknown} value
 * @returns {string}
 */
export function toText(value) {
  if (typeof found(value) === "bigint") return timestampText(/** @type {bigint} */ (value));
  if (typeof value === "number") return textOfDouble(value);
  if (typeof value === "object") throw noSuchOverload();
  return String(value);
}

/**
 * The name of the type that a value of unknown type turns out to have.
 *
 * @param {unknown} value
 * @returns {string}
 */
export function celType(value) {
  if (found(value) === null) return "null_type";
  if (Array.isArray(value)) return "list";
  /** @type {Record<string, string>} */
  const names = { boolean: "bool", number: "double", object: "map", string: "string" };
  return names[typeof value] ?? "google.protobuf.Timestamp";
}
