// The mapping: how an Auth0 profile becomes a SCIM user.

/** @import { Connection, ScimUser } from "./types.js" */
import { textOf } from "./cel/empty.js";
import { evaluate } from "./cel/evaluate.js";
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
  if (user.name) {
    scim.displayName = user.name + " (" + String(user.logins_count) + " logins, verified: " + String(user.email_verified) + ")";
  }
  const numberText = evaluate(
    "title",
    "${user.app_metadata.number} at 6:17",
    () => textOf(user.app_metadata.number),
  );
  if (numberText) scim.title = "No. " + numberText;
  if (user.nickname) scim.nickName = "${not a hole} " + user.nickname;
  const provider = user.identities[0]?.provider;
  if (provider && connection.strategy) scim.userType = provider + "/" + connection.strategy;
  return scim;
}

/** The fields of an Auth0 profile that the mapping uses. */
const USER_FIELDS = {
  user_id: "string",
  email: "string",
  email_verified: "bool",
  name: "string",
  nickname: "string",
  logins_count: "int",
  identities: "objects",
  app_metadata: "map",
};

/** And of its identities. */
const IDENTITY_FIELDS = { provider: "string" };

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
