// Leaving: the resource of a user who is gone.

/** @import { Run } from "./settings.js" */
/** @import { ScimUser } from "./types.js" */
import { deactivateUser } from "#deactivate";
import { hasStatus } from "./errors.js";
import { findUser } from "./find.js";
import { skipped } from "./log.js";
import { isStale } from "./order.js";
import { changeUser } from "./updated.js";
import { writeUser } from "./users.js";

/**
 * @param {Run} run
 * @param {ScimUser} scim
 */
export async function removeUser(run, scim) {
  const found = await findUser(run, scim);
  const { id } = found;
  if (!id) return skipped(found.reason);
  // #when ordered
  // What is later on the server belongs to somebody who is there again, or in scope again.
  if (isStale(found.resource, scim)) return { outcome: "skipped", reason: "stale", id };
  // #end
  try {
    await writeUser(run, "DELETE", id);
  } catch (error) {
    // Gone already is as good as deleted.
    if (!hasStatus(error, 404)) throw error;
  }
  return { outcome: "deleted", id };
}

/**
 * Makes the user's resource inactive, if there is one.
 *
 * @param {Run} run
 * @param {ScimUser} scim
 */
export function shutOutUser(run, scim) {
  return changeUser(run, scim, deactivateUser, async (reason) => skipped(reason));
}
