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
  /** @type {JsonObject[]} */
  let namesakes = [];
  let reason = "";
  let refusal;
  for (const key of MATCH_BY) {
    if (!scim[key]) continue;
    let results;
    try {
      results = await searchUsers(run, `${key} eq ${JSON.stringify(scim[key])}`);
    } catch (error) {
      if (!hasStatus(error, 400, 501)) throw error;
      refusal = error;
      nameDecides ||= key === "externalId";
      continue;
    }
    const standings = results.map((resource) => standingOf(resource, scim));
    const linked = results.filter((_, i) => standings[i] === "linked");
    namesakes = results.filter((_, i) => standings[i] === "namesake");
    const verified = key === "externalId" ? [...linked, ...namesakes] : linked;
    if (verified.length > 0) return theOnlyOne(verified, scim);

    if (namesakes.length > 0) reason = "account is not linked";
    else if (standings.includes("taken")) reason = "userName has another externalId";
    else reason ||= "no such resource";
  }
  if (nameDecides && namesakes.length > 0) return theOnlyOne(namesakes, scim);
  // That the server refused to look does not mean that it has no such user.
  if (refusal && !reason) throw refusal;
  return { id: "", resource: {}, linked: false, reason: reason || "no key to look it up by" };
}

/**
 * What a resource is to a user: linked by our externalId, a namesake without any, taken by another
 * externalId with our userName, or a stranger.
 *
 * @param {JsonObject} resource
 * @param {ScimUser} scim
 */
function standingOf(resource, scim) {
  const externalId = attributeOf(resource, "externalId") ?? "";
  if (externalId !== "" && externalId === scim.externalId) return "linked";
  if (!sameUserName(attributeOf(resource, "userName"), scim.userName)) return "stranger";
  return externalId === "" ? "namesake" : "taken";
}

/**
 * @param {JsonObject[]} verified
 * @param {ScimUser} scim
 */
function theOnlyOne(verified, scim) {
  const [resource] = verified;
  const [id, ...others] = verified.map(idOf);
  if (others.length > 0) throw new ActionError(`ambiguous user, ids ${[id, ...others]}`);
  if (!id) throw new ActionError("invalid response shape: user without usable id");
  return { id, resource, linked: standingOf(resource, scim) === "linked", reason: "" };
}
