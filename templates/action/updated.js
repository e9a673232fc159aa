// user.updated: the user's resource is replaced by what the mapping makes of the user now.

/** @import { Run } from "./settings.js" */
/** @import { JsonObject, ScimUser } from "./types.js" */
import { whenMissing } from "#missing";
import { hasStatus } from "./errors.js";
import { findUser } from "./find.js";
import { skipped } from "./log.js";
import { writeUser } from "./users.js";

/**
 * @param {Run} run
 * @param {ScimUser} scim
 */
export async function updateUser(run, scim) {
  const { userName, active } = scim;
  if (!userName && active !== false) return skipped("no userName");
  for (let again = false; ; again = true) {
    const { id, resource, reason } = await findUser(run, scim);
    if (!id) return whenMissing(run, scim, reason);
    try {
      // Without a userName nothing can replace the resource, but a blocked user is shut out.
      await writeUser(run, "PUT", id, userName ? scim : deactivated(resource));
      return { outcome: userName ? "updated" : "deactivated", id };
    } catch (error) {
      // Gone since it was found: one more look-up tells whether it came back under another id.
      if (again || !hasStatus(error, 404)) throw error;
    }
  }
}

/**
 * The resource as it is, but inactive, and without what only the server may set.
 *
 * @param {JsonObject} resource
 */
function deactivated(resource) {
  const dropped = /^(id|meta|groups|active)$/i;
  const kept = Object.entries(resource).filter(([name]) => !dropped.test(name));
  return { ...Object.fromEntries(kept), active: false };
}
