// The log: one line of JSON for each execution. Of the user it tells the id alone.

/** @import { Result, Tally } from "./types.js" */

/** Auth0 keeps so many characters of what an execution logs. */
const MAX_LOG_LENGTH = 256;

/**
 * @param {any} event
 * @param {Result} result
 * @param {Tally} tally
 */
export function logResult(event, { outcome, reason, warning, id }, { started, requests }) {
  const message = event?.message;
  const user_id = message?.data?.object?.user_id;
  const ms = Date.now() - started;
  const record = { outcome, reason, event: message?.id, user_id, id, requests, ms };
  let line = JSON.stringify(record);
  // Where it is too long, its longest texts are cut.
  for (let longest = MAX_LOG_LENGTH; line.length > MAX_LOG_LENGTH && longest > 0;) {
    longest -= 4;
    line = JSON.stringify(record, (_, value) =>
      typeof value === "string" ? value.slice(0, longest) : value,
    );
  }
  const level = warning ? "warn" : "log";
  console[outcome === "failed" ? "error" : level](line);
}

/**
 * The result of an event that leaves something undone.
 *
 * @param {string} reason
 */
export function skipped(reason) {
  return { outcome: "skipped", reason, warning: true };
}
