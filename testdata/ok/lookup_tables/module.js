// The mapping: how an Auth0 profile becomes a SCIM user.

/** @import { Connection, ScimUser } from "./types.js" */
import { isFilled, textOf } from "./cel/empty.js";
import { evaluate, found } from "./cel/evaluate.js";
import { index, orElse } from "./cel/select.js";
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

/** Lookup tables. */
const TABLES = {
  dept: { __proto__: null, ENG: "Engineering", HR: "People", "4711": "Special" },
  level: { __proto__: null, junior: 1, senior: 2.5 },
  roles: {
    __proto__: null,
    admin: [{ __proto__: null, value: "read" }, { __proto__: null, value: "write", primary: true }],
    guest: [],
  },
};

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
    active: !user.blocked,
  };
  if (user.email) scim.userName = user.email;
  const title = evaluate(
    "title",
    '${tables.dept[?user.app_metadata.dept].orValue("Other")} at 11:12',
    () => orElse(index(TABLES.dept, found(user.app_metadata.dept)), () => "Other"),
  );
  if (title) scim.title = title;
  const nickName = evaluate(
    "nickName",
    "${tables.dept[user.app_metadata.dept]} at 12:15",
    () => index(TABLES.dept, found(user.app_metadata.dept)),
  );
  if (nickName) scim.nickName = nickName;
  const displayNameText = evaluate(
    "displayName",
    "${tables.level[user.app_metadata.level]} at 13:24",
    () => textOf(index(TABLES.level, found(user.app_metadata.level))),
  );
  if (displayNameText) scim.displayName = "level " + displayNameText;
  const roles = evaluate(
    "roles",
    "${tables.roles[user.app_metadata.role]} at 14:12",
    () => index(TABLES.roles, found(user.app_metadata.role)),
  );
  if (isFilled(roles)) scim.roles = roles;
  return scim;
}

/** The fields of an Auth0 profile that the mapping uses. */
const USER_FIELDS = { user_id: "string", email: "string", blocked: "bool", app_metadata: "map" };

/**
 * Reads what the mapping uses of an Auth0 profile.
 *
 * @param {unknown} raw
 * @returns {any}
 */
export function readUser(raw) {
  return readFields(raw, USER_FIELDS, "user");
}
