// The profile: reading those fields of an Auth0 user that the mapping uses.

import { copyJson, jsonType } from "./json.js";
import { MappingError } from "./mapping-error.js";

/**
 * The types of fields: what each has to be in JSON, what it reads as where it is absent, and the
 * type of its items.
 *
 * @type {Record<string, { json: string, zero: unknown, items?: string }>}
 */
const FIELD_TYPES = {
  string: { json: "a string", zero: "" },
  bool: { json: "a boolean", zero: false },
  int: { json: "a safe integer", zero: 0 },
  map: { json: "an object", zero: { __proto__: null } },
  strings: { json: "a list", zero: [], items: "string" },
  objects: { json: "a list", zero: [], items: "map" },
  any: { json: "", zero: null },
};

/** The zeros of declared fields, made once: V8 takes its time with a new prototype. */
const ZEROS = new WeakMap();

/**
 * Reads declared fields and converts none: one of another type is an error. Those that are there
 * are own properties of the result; the others read as the zero value of their type.
 *
 * @param {any} raw
 * @param {Record<string, string>} fields and their types
 * @param {string} where
 * @returns {any}
 */
export function readFields(raw, fields, where) {
  expectType(raw, "map", where);
  let zeros = ZEROS.get(fields);
  if (!zeros) {
    zeros = Object.create(null);
    for (const name of Object.keys(fields)) zeros[name] = FIELD_TYPES[fields[name]].zero;
    ZEROS.set(fields, zeros);
  }
  const present = Object.create(zeros);
  for (const name of Object.keys(fields)) {
    const type = fields[name];
    const value = Object.hasOwn(raw, name) ? raw[name] : null;
    if (value === null) continue;
    expectType(value, type, `${where}.${name}`);
    // The objects of a list are copied when their own fields are read.
    present[name] = type === "objects" ? value : copyJson(value);
  }
  return present;
}

/**
 * @param {any} value
 * @param {string} type
 * @param {string} where
 */
function expectType(value, type, where) {
  const { json, items } = FIELD_TYPES[type];
  const actual = jsonType(value);
  const fits = type === "int" ? Number.isSafeInteger(value) : !json || actual === json;
  if (!fits) throw new MappingError(`${where} is ${actual}, not ${json}`);
  if (items) {
    for (let i = 0; i < value.length; i++) expectType(value[i], items, `${where}[${i}]`);
  }
}
