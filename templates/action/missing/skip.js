// A missing resource: an update does not create it.

/** @import { Run } from "../settings.js" */
/** @import { ScimUser } from "../types.js" */
import { skipped } from "../log.js";

/**
 * @param {Run} _run
 * @param {ScimUser} _scim
 * @param {string} reason
 */
export async function whenMissing(_run, _scim, reason) {
  return skipped(reason);
}
