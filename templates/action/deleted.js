// user.deleted: the user's resource is deleted.

/** @import { Run } from "./settings.js" */
/** @import { ScimUser } from "./types.js" */
import { hasStatus } from "./errors.js";
import { findUser } from "./find.js";
import { skipped } from "./log.js";
import { writeUser } from "./users.js";

/**
 * @param {Run} run
 * @param {ScimUser} scim
 */
export async function deleteUser(run, scim) {
  const { id, reason } = await findUser(run, scim);
  if (!id) return skipped(reason);
  try {
    await writeUser(run, "DELETE", id);
  } catch (error) {
    // Gone already is as good as deleted.
    if (!hasStatus(error, 404)) throw error;
  }
  return { outcome: "deleted", id };
}
