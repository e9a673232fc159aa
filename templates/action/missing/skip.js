// A missing resource: an update does not create it.

import { skipped } from "../log.js";

/** @param {string} reason */
export async function whenMissing(reason) {
  return skipped(reason);
}
