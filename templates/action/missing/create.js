// A missing resource: an update creates it.

/** @import { Run } from "../settings.js" */
/** @import { ScimUser } from "../types.js" */
import { createUser } from "#conflict";

/**
 * @param {string} _reason
 * @param {Run} run
 * @param {ScimUser} scim
 */
export async function whenMissing(_reason, run, scim) {
  // #when !conflict-fail
  // Whoever creates the resource meanwhile may know less of the user than this update.
  return createUser(run, scim, true);
  // #end
  // #when conflict-fail
  return createUser(run, scim);
  // #end
}
