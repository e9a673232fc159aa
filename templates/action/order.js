// Order: events come out of order, and the resource tells how far it is.

/** @import { JsonObject, ScimUser } from "./types.js" */
import { ORDER_BY } from "#mapping";
import { isObject, isText } from "./json.js";
import { attributeOf } from "./resource.js";

/**
 * Whether the resource holds a later state of the user than this event.
 *
 * @param {JsonObject} resource
 * @param {ScimUser} scim
 */
export function isStale(resource, scim) {
  // What is no time compares as false: nobody knows, and the event is taken.
  return timeOf(resource) > timeOf(scim);
}

/** @param {any} value */
function timeOf(value) {
  for (const name of ORDER_BY) value = isObject(value) ? attributeOf(value, name) : undefined;
  return Date.parse(value);
}

/**
 * The attribute that tells how far the resource is, and nothing else.
 *
 * @param {ScimUser} scim
 * @returns {JsonObject}
 */
export function stampOf(scim) {
  const [name, sub] = ORDER_BY;
  const value = scim[name];
  if (value === undefined) return {};
  return { [name]: sub ? { [sub]: value[sub] } : value };
}

/**
 * Has a SCIM user tell that it is as of that time.
 *
 * @param {ScimUser} scim
 * @param {unknown} time
 */
export function stamp(scim, time) {
  if (!isText(time)) return;
  const [name, sub] = ORDER_BY;
  scim[name] = sub ? { ...scim[name], [sub]: time } : time;
}
