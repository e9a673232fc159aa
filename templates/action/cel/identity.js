// Functions for names and addresses, which CEL has none of.

import { isFilled } from "./empty.js";
import { found, unlessMissing } from "./evaluate.js";

/**
 * The first alternative that is not empty. One that fails otherwise, and is reached, fails the
 * call. When all are empty, the last one counts: its empty value, or what it misses.
 *
 * @template T
 * @param {...(() => T)} alternatives
 * @returns {T}
 */
export function coalesce(...alternatives) {
  for (const alternative of alternatives.slice(0, -1)) {
    const value = unlessMissing(alternative);
    if (value !== undefined && isFilled(value)) return value;
  }
  return alternatives[alternatives.length - 1]();
}

/**
 * ASCII spellings of letters that Unicode does not decompose, and of the apostrophes, quotation
 * marks, hyphens and spaces that names are typed with.
 *
 * @type {Record<string, string>}
 */
const PLAIN = {
  AE: "\xc6",
  ae: "\xe6",
  B: "\u0181",
  b: "\u0253",
  D: "\xd0\u0110\u0189\u018a",
  d: "\xf0\u0111\u0256\u0257",
  E: "\u018e\u018f\u0190",
  e: "\u01dd\u0259\u025b",
  f: "\u0192",
  G: "\u01e4",
  g: "\u01e5",
  H: "\u0126",
  h: "\u0127",
  I: "\u0197",
  i: "\u0131\u0268",
  IJ: "\u0132",
  ij: "\u0133",
  K: "\u0198",
  k: "\u0138\u0199",
  L: "\u013f\u0141",
  l: "\u0140\u0142",
  N: "\u014a",
  n: "\u0149\u014b",
  O: "\xd8\u0186",
  o: "\xf8\u0254",
  OE: "\u0152",
  oe: "\u0153",
  SS: "\u1e9e",
  ss: "\xdf",
  s: "\u017f",
  T: "\u0166",
  t: "\u0167",
  Th: "\xde",
  th: "\xfe",
  U: "\u0244",
  u: "\u0289",
  Y: "\u01b3",
  y: "\u01b4",
  Z: "\u01b5",
  z: "\u01b6",
  "'": "\u2018\u2019\u02bb\u02bc",
  '"': "\u201c\u201d",
  "-": "\u2010\u2011\u2012\u2013\u2014",
  " ": "\xa0\u202f",
};

/**
 * Latin letters without their diacritics. All else stays: an alphabet of which this function
 * knows nothing may tell letters apart by their marks.
 *
 * @param {string} text
 * @returns {string}
 */
export function asciiFold(text) {
  return text.replace(/([^\x00-\x7f]|[A-Za-z](?=\p{M}))\p{M}*/gu, (cluster, letter) => {
    const base = letter.normalize("NFD").slice(0, 1);
    if (/[A-Za-z]/.test(base)) return base;
    return Object.keys(PLAIN).find((spelling) => PLAIN[spelling].includes(base)) ?? cluster;
  });
}

/**
 * The first character of each word in upper case, the rest in lower case. An apostrophe divides
 * words, as in O'Brien, unless a single letter follows it at the end, as in John's. The case of a
 * character is one character, whatever its neighbours; but a sigma that ends a word is a final one.
 *
 * @param {string} text
 * @returns {string}
 */
export function titleCase(text) {
  const words =
    /([\p{L}\p{M}\p{Nd}])([\p{L}\p{M}\p{Nd}]*(?:['\u2019]\p{L}\p{M}*(?![\p{L}\p{M}\p{Nd}'\u2019]))?)/gu;
  return text.replace(words, (_, first, rest) => {
    const upper = Array.from(first.toUpperCase());
    const lower = rest.replace(/./gu, (/** @type {string} */ letter) => {
      return Array.from(letter.toLowerCase())[0];
    });
    return (upper.length === 1 ? upper[0] : first) + lower.replace(/\u03c3$/, "\u03c2");
  });
}

/**
 * @param {string} text
 * @returns {string} its ASCII digits
 */
export function digits(text) {
  return text.replace(/[^0-9]+/g, "");
}

/**
 * What is before the last "@" of an address. Like emailDomain, it misses a value in a text with
 * nothing on one side: half of an address would be taken for a whole one further on.
 *
 * @param {string} text
 * @returns {string}
 */
export function emailLocal(text) {
  return found(/^(.+)@[^@]+$/s.exec(text)?.[1]);
}

/**
 * What is behind the last "@" of an address.
 *
 * @param {string} text
 * @returns {string}
 */
export function emailDomain(text) {
  return found(/^.+@([^@]+)$/s.exec(text)?.[1]);
}
