// Users: the requests on the server's /Users.

/** @import { Run } from "./settings.js" */
/** @import { Answer, JsonObject, ScimRequest, ScimUser } from "./types.js" */
import { ScimError, invalidShape } from "./errors.js";
import { findUser } from "./find.js";
import { isObject } from "./json.js";
import { attributeOf, idOf } from "./resource.js";
import { send } from "./retry.js";

/**
 * The id of the new resource, where the server tells it.
 *
 * @param {Run} run
 * @param {ScimUser} body
 */
export async function postUser(run, body) {
  const request = { method: "POST", path: "/Users", body };
  // #when lookup
  // The server would take the same externalId twice: a creation that comes again, after the user
  // has got another name, would make a second account.
  const known = await findUser(run, body);
  if (known.linked) throw new ScimError(request, "409", "externalId is taken", { status: 409 });
  // #end
  const answer = await send(run, request, async (error) => {
    // A refused request has done nothing. Any other may have stored the user all the same, and a
    // second POST make a second account.
    if (error.status === 429 || error.path !== request.path) return undefined;
    const { resource, linked } = await findUser(run, body).catch((cause) => {
      throw Object.assign(error, { cause });
    });
    return linked ? { status: 201, body: resource, location: "", retryAfter: "" } : undefined;
  });
  const id = resourceId(request, answer);
  // An empty 200 is hardly from a SCIM server, which says 201.
  if (!id && answer.status === 200) throw invalidShape(request, answer, "no resource");
  return id ?? /\/Users\/([^/?#]+)/.exec(answer.location)?.[1];
}

/**
 * Sends a write, and makes sure that the answer is about the resource that was meant.
 *
 * @param {Run} run
 * @param {string} method
 * @param {string} id
 * @param {JsonObject} [body]
 */
export async function writeUser(run, method, id, body) {
  const request = { method, path: `/Users/${encodeURIComponent(id)}`, body };
  const answer = await send(run, request);
  if ((resourceId(request, answer) ?? id) !== id) {
    throw invalidShape(request, answer, "a resource with another id");
  }
}

/**
 * Sends operations of PATCH (RFC 7644 section 3.5.2).
 *
 * @param {Run} run
 * @param {string} id
 * @param {JsonObject[]} operations
 */
export function patchUser(run, id, operations) {
  return writeUser(run, "PATCH", id, {
    schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
    Operations: operations,
  });
}

/**
 * The resources that a filter finds.
 *
 * @param {Run} run
 * @param {string} filter
 */
export async function searchUsers(run, filter) {
  const request = { method: "GET", path: "/Users", filter };
  const answer = await send(run, request);
  const list = isObject(answer.body) ? answer.body : {};
  // A count of zero may stand for an empty list.
  const none = attributeOf(list, "totalResults") === 0 ? [] : undefined;
  const resources = attributeOf(list, "Resources") ?? none;
  if (!Array.isArray(resources)) throw invalidShape(request, answer, "no ListResponse");
  return resources.filter(isObject);
}

/**
 * The id of the resource in an answer, if there is any.
 *
 * @param {ScimRequest} request
 * @param {Answer} answer
 */
function resourceId(request, answer) {
  const { status, body } = answer;
  if (status === 202 || status === 204 || (body ?? null) === null) return undefined;
  const id = isObject(body) ? idOf(body) : undefined;
  if (!id) throw invalidShape(request, answer, "no resource with an id");
  return id;
}
