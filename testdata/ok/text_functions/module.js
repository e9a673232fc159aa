// The mapping: how an Auth0 profile becomes a SCIM user.

/** @import { Connection, ScimUser } from "./types.js" */
import { evaluate } from "./cel/evaluate.js";
import { asText, asTexts } from "./cel/operands.js";
import { some } from "./cel/select.js";
import { lowerAscii, replace, size, split, substring, trim, upperAscii } from "./cel/text.js";
import { readFields } from "./profile.js";

/** Keys by which the resource of a user is looked up, in this order. */
export const MATCH_BY = ["externalId", "userName"];

/** Connections whose users are sent, unless SCIM_CONNECTION_ALLOWLIST says others; none: all. */
export const CONNECTIONS = /** @type {string[]} */ ([]);

/** How long one request may take, unless SCIM_TIMEOUT_MS says otherwise. */
export const TIMEOUT_MS = 1500;

/** How often a request is sent again, unless SCIM_MAX_RETRIES says otherwise. */
export const MAX_RETRIES = 1;

/** How long an execution may take; Auth0 grants about 10 seconds. */
export const BUDGET_MS = 9000;

/** Headers of every request. */
export const HEADERS = { Accept: "application/scim+json, application/json" };

/** Media type of what is sent. */
export const CONTENT_TYPE = "application/scim+json";

/**
 * Builds the SCIM user. What is empty is left out.
 *
 * @param {any} user Auth0 profile; a field that it lacks reads as the zero of its type
 * @param {Connection} connection of the user
 * @returns {ScimUser}
 */
export function buildScimUser(user, connection) {
  /** @type {ScimUser} */
  const scim = {
    schemas: ["urn:ietf:params:scim:schemas:core:2.0:User"],
    externalId: user.user_id,
  };
  const userName = lowerAscii(user.email).split("@")[0];
  if (userName) scim.userName = userName;
  const displayName = [user.family_name, user.given_name].join(", ");
  if (displayName) scim.displayName = displayName;
  const nickName = replace(upperAscii(user.nickname), "A", "$&", -1);
  if (nickName) scim.nickName = nickName;
  const title = evaluate(
    "title",
    '${user.user_metadata.?title.orValue("  none ").trim()} at 7:12',
    () => trim(asText(user.user_metadata.title ?? "  none ")),
  );
  if (title) scim.title = title;
  const userType = evaluate(
    "userType",
    "${user.name.substring(0, 2)} at 8:15",
    () => substring(user.name, 0, 2),
  );
  if (userType) scim.userType = userType;
  const profileUrl = replace(user.picture, "http:", "https:", 1);
  if (profileUrl) scim.profileUrl = profileUrl;
  scim.locale = size(user.name) === 3 ? "three" : "other";
  const timezone = split(user.nickname, "", 2).join("|");
  if (timezone) scim.timezone = timezone;
  const preferredLanguage = evaluate(
    "preferredLanguage",
    '${[?user.user_metadata.?a, ?user.user_metadata.?b].join("-")} at 12:24',
    () => asTexts([...some(user.user_metadata.a), ...some(user.user_metadata.b)]).join("-"),
  );
  if (preferredLanguage) scim.preferredLanguage = preferredLanguage;
  return scim;
}

/** The fields of an Auth0 profile that the mapping uses. */
const USER_FIELDS = {
  user_id: "string",
  email: "string",
  name: "string",
  nickname: "string",
  given_name: "string",
  family_name: "string",
  picture: "string",
  user_metadata: "map",
};

/**
 * Reads what the mapping uses of an Auth0 profile.
 *
 * @param {unknown} raw
 * @returns {any}
 */
export function readUser(raw) {
  return readFields(raw, USER_FIELDS, "user");
}
