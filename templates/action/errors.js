// Errors: their first words say what failed, for Auth0 keeps fifty characters of them.

/** @import { Answer, ScimRequest } from "./types.js" */
import { MappingError } from "./mapping-error.js";

/** What is wrong with an event, a secret or an answer. It quotes none of them, for it is logged. */
export class ActionError extends Error {
  name = "ActionError";
}

/**
 * A request that failed: `409 uniqueness POST /Users: detail`. The detail may quote the profile,
 * so that only the head is logged.
 */
export class ScimError extends Error {
  name = "ScimError";

  /**
   * @param {ScimRequest} request
   * @param {string} problem
   * @param {string} detail
   * @param {{ status?: number, scimType?: string, retryAfterMs?: number, cause?: unknown }} facts
   */
  constructor({ method, path }, problem, detail, facts = {}) {
    const head = `${problem} ${method} ${path}`;
    super(detail ? `${head}: ${detail}` : head);
    this.head = head;
    this.method = method;
    this.path = path;
    this.detail = detail;
    this.status = facts.status;
    this.scimType = facts.scimType;
    this.retryAfterMs = facts.retryAfterMs;
    this.cause = facts.cause;
  }
}

/**
 * An answer of success that is none of SCIM's: a login page, say.
 *
 * @param {ScimRequest} request
 * @param {Answer} answer
 * @param {string} detail
 */
export function invalidShape(request, { status }, detail) {
  return new ScimError(request, `${status} invalid response shape`, detail, { status });
}

/**
 * @param {unknown} error
 * @param {(number | undefined)[]} statuses
 * @returns {error is ScimError}
 */
export function hasStatus(error, ...statuses) {
  return error instanceof ScimError && statuses.includes(error.status);
}

/**
 * What the log may tell of an error. The message of a foreign one may quote anything.
 *
 * @param {any} error
 */
export function reasonOf(error) {
  if (error instanceof ActionError || error instanceof MappingError) return error.message;
  return error instanceof ScimError ? error.head : String(error?.name);
}
