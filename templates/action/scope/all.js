// The scope: every user.

/** @import { Run } from "../settings.js" */
/** @import { Connection } from "../types.js" */
import { buildScimUser, readUser } from "#mapping";
import { createUser } from "../created.js";
import { deleteUser } from "../deleted.js";
import { updateUser } from "../updated.js";

/**
 * @param {Run} run
 * @param {any} message
 * @param {Connection} connection
 */
export function act(run, { type, data }, connection) {
  const scim = buildScimUser(readUser(data.object), connection);
  if (type === "user.created") return createUser(run, scim);
  return type === "user.updated" ? updateUser(run, scim) : deleteUser(run, scim);
}
