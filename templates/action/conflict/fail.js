// user.created: the user is created on the server, and must not be there already.

/** @import { Run } from "../settings.js" */
/** @import { Result, ScimUser } from "../types.js" */
import { skipped } from "../log.js";
import { postUser } from "../users.js";

/**
 * @param {Run} run
 * @param {ScimUser} scim
 * @returns {Promise<Result>}
 */
export async function createUser(run, scim) {
  if (!scim.userName) return skipped("no userName");
  return { outcome: "created", id: await postUser(run, scim) };
}
