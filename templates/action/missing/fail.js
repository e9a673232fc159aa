// A missing resource: an update fails.

/** @import { Run } from "../settings.js" */
/** @import { Result, ScimUser } from "../types.js" */
import { ActionError } from "../errors.js";

/**
 * @param {Run} _run
 * @param {ScimUser} _scim
 * @param {string} reason
 * @returns {Promise<Result>}
 */
export async function whenMissing(_run, _scim, reason) {
  throw new ActionError(`nothing to update: ${reason}`);
}
