// The mapping: how an Auth0 profile becomes a SCIM user.

/** @import { Connection, ScimUser } from "./types.js" */
import { isFilled } from "./cel/empty.js";
import { evaluate } from "./cel/evaluate.js";
import { asciiFold, coalesce, digits, emailDomain, emailLocal, titleCase } from "./cel/identity.js";
import { asText } from "./cel/operands.js";
import { lowerAscii } from "./cel/text.js";
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
  const userName = evaluate(
    "userName",
    "${asciiFold(emailLocal(user.email)).lowerAscii()} at 4:15",
    () => lowerAscii(asciiFold(emailLocal(user.email))),
  );
  if (userName) scim.userName = userName;
  scim.active = !user.blocked;
  const displayName = coalesce(
    () => user.user_metadata.display,
    () => user.name,
    () => user.nickname,
  );
  if (isFilled(displayName)) scim.displayName = displayName;
  const nickName = user.nickname || user.given_name || "nobody";
  if (nickName) scim.nickName = nickName;
  const title = evaluate(
    "title",
    "${titleCase(user.user_metadata.title)} at 8:12",
    () => titleCase(asText(user.user_metadata.title)),
  );
  if (title) scim.title = title;
  const userType = evaluate(
    "userType",
    "${emailDomain(user.email)} at 9:15",
    () => emailDomain(user.email),
  );
  if (userType) scim.userType = userType;
  const phoneNumber = digits(user.phone_number);
  if (phoneNumber) scim.phoneNumbers = [{ value: "+" + phoneNumber, type: "work" }];
  return scim;
}

/** The fields of an Auth0 profile that the mapping uses. */
const USER_FIELDS = {
  user_id: "string",
  email: "string",
  phone_number: "string",
  name: "string",
  nickname: "string",
  given_name: "string",
  blocked: "bool",
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
