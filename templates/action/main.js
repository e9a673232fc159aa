// The event: from its delivery to one line in the log.

/** @import { Tally } from "./types.js" */
import { act } from "./act.js";
import { reasonOf } from "./errors.js";
import { readConnection, reasonToIgnore } from "./intake.js";
import { logResult } from "./log.js";
import { readSettings } from "./settings.js";

/**
 * Auth0 calls this with each event. To return acknowledges it; to throw has Auth0 deliver it
 * again, and list it among the failed deliveries in the end.
 *
 * @param {any} event
 * @param {any} [api]
 */
export async function onExecuteEventStream(event, api) {
  const tally = { started: Date.now(), requests: 0, cache: api?.cache };
  let result;
  try {
    result = await provision(event, tally);
  } catch (error) {
    logResult(event, { outcome: "failed", reason: reasonOf(error) }, tally);
    throw error;
  }
  logResult(event, result, tally);
}

/**
 * @param {any} event
 * @param {Tally} tally
 */
function provision(event, tally) {
  const run = Object.assign(tally, readSettings(event?.secrets));
  const { message } = event;
  const ignored = reasonToIgnore(message);
  if (ignored) return { outcome: "skipped", reason: ignored };

  const { type, data } = message;
  const connection = readConnection(data);
  const { name } = connection;
  // A deletion often names none, and to skip it would leave the account alive.
  const allowed = run.connections.includes(name) || (type === "user.deleted" && !name);
  if (run.connections.length > 0 && !allowed) {
    return { outcome: "skipped", reason: `connection is ${name ? "not allowed" : "unknown"}` };
  }
  return act(run, message, connection);
}
