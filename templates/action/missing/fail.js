// A missing resource: an update fails.

/** @import { Result } from "../types.js" */
import { ActionError } from "../errors.js";

/**
 * @param {string} reason
 * @returns {Promise<Result>}
 */
export async function whenMissing(reason) {
  throw new ActionError(`nothing to update: ${reason}`);
}
