// The mapping: how an Auth0 profile becomes a SCIM user.

/** @import { Connection, ScimUser } from "./types.js" */
import { isFilled } from "./cel/empty.js";
import { evaluate, found } from "./cel/evaluate.js";
import { asBool } from "./cel/operands.js";
import { field, orElse, own } from "./cel/select.js";
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
  const userName = own(user, "username") ?? user.email;
  if (userName) scim.userName = userName;
  const displayName = orElse(user.user_metadata.name ?? own(user, "nickname"), () => "nobody");
  if (isFilled(displayName)) scim.displayName = displayName;
  const nickName = user.app_metadata.nick;
  if (isFilled(nickName)) scim.nickName = nickName;
  scim.title = Object.hasOwn(user, "nickname") ? "known" : "unknown";
  const userType = evaluate(
    "userType",
    "${has(user.app_metadata.a.b) ? 'deep' : 'flat'} at 8:16",
    () => field(found(user.app_metadata.a), "b") !== undefined ? "deep" : "flat",
  );
  if (userType) scim.userType = userType;
  const locale = evaluate(
    "locale",
    '${user.app_metadata.?address.lang.orValue("en")} at 9:13',
    () => field(user.app_metadata.address, "lang") ?? "en",
  );
  if (isFilled(locale)) scim.locale = locale;
  scim.timezone = own(user.identities[0], "connection") !== undefined ? "some" : "none";
  const active = evaluate(
    "active",
    "${!user.app_metadata.?off.orValue(false)} at 11:13",
    () => !asBool(user.app_metadata.off ?? false),
  );
  if (active !== undefined) scim.active = active;
  return scim;
}

/** The fields of an Auth0 profile that the mapping uses. */
const USER_FIELDS = {
  user_id: "string",
  email: "string",
  username: "string",
  nickname: "string",
  identities: "objects",
  user_metadata: "map",
  app_metadata: "map",
};

/** And of its identities. */
const IDENTITY_FIELDS = { connection: "string" };

/**
 * Reads what the mapping uses of an Auth0 profile.
 *
 * @param {unknown} raw
 * @returns {any}
 */
export function readUser(raw) {
  const user = readFields(raw, USER_FIELDS, "user");
  if (Object.hasOwn(user, "identities")) {
    user.identities = user.identities.map(
      (/** @type {unknown} */ identity, /** @type {number} */ i) =>
        readFields(identity, IDENTITY_FIELDS, `user.identities[${i}]`),
    );
  }
  return user;
}
