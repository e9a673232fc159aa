// The mapping: how an Auth0 profile becomes a SCIM user.

/** @import { Connection, ScimUser } from "./types.js" */
import { integer, remainder } from "./cel/arithmetic.js";
import { boolOf, celType, doubleOf, intOf, textOfDouble } from "./cel/convert.js";
import { textOf } from "./cel/empty.js";
import { evaluate, found } from "./cel/evaluate.js";
import { asNumber } from "./cel/operands.js";
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
    "${bool(user.app_metadata.active)} at 5:13",
    () => boolOf(user.app_metadata.active),
  );
  if (active !== undefined) scim.active = active;
  const titleText = evaluate(
    "title",
    "${string(user.logins_count + 1)} at 6:12",
    () => textOf(String(integer(user.logins_count + 1))),
  );
  if (titleText) scim.title = titleText + " logins";
  const nickName = evaluate(
    "nickName",
    "${string(int(user.app_metadata.number) % 100)} at 7:15",
    () => String(remainder(intOf(user.app_metadata.number), 100)),
  );
  if (nickName) scim.nickName = nickName;
  const displayName = evaluate(
    "displayName",
    "${string(user.app_metadata.factor * 2.0)} at 8:18",
    () => textOfDouble(asNumber(user.app_metadata.factor) * 2),
  );
  if (displayName) scim.displayName = displayName;
  const userType = evaluate(
    "userType",
    '${type(user.app_metadata.level) == string ? "text" : "other"} at 9:16',
    () => celType(found(user.app_metadata.level)) === "string" ? "text" : "other",
  );
  if (userType) scim.userType = userType;
  const locale = evaluate(
    "locale",
    "${string(double(user.app_metadata.text) / 4.0)} at 10:13",
    () => textOfDouble(doubleOf(user.app_metadata.text) / 4),
  );
  if (locale) scim.locale = locale;
  return scim;
}

/** The fields of an Auth0 profile that the mapping uses. */
const USER_FIELDS = {
  user_id: "string",
  email: "string",
  logins_count: "int",
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
