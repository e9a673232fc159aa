// Mapped attributes: which of them the mapping has no value for any more.

/** @import { JsonObject, ScimUser } from "./types.js" */
import { MAPPED_ATTRIBUTES } from "#mapping";
import { isObject } from "./json.js";
import { attributeOf } from "./resource.js";

/**
 * The paths of mapped attributes that the resource has and the SCIM user lacks.
 *
 * @param {JsonObject} resource
 * @param {ScimUser} scim
 */
export function emptied(resource, scim) {
  return MAPPED_ATTRIBUTES.filter((path) => !isThere(scim, path) && isThere(resource, path));
}

/**
 * @param {any} value
 * @param {string[]} path
 */
function isThere(value, path) {
  for (const name of path) value = isObject(value) ? attributeOf(value, name) : undefined;
  return (value ?? "") !== "" && !(Array.isArray(value) && value.length === 0);
}

/**
 * The resource without the attributes that the mapping has no value for any more.
 *
 * @param {JsonObject} resource
 * @param {ScimUser} scim
 */
export function without(resource, scim) {
  return emptied(resource, scim).reduce(withoutPath, resource);
}

/**
 * @param {JsonObject} resource
 * @param {string[]} path
 * @returns {JsonObject}
 */
function withoutPath(resource, [name, ...rest]) {
  const entries = Object.entries(resource).flatMap(([key, value]) => {
    if (key.toLowerCase() !== name.toLowerCase()) return [[key, value]];
    return rest.length > 0 ? [[key, withoutPath(value, rest)]] : [];
  });
  return Object.fromEntries(entries);
}

/**
 * The path as SCIM writes it: name.givenName, urn:...:User:department.
 *
 * @param {string[]} path
 */
export function pathText([name, ...rest]) {
  if (!/^urn:/i.test(name)) return [name, ...rest].join(".");
  return rest.length > 0 ? `${name}:${rest.join(".")}` : name;
}
