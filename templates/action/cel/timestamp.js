// Timestamps: nanoseconds since 1970 began, as a BigInt.

import { found, invalidArgument, noSuchOverload } from "./evaluate.js";

/**
 * The timestamp that an RFC 3339 text stands for; a timestamp stays one.
 *
 * @param {unknown} value
 * @returns {bigint}
 */
export function timestampOf(value) {
  if (typeof found(value) === "bigint") return /** @type {bigint} */ (value);
  if (typeof value !== "string") throw noSuchOverload();
  const time = "([01]\\d|2[0-3]):([0-5]\\d)";
  const rfc3339 = `^(\\d{4})-(\\d\\d)-(\\d\\d)T${time}:([0-5]\\d)(\\.\\d+)?(?:Z|([+-])${time})$`;
  const parts = new RegExp(rfc3339).exec(value);
  if (!parts) throw invalidArgument("invalid RFC 3339 timestamp");
  const [year, month, date, hour, minute, second] = parts.slice(1).map(Number);
  const day = dayNumber(year, month, date);
  // Of a date that the month does not have, Date makes one of another month.
  const real = month > 0 && month < 13 && new Date(day * 864e5).getUTCDate() === date;
  if (!real) throw invalidArgument("invalid RFC 3339 timestamp");
  const offset = Number(`${parts[8]}1`) * (Number(parts[9]) * 60 + Number(parts[10])) || 0;
  const seconds = ((day * 24 + hour) * 60 + minute - offset) * 60 + second;
  return timestampOfSeconds(seconds) + BigInt((parts[7] ?? "").slice(1, 10).padEnd(9, "0"));
}

/**
 * @param {number} seconds since 1970 began
 * @returns {bigint}
 */
export function timestampOfSeconds(seconds) {
  // The years from 1 to 9999.
  if (seconds < -62135596800 || seconds > 253402300799) throw invalidArgument("timestamp overflow");
  return BigInt(seconds) * 1000000000n;
}

/**
 * @param {bigint} timestamp
 * @returns {string} as RFC 3339 writes it, in UTC
 */
export function timestampText(timestamp) {
  const fraction = String(nanoseconds(timestamp)).padStart(9, "0").replace(/0+$/, "");
  return civil(timestamp).toISOString().slice(0, 19) + (fraction && `.${fraction}`) + "Z";
}

/**
 * @param {bigint} timestamp
 * @returns {number} whole seconds since 1970 began, rounded down
 */
export function secondsOf(timestamp) {
  return Number((timestamp - BigInt(nanoseconds(timestamp))) / 1000000000n);
}

/**
 * @param {bigint} timestamp
 * @returns {number} of its second
 */
function nanoseconds(timestamp) {
  return Number(((timestamp % 1000000000n) + 1000000000n) % 1000000000n);
}

/**
 * What calendar and clock show, read with the getters of UTC, without fractions of a second.
 *
 * @param {bigint} timestamp
 * @param {number} [offset] minutes that the clock is ahead of UTC
 * @returns {Date}
 */
function civil(timestamp, offset = 0) {
  return new Date((secondsOf(timestamp) + offset * 60) * 1000);
}

/**
 * @param {number} year
 * @param {number} month 1 to 12
 * @param {number} date
 * @returns {number} days since 1970 began
 */
function dayNumber(year, month, date) {
  // The calendar repeats every 400 years. Date.UTC takes a year below 100 for one after 1900.
  return Date.UTC(year + 400, month - 1, date) / 864e5 - 146097;
}

/**
 * @param {bigint} timestamp
 * @param {number} [offset]
 * @returns {number}
 */
export function fullYear(timestamp, offset) {
  return civil(timestamp, offset).getUTCFullYear();
}

/**
 * @param {bigint} timestamp
 * @param {number} [offset]
 * @returns {number} 0 for January
 */
export function month(timestamp, offset) {
  return civil(timestamp, offset).getUTCMonth();
}

/**
 * @param {bigint} timestamp
 * @param {number} [offset]
 * @returns {number} 0 for the first of January
 */
export function dayOfYear(timestamp, offset) {
  const clock = civil(timestamp, offset);
  const firstOfJanuary = dayNumber(clock.getUTCFullYear(), 1, 1);
  return Math.floor(clock.getTime() / 864e5) - firstOfJanuary;
}

/**
 * @param {bigint} timestamp
 * @param {number} [offset]
 * @returns {number} 0 for the first
 */
export function dayOfMonth(timestamp, offset) {
  return date(timestamp, offset) - 1;
}

/**
 * @param {bigint} timestamp
 * @param {number} [offset]
 * @returns {number} 1 for the first
 */
export function date(timestamp, offset) {
  return civil(timestamp, offset).getUTCDate();
}

/**
 * @param {bigint} timestamp
 * @param {number} [offset]
 * @returns {number} 0 for Sunday
 */
export function dayOfWeek(timestamp, offset) {
  return civil(timestamp, offset).getUTCDay();
}

/**
 * @param {bigint} timestamp
 * @param {number} [offset]
 * @returns {number}
 */
export function hours(timestamp, offset) {
  return civil(timestamp, offset).getUTCHours();
}

/**
 * @param {bigint} timestamp
 * @param {number} [offset]
 * @returns {number}
 */
export function minutes(timestamp, offset) {
  return civil(timestamp, offset).getUTCMinutes();
}

/**
 * @param {bigint} timestamp
 * @returns {number}
 */
export function seconds(timestamp) {
  return civil(timestamp).getUTCSeconds();
}

/**
 * @param {bigint} timestamp
 * @returns {number} of its second
 */
export function milliseconds(timestamp) {
  return Math.trunc(nanoseconds(timestamp) / 1e6);
}
