// The mapping: how an Auth0 profile becomes a SCIM user.

/** @import { Connection, ScimUser } from "./types.js" */
import { evaluate, found } from "./cel/evaluate.js";
import { and, or } from "./cel/logic.js";
import { asBool, asNumber, asText } from "./cel/operands.js";
import { split, trim } from "./cel/text.js";
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
  if (user.email) scim.userName = user.email;
  const active = evaluate(
    "active",
    "${user.app_metadata.enabled || user.email_verified} at 5:13",
    () => or(() => asBool(user.app_metadata.enabled), () => user.email_verified),
  );
  if (active !== undefined) scim.active = active;
  const displayName = evaluate(
    "displayName",
    "${user.app_metadata.vip && user.email_verified ? 'VIP' : 'guest'} at 6:19",
    () => and(() => asBool(user.app_metadata.vip), () => user.email_verified) ? "VIP" : "guest",
  );
  if (displayName) scim.displayName = displayName;
  const title = evaluate(
    "title",
    "${user.user_metadata.title.trim()} at 7:12",
    () => trim(asText(user.user_metadata.title)),
  );
  if (title) scim.title = title;
  const nickName = evaluate(
    "nickName",
    '${user.user_metadata.first + " " + user.user_metadata.last} at 8:15',
    () => asText(user.user_metadata.first) + " " + asText(user.user_metadata.last),
  );
  if (nickName) scim.nickName = nickName;
  const userType = evaluate(
    "userType",
    "${user.user_metadata.level > 3 ? 'senior' : 'junior'} at 9:16",
    () => asNumber(user.user_metadata.level) > 3 ? "senior" : "junior",
  );
  if (userType) scim.userType = userType;
  const locale = evaluate(
    "locale",
    "${user.user_metadata.path.split(user.user_metadata.separator)[0]} at 10:13",
    () =>
      ((arg1, arg2) => split(asText(arg1), asText(arg2), -1))(found(user.user_metadata.path), found(user.user_metadata.separator))[0],
  );
  if (locale) scim.locale = locale;
  return scim;
}

/** The fields of an Auth0 profile that the mapping uses. */
const USER_FIELDS = {
  user_id: "string",
  email: "string",
  email_verified: "bool",
  user_metadata: "map",
  app_metadata: "map",
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
