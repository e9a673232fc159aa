// The update: PUT replaces the resource.

/** @import { Run } from "../settings.js" */
/** @import { Finding, ScimUser } from "../types.js" */
import { writeUser } from "../users.js";

/** What to set `update.method` to where the server lacks PUT. */
export const OTHER_METHOD = "patch";

/**
 * @param {Run} run
 * @param {Finding} found
 * @param {ScimUser} scim
 */
export async function writeUpdate(run, { id }, scim) {
  await writeUser(run, "PUT", id, scim);
}
