// Deactivation: PATCH makes the resource inactive, and touches nothing else.

/** @import { Run } from "../settings.js" */
/** @import { Finding, ScimUser } from "../types.js" */
import { stampOf } from "../order.js";
import { operationsOf } from "#patch";
import { patchUser } from "../users.js";

/**
 * @param {Run} run
 * @param {Finding} found
 * @param {ScimUser} scim
 */
export async function deactivateUser(run, { id, resource }, scim) {
  // #when ordered
  await patchUser(run, id, operationsOf(resource, { ...stampOf(scim), active: false }));
  // #end
  // #when !ordered
  await patchUser(run, id, operationsOf(resource, { active: false }));
  // #end
  return { outcome: "deactivated", id };
}
