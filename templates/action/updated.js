// user.updated: the user's resource becomes what the mapping makes of the user now.

/** @import { Run } from "./settings.js" */
/** @import { Finding, Result, ScimUser } from "./types.js" */
import { deactivateUser } from "#deactivate";
import { whenMissing } from "#missing";
import { writeUpdate } from "#update";
import { hasStatus } from "./errors.js";
import { findUser } from "./find.js";
import { skipped } from "./log.js";
import { isStale } from "./order.js";
import { holds } from "./unchanged.js";

/**
 * @param {Run} run
 * @param {ScimUser} scim
 */
export async function updateUser(run, scim) {
  const { userName, active } = scim;
  if (!userName && active !== false) return skipped("no userName");
  // Without a userName nothing can stand for the resource, but a blocked user is shut out.
  return changeUser(run, scim, userName ? refreshUser : deactivateUser, whenMissing);
}

/**
 * Finds the user's resource and changes it.
 *
 * @param {Run} run
 * @param {ScimUser} scim
 * @param {(run: Run, found: Finding, scim: ScimUser) => Promise<Result>} change
 * @param {(reason: string, run: Run, scim: ScimUser) => Promise<Result>} otherwise
 */
export async function changeUser(run, scim, change, otherwise) {
  for (let again = false; ; again = true) {
    const found = await findUser(run, scim);
    if (!found.id) return otherwise(found.reason, run, scim);
    // #when ordered
    // Events come out of order: this one tells of a time before what the resource holds.
    if (isStale(found.resource, scim)) return { outcome: "skipped", reason: "stale", id: found.id };
    // #end
    try {
      return await change(run, found, scim);
    } catch (error) {
      // Gone since it was found: one more look-up tells whether it came back under another id.
      if (again || !hasStatus(error, 404)) throw error;
    }
  }
}

/**
 * @param {Run} run
 * @param {Finding} found
 * @param {ScimUser} scim
 */
export async function refreshUser(run, found, scim) {
  const { id } = found;
  // #when unchanged
  if (holds(found.resource, scim)) return { outcome: "skipped", reason: "unchanged", id };
  // #end
  await writeUpdate(run, found, scim);
  return { outcome: "updated", id };
}
