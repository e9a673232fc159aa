// The mapping: what its compiler makes of the default mapping, roughly, for checks and tests.

/** @import { Connection, ScimUser } from "./types.js" */
import { readFields } from "./profile.js";

/**
 * The keys by which a user's resource is found, in the order of trial.
 *
 * @type {("externalId" | "userName")[]}
 */
export const MATCH_BY = ["externalId", "userName"];

/** Time limit of one attempt, unless the secret SCIM_TIMEOUT_MS says otherwise. */
export const TIMEOUT_MS = 1500;

/** Attempts after the first, unless the secret SCIM_MAX_RETRIES says otherwise. */
export const MAX_RETRIES = 1;

/** Time limit of an execution. */
export const BUDGET_MS = 9000;

/**
 * Connections to provision, unless the secret SCIM_CONNECTION_ALLOWLIST says otherwise; empty: all.
 *
 * @type {string[]}
 */
export const CONNECTIONS = [];

/** Headers of every request. */
export const HEADERS = { Accept: "application/scim+json, application/json" };

/** Media type of request bodies. */
export const CONTENT_TYPE = "application/scim+json";

/**
 * Paths of the attributes that the mapping has.
 *
 * @type {string[][]}
 */
export const MAPPED_ATTRIBUTES = [
  ["externalId"],
  ["active"],
  ["userName"],
  ["name", "givenName"],
  ["name", "familyName"],
  ["name", "formatted"],
  ["displayName"],
  ["nickName"],
  ["emails"],
  ["phoneNumbers"],
];

/**
 * Lists whose items are told apart by their types.
 *
 * @type {Record<string, string[]>}
 */
export const ITEM_TYPES = { emails: ["work"], phoneNumbers: ["work"] };

/** What PATCH calls its operations. */
export const OPERATIONS = { add: "add", replace: "replace", remove: "remove" };

/** Path of the attribute that holds when the profile was updated. */
export const ORDER_BY = ["nickName"];

/** Header that the API key goes into. */
export const API_KEY_HEADER = "X-Api-Key";

/** Where access tokens are issued, unless the secret SCIM_TOKEN_URL says otherwise. */
export const TOKEN_URL = "";

/** Scopes of access tokens. */
export const SCOPES = "";

/** Fields of the Auth0 profile that the mapping reads, with their types. */
const USER_FIELDS = {
  user_id: "string",
  blocked: "bool",
  email: "string",
  given_name: "string",
  family_name: "string",
  name: "string",
  nickname: "string",
  user_metadata: "map",
};

/**
 * @param {unknown} raw user of an event
 * @returns {any}
 */
export function readUser(raw) {
  return readFields(raw, USER_FIELDS, "user");
}

/**
 * @param {any} user
 * @param {Connection} _connection
 */
export function isInScope(user, _connection) {
  return user.email !== "";
}

/**
 * @param {any} user
 * @param {Connection} _connection
 * @returns {ScimUser}
 */
export function buildScimUser(user, _connection) {
  /** @type {ScimUser} */
  const scim = {
    schemas: ["urn:ietf:params:scim:schemas:core:2.0:User"],
    externalId: user.user_id,
    active: !user.blocked,
  };
  if (user.email) scim.userName = user.email;
  /** @type {Record<string, string>} */
  const name = {};
  if (user.given_name) name.givenName = user.given_name;
  if (user.family_name) name.familyName = user.family_name;
  if (user.name) name.formatted = user.name;
  if (Object.keys(name).length > 0) scim.name = name;
  if (user.name) scim.displayName = user.name;
  if (user.nickname) scim.nickName = user.nickname;
  if (user.email) scim.emails = [{ value: user.email, type: "work", primary: true }];
  const { phone } = user.user_metadata;
  if (phone) scim.phoneNumbers = [{ value: phone, type: "work", primary: true }];
  return scim;
}
