// Unchanged: whether the resource holds already what would be sent.

/** @import { JsonObject, ScimUser } from "./types.js" */
import { isObject } from "./json.js";
import { emptied } from "./mapped.js";
import { attributeOf } from "./resource.js";

/**
 * @param {JsonObject} resource
 * @param {ScimUser} scim
 */
export function holds(resource, { schemas, ...scim }) {
  // #when clear
  if (emptied(resource, scim).length > 0) return false;
  // #end
  return holdsValue(resource, scim, "");
}

/**
 * Whether a value of the server's holds one of ours. It may have more attributes, and its lists
 * another order. Names of users and e-mail addresses, which servers write in lower case, and
 * types are the same in any case.
 *
 * @param {any} theirs
 * @param {any} ours
 * @param {string} path
 * @returns {boolean}
 */
function holdsValue(theirs, ours, path) {
  if (Array.isArray(ours)) {
    if (!Array.isArray(theirs) || theirs.length !== ours.length) return false;
    const rest = [...theirs];
    return ours.every((item) => {
      const at = rest.findIndex((other) => holdsValue(other, item, path));
      return at >= 0 && rest.splice(at, 1).length > 0;
    });
  }
  if (isObject(ours)) {
    return (
      isObject(theirs) &&
      Object.keys(ours).every((key) =>
        holdsValue(attributeOf(theirs, key), ours[key], `${path}.${key}`),
      )
    );
  }
  if (theirs === ours) return true;
  const anyCase = /^\.userName$|^\.emails\.value$|\.type$/.test(path);
  return anyCase && `${theirs}`.toLowerCase() === `${ours}`.toLowerCase();
}
