// Answers: what one that is no success says.

/** @import { Run } from "./settings.js" */
/** @import { Answer, ScimRequest } from "./types.js" */
import { ScimError } from "./errors.js";
import { isObject, isText } from "./json.js";
import { attributeOf } from "./resource.js";

/**
 * @param {Run} run
 * @param {ScimRequest} request
 * @param {Answer} answer
 */
export function failureOf({ token }, request, answer) {
  const { status } = answer;
  const body = isObject(answer.body) ? answer.body : {};
  const read = (/** @type {string} */ name) => {
    const value = attributeOf(body, name);
    return isText(value) ? value : "";
  };
  const scimType = /^\w{1,30}$/.exec(read("scimType"))?.[0];
  // Some servers quote the token that they refuse.
  const detail = read("detail")
    .replaceAll(token, "***")
    .replace(/[\s\x00-\x1f\x7f]+/g, " ")
    .slice(0, 200);
  return new ScimError(
    request,
    scimType ? `${status} ${scimType}` : `${status}`,
    [detail, remedyOf(request, answer)].filter(Boolean).join("; "),
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
  if (status === 401) return "check the secret SCIM_BEARER_TOKEN";
  return status === 404 && method === "GET" ? "check the secret SCIM_BASE_URL" : "";
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
