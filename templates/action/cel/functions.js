// Functions of the mapping's own: what they give back is checked, for nothing else has.

import { EvaluationError, invalidArgument, outOfRange } from "./evaluate.js";

/**
 * What a function gives back, when it is of the type that the mapping has declared.
 *
 * @param {string} name
 * @param {string} type such as "list(string)"
 * @param {() => unknown} compute which calls the function
 * @returns {any}
 */
export function call(name, type, compute) {
  try {
    const value = compute();
    // It is refused, and Node ends when one fails that nobody waits for.
    if (value instanceof Promise) value.catch(() => {});
    if (value !== undefined && value !== null) return copyAs(type, value, name);
  } catch (error) {
    if (error instanceof EvaluationError) throw error;
    const reason = error instanceof Error ? error.message : "it threw no Error";
    throw invalidArgument(`${name} failed: ${reason.slice(0, 80)}`);
  }
  throw outOfRange();
}

/**
 * A copy of JSON data, so that a function cannot change what it is given.
 *
 * @param {any} value
 * @returns {any}
 */
export function copyOf(value) {
  return copyAs("dyn", value, "the mapping");
}

/**
 * A copy of a value, which has to be of a type. Its maps have no prototype.
 *
 * @param {string} type
 * @param {any} value
 * @param {string} name of the function that it is from
 * @returns {any}
 */
function copyAs(type, value, name) {
  const kind = kindOf(value);
  const [, outer, item = "dyn"] = /^(list|map)\((?:string, )?(.*)\)$/.exec(type) ?? [type, type];
  const fits =
    outer === "int" ? Number.isSafeInteger(value) : kind === outer.replace("double", "number");
  if (outer === "dyn" ? !/^(null|bool|number|string|list|map)$/.test(kind) : !fits) {
    const wanted = outer === "dyn" ? "JSON data" : `${outer === "int" ? "an" : "a"} ${outer}`;
    throw invalidArgument(`${name} returned a ${kind}, not ${wanted}`);
  }
  if (kind === "list") {
    return Array.from(value, (/** @type {unknown} */ one) => copyAs(item, one ?? null, name));
  }
  if (kind !== "map") return value;
  /** @type {Record<string, unknown>} */
  const map = Object.create(null);
  for (const key of Object.keys(value)) {
    if (value[key] !== undefined) map[key] = copyAs(item, value[key], name);
  }
  return map;
}

/**
 * @param {any} value
 * @returns {string} its type, as CEL and JSON know it, or what it is instead
 */
function kindOf(value) {
  if (value === null) return "null";
  if (Array.isArray(value)) return "list";
  if (typeof value === "boolean") return "bool";
  if (typeof value === "number" && !Number.isFinite(value)) return "number without a value";
  if (typeof value !== "object") return typeof value;
  const prototype = Object.getPrototypeOf(value);
  if (prototype === null || prototype === Object.prototype) return "map";
  return value instanceof Promise ? "promise (is it async?)" : "class instance";
}
