// The scope: the users of whom the mapping's condition is true.

/** @import { Run } from "../settings.js" */
/** @import { Connection, Result } from "../types.js" */
import { buildScimUser, isInScope, readUser } from "#mapping";
import { createUser } from "../created.js";
import { deleteUser } from "../deleted.js";
import { updateUser } from "../updated.js";

/**
 * @param {Run} run
 * @param {any} message
 * @param {Connection} connection
 * @returns {Promise<Result> | Result}
 */
export function act(run, { type, data }, connection) {
  const user = readUser(data.object);
  // Of a deleted user the event tells the id alone: the condition would be about nobody. What is
  // deleted is a resource with that id, which only a user in scope has ever had.
  if (type === "user.deleted") return deleteUser(run, buildScimUser(user, connection));
  if (!isInScope(user, connection)) return { outcome: "skipped", reason: "not in scope" };
  const scim = buildScimUser(user, connection);
  return type === "user.created" ? createUser(run, scim) : updateUser(run, scim);
}
