// user.created: the user is created on the server, unless it is there already.

/** @import { Run } from "../settings.js" */
/** @import { Result, ScimUser } from "../types.js" */
import { hasStatus } from "../errors.js";
import { findUser } from "../find.js";
import { skipped } from "../log.js";
import { isStale } from "../order.js";
import { attributeOf } from "../resource.js";
import { refreshUser } from "../updated.js";
import { postUser } from "../users.js";

/**
 * Events are delivered more than once: a conflict with a resource of ours is no error.
 *
 * @param {Run} run
 * @param {ScimUser} scim
 * @param {boolean} [refresh] whether a resource of ours is updated in any case
 * @returns {Promise<Result>}
 */
export async function createUser(run, scim, refresh) {
  if (!scim.userName) return skipped("no userName");
  try {
    return { outcome: "created", id: await postUser(run, scim) };
  } catch (conflict) {
    if (!hasStatus(conflict, 409)) throw conflict;
    // #when conflict-adopt
    run.adopts = true;
    // #end
    const found = await findUser(run, scim).catch((cause) => {
      throw Object.assign(conflict, { cause });
    });
    const { id, resource, linked } = found;
    // #when conflict-adopt
    if (id && !linked) return { ...(await refreshUser(run, found, scim)), outcome: "linked" };
    // #end
    if (!linked) throw conflict;
    // #when ordered
    if (isStale(resource, scim)) return { outcome: "skipped", reason: "stale", id };
    // #end
    // Some servers say it as a text.
    const inactive = /^false$/i.test(attributeOf(resource, "active"));
    const revive = inactive && scim.active;
    // #when ordered
    // Who comes back before the deletion has arrived meets the account of before.
    const behind = isStale(scim, resource);
    if (behind) return refreshUser(run, found, scim);
    // #end
    return refresh || revive ? refreshUser(run, found, scim) : { outcome: "duplicate", id };
  }
}
