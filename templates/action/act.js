// What an event leads to: by its type, and by whether the mapping is about its user.

/** @import { Run } from "./settings.js" */
/** @import { Connection } from "./types.js" */
import { createUser } from "#conflict";
import { buildScimUser, isInScope, readUser } from "#mapping";
import { removeUser, shutOutUser } from "./leaving.js";
import { stamp } from "./order.js";
import { updateUser } from "./updated.js";

/**
 * @param {Run} run
 * @param {any} message
 * @param {Connection} connection
 */
export function act(run, message, connection) {
  const { type, data } = message;
  const user = readUser(data.object);
  // #when scope
  // Of a deleted user the event tells the id alone: the condition would be about nobody. What is
  // deleted is a resource with that id, which only a user in scope has ever had.
  const outside = type !== "user.deleted" && !isInScope(user, connection);
  // #end
  // #when outside-ignore
  if (outside) return { outcome: "skipped", reason: "not in scope" };
  // #end
  // #when outside-deactivate outside-delete
  if (outside && type === "user.created") return { outcome: "skipped", reason: "not in scope" };
  // #end
  const scim = buildScimUser(user, connection);
  // #when ordered
  // A deletion may tell the id alone. It is later than whatever the server holds of before.
  if (type === "user.deleted") stamp(scim, message.time);
  // #end
  // A namesake may be of a connection that is not allowed.
  if (!connection.name && run.connections.length > 0) delete scim.userName;
  const { previous_object } = data;
  if (previous_object) run.formerly = () => buildScimUser(readUser(previous_object), connection);
  // #when outside-deactivate
  if (outside) return shutOutUser(run, scim);
  // #end
  // #when outside-delete
  if (outside) return removeUser(run, scim);
  // #end
  if (type === "user.created") return createUser(run, scim);
  // #when delete-delete
  return type === "user.updated" ? updateUser(run, scim) : removeUser(run, scim);
  // #end
  // #when delete-deactivate
  return type === "user.updated" ? updateUser(run, scim) : shutOutUser(run, scim);
  // #end
  // #when delete-ignore
  if (type === "user.updated") return updateUser(run, scim);
  return { outcome: "skipped", reason: "deletions are ignored" };
  // #end
}
