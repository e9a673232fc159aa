// Answers: what one that is no success says.

/** @import { Run } from "./settings.js" */
/** @import { Answer, ScimRequest } from "./types.js" */
import { CREDENTIALS } from "#auth";
import { OTHER_METHOD } from "#update";
import { ScimError } from "./errors.js";
import { isObject, isText } from "./json.js";
import { attributeOf } from "./resource.js";

/**
 * @param {Run} run
 * @param {ScimRequest} request
 * @param {Answer} answer
 */
export function failureOf(run, request, answer) {
  return refusal(run, request, answer, "scimType", "detail", remedyOf(request, answer));
}

/**
 * The error of an answer, whose body has a code and a detail under those names.
 *
 * @param {Run} run
 * @param {ScimRequest} request
 * @param {Answer} answer
 * @param {string} code
 * @param {string} detail
 * @param {string} remedy
 */
export function refusal({ hidden }, request, answer, code, detail, remedy) {
  const { status } = answer;
  const body = isObject(answer.body) ? answer.body : {};
  const read = (/** @type {string} */ name) => {
    const value = attributeOf(body, name);
    return isText(value) ? value : "";
  };
  const scimType = /^\w{1,30}$/.exec(read(code))?.[0];
  // Some servers quote the credentials that they refuse.
  const told = hidden
    .reduce((text, secret) => text.replaceAll(secret, "***"), read(detail))
    .replace(/[\s\x00-\x1f\x7f]+/g, " ")
    .slice(0, 200);
  return new ScimError(
    request,
    scimType ? `${status} ${scimType}` : `${status}`,
    [told, remedy].filter(Boolean).join("; "),
    { status, scimType, retryAfterMs: retryAfterMs(answer.retryAfter) },
  );
}

/**
 * @param {ScimRequest} request
 * @param {Answer} answer
 */
function remedyOf({ method }, { status, location }) {
  if (status >= 300 && status < 400) {
    const host = /^(?:\w+:)?\/\/(?:[^/?#]*@)?([^/?#]*)/.exec(location)?.[1] ?? "the same host";
    return `redirect to ${host} not followed: check the secret SCIM_BASE_URL`;
  }
  if (status === 401) return `check ${CREDENTIALS}`;
  if (status === 404 && method === "GET") return "check the secret SCIM_BASE_URL";
  const refused = [405, 501].includes(status) && /^(PUT|PATCH)$/.test(method);
  return refused ? `set update.method: ${OTHER_METHOD} in the mapping` : "";
}

/**
 * The milliseconds of a Retry-After header, which holds seconds or a date.
 *
 * @param {string} value
 */
function retryAfterMs(value) {
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  // Date.parse takes "-5" for a date, too.
  const wait = /^[a-z]/i.test(value) ? Date.parse(value) - Date.now() : NaN;
  return Number.isNaN(wait) ? undefined : Math.max(0, wait);
}
