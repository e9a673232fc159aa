// The mapping: how an Auth0 profile becomes a SCIM user.

/** @import { Connection, ScimUser } from "./types.js" */
import { textOf } from "./cel/empty.js";
import { evaluate } from "./cel/evaluate.js";
import { dayOfWeek, fullYear, timestampOf, timestampText } from "./cel/timestamp.js";
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
    '${timestamp(user.last_login) > timestamp("2025-01-01T00:00:00Z")} at 5:14',
    () => timestampOf(user.last_login) > timestampOf("2025-01-01T00:00:00Z"),
  );
  if (active !== undefined) scim.active = active;
  const titleText = evaluate(
    "title",
    "${string(timestamp(user.created_at).getFullYear())} at 6:18",
    () => textOf(String(fullYear(timestampOf(user.created_at)))),
  );
  if (titleText) scim.title = "since " + titleText;
  const nickNameText = evaluate(
    "nickName",
    "${timestamp(user.app_metadata.hired)} at 7:21",
    () => textOf(timestampText(timestampOf(user.app_metadata.hired))),
  );
  if (nickNameText) scim.nickName = "hired " + nickNameText;
  const displayNameText = evaluate(
    "displayName",
    '${timestamp(user.app_metadata.hired).getDayOfWeek("+05:30")} at 8:30',
    () => textOf(dayOfWeek(timestampOf(user.app_metadata.hired), 330)),
  );
  if (displayNameText) scim.displayName = "born on day " + displayNameText;
  return scim;
}

/** The fields of an Auth0 profile that the mapping uses. */
const USER_FIELDS = {
  user_id: "string",
  email: "string",
  created_at: "string",
  last_login: "string",
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
