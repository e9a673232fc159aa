// The update: PATCH changes what the mapping has.

/** @import { Run } from "../settings.js" */
/** @import { Finding, ScimUser } from "../types.js" */
import { operationsOf, removalsOf } from "#patch";
import { patchUser } from "../users.js";

/** What to set `update.method` to where the server lacks PATCH. */
export const OTHER_METHOD = "put";

/**
 * @param {Run} run
 * @param {Finding} found
 * @param {ScimUser} scim
 */
export async function writeUpdate(run, { id, resource }, scim) {
  // #when clear
  const operations = [...operationsOf(resource, scim), ...removalsOf(resource, scim)];
  await patchUser(run, id, operations);
  // #end
  // #when !clear
  await patchUser(run, id, operationsOf(resource, scim));
  // #end
}
