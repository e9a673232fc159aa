// A missing resource: an update creates it.

/** @import { Run } from "../settings.js" */
/** @import { ScimUser } from "../types.js" */
import { createUser } from "#conflict";

/**
 * @param {Run} run
 * @param {ScimUser} scim
 * @param {string} _reason
 */
export async function whenMissing(run, scim, _reason) {
  // Whoever creates the resource meanwhile may know less of the user than this update.
  return createUser(run, scim, true);
}
