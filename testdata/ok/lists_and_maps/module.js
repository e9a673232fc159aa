// The mapping: how an Auth0 profile becomes a SCIM user.

/** @import { Connection, ScimUser } from "./types.js" */
import { add } from "./cel/arithmetic.js";
import { isFilled } from "./cel/empty.js";
import { evaluate, found } from "./cel/evaluate.js";
import { distinct, flatten, isIn, slice, sorted } from "./cel/lists.js";
import { mapOf } from "./cel/maps.js";
import { asList, asTexts } from "./cel/operands.js";
import { index, orElse, own } from "./cel/select.js";
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
  scim.active = !user.blocked;
  const title = evaluate(
    "title",
    '${{"en": "English", "de": "German"}[?user.user_metadata.language].orValue("Other")} at 6:13',
    () =>
      orElse(
        index({ __proto__: null, en: "English", de: "German" }, found(user.user_metadata.language)),
        () => "Other",
      ),
  );
  if (title) scim.title = title;
  const nickName = evaluate(
    "nickName",
    '${(user.multifactor + user.app_metadata.factors).distinct().sort().join("+")} at 7:16',
    () => asTexts(sorted(distinct(add(user.multifactor, user.app_metadata.factors)))).join("+"),
  );
  if (nickName) scim.nickName = nickName;
  const displayName = evaluate(
    "displayName",
    '${user.app_metadata.factors.first().orValue("none")} at 8:18',
    () => orElse(asList(user.app_metadata.factors)[0], () => "none"),
  );
  if (isFilled(displayName)) scim.displayName = displayName;
  const userType = evaluate(
    "userType",
    '${"admin" in user.app_metadata.groups ? "admin" : "user"} at 9:16',
    () => isIn("admin", user.app_metadata.groups) ? "admin" : "user",
  );
  if (userType) scim.userType = userType;
  const roles = evaluate(
    "roles",
    '${[[{"value": "all"}], user.app_metadata.roles].flatten().slice(0, 2)} at 10:13',
    () =>
      slice(flatten([[{ __proto__: null, value: "all" }], found(user.app_metadata.roles)]), 0, 2),
  );
  if (isFilled(roles)) scim.roles = roles;
  const entitlements = [
    mapOf(["value", user.email], ["type", "email"], ["display", own(user, "name")]),
  ];
  if (entitlements.length > 0) scim.entitlements = entitlements;
  return scim;
}

/** The fields of an Auth0 profile that the mapping uses. */
const USER_FIELDS = {
  user_id: "string",
  email: "string",
  name: "string",
  blocked: "bool",
  multifactor: "strings",
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
