// PATCH: one operation for each attribute, with its path.

/** @import { JsonObject, ScimUser } from "../types.js" */
import { ITEM_TYPES, OPERATIONS } from "#mapping";
import { isObject } from "../json.js";
import { emptied, pathText } from "../mapped.js";
import { attributeOf } from "../resource.js";

/**
 * @param {JsonObject} resource
 * @param {ScimUser} scim
 */
export function operationsOf(resource, scim) {
  /** @type {JsonObject[]} */
  const operations = [];
  const add = (/** @type {string[]} */ path, /** @type {any} */ value) => {
    const name = path.length === 1 ? path[0] : "";
    if (isObject(value)) {
      for (const key of Object.keys(value)) add([...path, key], value[key]);
    } else if (Object.hasOwn(ITEM_TYPES, name)) {
      for (const item of value) operations.push(...itemOperations(resource, name, item));
    } else if (name !== "schemas") {
      operations.push({ op: OPERATIONS.replace, path: pathText(path), value });
    }
  };
  add([], scim);
  return operations;
}

/**
 * The item of a list that has a type is told by it. Where the resource lacks it, it is added: a
 * path that selects nothing is an error (RFC 7644 section 3.5.2.3).
 *
 * @param {JsonObject} resource
 * @param {string} name
 * @param {JsonObject} item
 */
function itemOperations(resource, name, { type, ...values }) {
  if (!hasItem(resource, name, type)) {
    return [{ op: OPERATIONS.add, path: name, value: [{ ...values, type }] }];
  }
  return Object.entries(values).map(([key, value]) => ({
    op: OPERATIONS.replace,
    path: `${itemPath(name, type)}.${key}`,
    value,
  }));
}

/**
 * What removes the attributes, and the items, that the resource has and the mapping has no value
 * for any more.
 *
 * @param {JsonObject} resource
 * @param {ScimUser} scim
 */
export function removalsOf(resource, scim) {
  const paths = emptied(resource, scim).map(pathText);
  for (const [name, types] of Object.entries(ITEM_TYPES)) {
    for (const type of types) {
      if (hasItem(resource, name, type) && !hasItem(scim, name, type)) {
        paths.push(itemPath(name, type));
      }
    }
  }
  return paths.map((path) => ({ op: OPERATIONS.remove, path }));
}

/**
 * @param {JsonObject} resource
 * @param {string} name
 * @param {string} type
 */
function hasItem(resource, name, type) {
  const items = attributeOf(resource, name);
  return (
    Array.isArray(items) &&
    items.some((item) => {
      const other = isObject(item) ? attributeOf(item, "type") : "";
      return `${other}`.toLowerCase() === type.toLowerCase();
    })
  );
}

/**
 * @param {string} name
 * @param {string} type
 */
function itemPath(name, type) {
  return `${name}[type eq ${JSON.stringify(type)}]`;
}
