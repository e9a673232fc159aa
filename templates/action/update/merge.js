// The update: what the mapping has is laid over the resource, and the whole is put back.

/** @import { Run } from "../settings.js" */
/** @import { Finding, ScimUser } from "../types.js" */
import { without } from "../mapped.js";
import { overlay } from "../resource.js";
import { writeUser } from "../users.js";

/** What to set `update.method` to where the server lacks PUT. */
export const OTHER_METHOD = "patch";

/**
 * @param {Run} run
 * @param {Finding} found
 * @param {ScimUser} scim
 */
export async function writeUpdate(run, { id, resource }, scim) {
  // #when clear
  await writeUser(run, "PUT", id, overlay(without(resource, scim), scim));
  // #end
  // #when !clear
  await writeUser(run, "PUT", id, overlay(resource, scim));
  // #end
}
