// Finding: which resource on the server is this user's, and which only looks like it.

/** @import { Run } from "./settings.js" */
/** @import { Finding, JsonObject, ScimUser } from "./types.js" */
import { MATCH_BY } from "#mapping";
import { ActionError, hasStatus } from "./errors.js";
import { attributeOf, idOf, sameUserName } from "./resource.js";
import { searchUsers } from "./users.js";

/**
 * Looks a user up by one key after the other until a result is verified. Servers ignore filters
 * that they do not know and list everyone, or answer them with nothing: so no result is taken on
 * trust, and no empty answer as the last word.
 *
 * @param {Run} run
 * @param {ScimUser} scim
 * @returns {Promise<Finding>}
 */
export async function findUser(run, scim) {
  // Where the server does not keep externalId, the user name decides.
  let nameDecides = !MATCH_BY.includes("externalId");
  // #when conflict-adopt
  nameDecides ||= run.adopts === true;
  // #end
  /** @type {JsonObject[]} */
  let namesakes = [];
  let reason = "";
  let refusal;
  // Last by the former name, if it is still there.
  for (const key of [...MATCH_BY, "formerName"]) {
    const formerly = key === "formerName";
    const name = formerly ? formerName(run, scim) : scim.userName;
    const value = key === "externalId" ? scim.externalId : name;
    if (!value || (formerly && nameDecides && namesakes.length > 0)) continue;
    let results;
    try {
      const attribute = formerly ? "userName" : key;
      results = await searchUsers(run, `${attribute} eq ${JSON.stringify(value)}`);
    } catch (error) {
      if (!hasStatus(error, 400, 501)) throw error;
      refusal = error;
      nameDecides ||= key === "externalId";
      continue;
    }
    const standings = results.map((resource) => standingOf(resource, scim.externalId, name));
    const ours = key === "externalId" ? ["linked", "namesake"] : ["linked"];
    const verified = results.filter((_, i) => ours.includes(standings[i]));
    if (verified.length > 0) return theOnlyOne(verified, scim);

    if (standings.includes("namesake")) {
      namesakes = results.filter((_, i) => standings[i] === "namesake");
      reason = "account is not linked";
    } else if (standings.includes("taken")) reason = "userName has another externalId";
    else reason ||= "no such resource";
  }
  if (nameDecides && namesakes.length > 0) return theOnlyOne(namesakes, scim);
  // That the server refused to look does not mean that it has no such user.
  if (refusal && !reason) throw refusal;
  return { id: "", resource: {}, linked: false, reason: reason || "no key to look it up by" };
}

/**
 * The user's name before the change that the event tells of, where it was another one.
 *
 * @param {Run} run
 * @param {ScimUser} scim
 */
function formerName({ formerly }, { userName }) {
  try {
    const former = MATCH_BY.includes("userName") ? formerly?.().userName : undefined;
    return sameUserName(former, userName) ? undefined : former;
  } catch {
    // A profile that the mapping could make nothing of has left no name on the server.
    return undefined;
  }
}

/**
 * What a resource is to a user: linked by our externalId, a namesake without any, taken by another
 * externalId with our userName, or a stranger.
 *
 * @param {JsonObject} resource
 * @param {string | undefined} ours
 * @param {string | undefined} name
 */
function standingOf(resource, ours, name) {
  const externalId = attributeOf(resource, "externalId") ?? "";
  if (externalId !== "" && externalId === ours) return "linked";
  if (!sameUserName(attributeOf(resource, "userName"), name)) return "stranger";
  return externalId === "" ? "namesake" : "taken";
}

/**
 * @param {JsonObject[]} verified
 * @param {ScimUser} scim
 * @returns {Finding}
 */
function theOnlyOne(verified, { externalId }) {
  const [resource] = verified;
  const [id, ...others] = verified.map(idOf);
  if (others.length > 0) throw new ActionError(`ambiguous user, ids ${[id, ...others]}`);
  if (!id) throw new ActionError("invalid response shape: user without usable id");
  const linked = standingOf(resource, externalId, "") === "linked";
  return { id, resource, linked, reason: "" };
}
