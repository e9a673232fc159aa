// Deactivation: the resource is put back as it is, but inactive.

/** @import { Run } from "../settings.js" */
/** @import { Finding, ScimUser } from "../types.js" */
import { stampOf } from "../order.js";
import { overlay } from "../resource.js";
import { writeUser } from "../users.js";

/**
 * @param {Run} run
 * @param {Finding} found
 * @param {ScimUser} scim
 */
export async function deactivateUser(run, { id, resource }, scim) {
  // #when ordered
  await writeUser(run, "PUT", id, overlay(resource, { ...stampOf(scim), active: false }));
  // #end
  // #when !ordered
  await writeUser(run, "PUT", id, overlay(resource, { active: false }));
  // #end
  return { outcome: "deactivated", id };
}
