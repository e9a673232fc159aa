// user.created: the user is created on the server, unless it is there already.

/** @import { Run } from "./settings.js" */
/** @import { ScimUser } from "./types.js" */
import { hasStatus } from "./errors.js";
import { findUser } from "./find.js";
import { skipped } from "./log.js";
import { attributeOf } from "./resource.js";
import { postUser, writeUser } from "./users.js";

/**
 * Events are delivered more than once, so that a conflict with a resource of ours is no error.
 *
 * @param {Run} run
 * @param {ScimUser} scim
 * @param {boolean} [refresh] whether a resource of ours is updated in any case
 */
export async function createUser(run, scim, refresh) {
  if (!scim.userName) return skipped("no userName");
  try {
    return { outcome: "created", id: await postUser(run, scim) };
  } catch (conflict) {
    if (!hasStatus(conflict, 409)) throw conflict;
    const { id, resource, linked } = await findUser(run, scim).catch((cause) => {
      throw Object.assign(conflict, { cause });
    });
    if (!id || !linked) throw conflict;
    // Some servers say it as a text.
    const inactive = /^false$/i.test(attributeOf(resource, "active"));
    if (!refresh && !(inactive && scim.active)) return { outcome: "duplicate", id };
    await writeUser(run, "PUT", id, scim);
    return { outcome: "updated", id };
  }
}
