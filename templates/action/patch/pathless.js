// PATCH: one operation without a path, which has all attributes.

/** @import { JsonObject, ScimUser } from "../types.js" */
import { OPERATIONS } from "#mapping";
import { emptied, pathText } from "../mapped.js";

/**
 * @param {JsonObject} _resource
 * @param {ScimUser} scim
 * @returns {JsonObject[]}
 */
export function operationsOf(_resource, { schemas, ...value }) {
  return [{ op: OPERATIONS.replace, value }];
}

/**
 * What removes the attributes that the resource has and the mapping has no value for any more.
 *
 * @param {JsonObject} resource
 * @param {ScimUser} scim
 */
export function removalsOf(resource, scim) {
  return emptied(resource, scim).map((path) => ({ op: OPERATIONS.remove, path: pathText(path) }));
}
