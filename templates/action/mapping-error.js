// Mapping errors: a profile that the mapping cannot make a SCIM user of.

/** A profile and the mapping do not fit. To try again does not help, so it is never retried. */
export class MappingError extends Error {
  name = "MappingError";

  /** @param {string} reason which holds no value of the profile, for it is logged */
  constructor(reason) {
    super(`mapping error: ${reason}`);
  }
}
