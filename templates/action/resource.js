// Resources: reading what a SCIM server sent.

/** @import { JsonObject } from "./types.js" */
import { isObject, isText, wellFormed } from "./json.js";

/**
 * An attribute, by its name in any case.
 *
 * @param {JsonObject} resource
 * @param {string} name
 */
export function attributeOf(resource, name) {
  const lower = name.toLowerCase();
  const key = Object.keys(resource).find((other) => other.toLowerCase() === lower);
  return key && resource[key];
}

/**
 * The id, when it can stand in a path: "." and ".." would lead elsewhere, and an integer beyond
 * 2^53 has lost its last digits.
 *
 * @param {JsonObject} resource
 */
export function idOf(resource) {
  const id = attributeOf(resource, "id");
  if (Number.isSafeInteger(id)) return String(id);
  return isText(id) && !/^\.\.?$/.test(id) && id === wellFormed(id) ? id : undefined;
}

/**
 * Whether two user names differ in case at most. Both foldings have to agree, for lower case makes
 * a "k" of the Kelvin sign, and upper case an "SS" of the sharp s.
 *
 * @param {unknown} a
 * @param {unknown} b
 */
export function sameUserName(a, b) {
  const folded = isText(a) && isText(b) && a.toLowerCase() === b.toLowerCase();
  return folded && a.toUpperCase() === b.toUpperCase();
}

const READ_ONLY = /^(id|meta|groups)$/i;

/**
 * The resource with the values of a SCIM user laid over its own, and without what only the server
 * may set. Lists are replaced.
 *
 * @param {JsonObject} resource
 * @param {JsonObject} scim
 * @returns {JsonObject}
 */
export function overlay(resource, scim) {
  const kept = Object.entries(resource).filter(
    ([name]) => !READ_ONLY.test(name) && attributeOf(scim, name) === undefined,
  );
  const laid = Object.entries(scim).map(([name, value]) => {
    const theirs = attributeOf(resource, name);
    if (name === "schemas") return [name, [...new Set([...(theirs ?? []), ...value])]];
    return [name, isObject(value) && isObject(theirs) ? overlay(theirs, value) : value];
  });
  return Object.fromEntries([...kept, ...laid]);
}
