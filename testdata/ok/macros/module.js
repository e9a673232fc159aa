// The mapping: how an Auth0 profile becomes a SCIM user.

/** @import { Connection, ScimUser } from "./types.js" */
import { integer } from "./cel/arithmetic.js";
import { isFilled } from "./cel/empty.js";
import { evaluate, found } from "./cel/evaluate.js";
import { exactlyOne, filtered, items, lazily } from "./cel/macros.js";
import { asText } from "./cel/operands.js";
import { size, substring, trim } from "./cel/text.js";
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
  scim.active = !user.blocked && user.multifactor.some((/** @type {any} */ m) => m === "otp");
  const title = evaluate(
    "title",
    '${user.app_metadata.roles.exists(r, r == "lead") ? "Lead" : "Member"} at 6:13',
    () =>
      items(user.app_metadata.roles).some((/** @type {any} */ r) => r === "lead") ? "Lead" : "Member",
  );
  if (title) scim.title = title;
  const displayName = evaluate(
    "displayName",
    '${cel.bind(parts, user.name.split(" "), parts[parts.size() - 1] + ", " + parts[0])} at 7:19',
    () =>
      ((parts) => found(parts[integer(parts.length - 1)]) + ", " + found(parts[0]))(
        user.name.split(" "),
      ),
  );
  if (displayName) scim.displayName = displayName;
  const nickName = evaluate(
    "nickName",
    '${cel.bind(nick, user.user_metadata.nick.trim(), nick == "" ? user.given_name : nick)} at 8:16',
    () =>
      ((nick) => nick() === "" ? user.given_name : nick())(
        lazily(() => trim(asText(user.user_metadata.nick))),
      ),
  );
  if (nickName) scim.nickName = nickName;
  scim.userType = user.identities.every((/** @type {any} */ i) => i.isSocial) ? "social" : "own";
  const locale = evaluate(
    "locale",
    '${user.user_metadata.languages.exists_one(l, l.size() == 2) ? "one" : "other"} at 10:14',
    () =>
      exactlyOne(items(user.user_metadata.languages), (/** @type {any} */ l) => size(l) === 2) ? "one" : "other",
  );
  if (locale) scim.locale = locale;
  const roles = evaluate(
    "roles",
    '${user.app_metadata.roles.filter(r, r.startsWith("app:")).map(r, {"value": r.substring(4), "type": "app"})} at 11:13',
    () =>
      filtered(items(user.app_metadata.roles), (/** @type {any} */ r) => asText(r).startsWith("app:")).map(
        (/** @type {any} */ r) => ({
          __proto__: null,
          value: substring(asText(r), 4),
          type: "app",
        }),
      ),
  );
  if (isFilled(roles)) scim.roles = roles;
  const entitlements = user.identities.filter((/** @type {any} */ class_) => !class_.isSocial).map(
    (/** @type {any} */ class_) => ({ __proto__: null, value: class_.connection }),
  );
  if (entitlements.length > 0) scim.entitlements = entitlements;
  return scim;
}

/** The fields of an Auth0 profile that the mapping uses. */
const USER_FIELDS = {
  user_id: "string",
  email: "string",
  name: "string",
  given_name: "string",
  blocked: "bool",
  multifactor: "strings",
  identities: "objects",
  user_metadata: "map",
  app_metadata: "map",
};

/** And of its identities. */
const IDENTITY_FIELDS = { connection: "string", isSocial: "bool" };

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
