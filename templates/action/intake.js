// Intake: which events concern this Action, and where their users come from.

import { ActionError } from "./errors.js";
import { isText, wellFormed } from "./json.js";

/**
 * Why an event is none of this Action's business, if so. Throws when it is malformed.
 *
 * @param {any} message
 */
export function reasonToIgnore(message) {
  const type = message?.type;
  if (!isText(type)) throw new ActionError("malformed event: no message.type");
  if (message.a0purpose === "test") return "test event";
  if (!/^user\.(created|updated|deleted)$/.test(type)) return `${type} is not handled`;
  if (isText(message.data?.object?.user_id)) return undefined;
  throw new ActionError("malformed event: no data.object.user_id");
}

/**
 * The event's connection, else that of the user's primary identity.
 *
 * @param {any} data
 */
export function readConnection({ context, object }) {
  const { name, strategy } = context?.connection ?? {};
  const { connection, provider } = object.identities?.[0] ?? {};
  const read = (/** @type {unknown} */ value) => (isText(value) ? wellFormed(value) : "");
  return { name: read(name ?? connection), strategy: read(strategy ?? provider) };
}
