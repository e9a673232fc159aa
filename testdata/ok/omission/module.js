// The mapping: how an Auth0 profile becomes a SCIM user.

/** @import { Connection, ScimUser } from "./types.js" */
import { isFilled } from "./cel/empty.js";
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
  if (user.given_name && user.family_name) {
    scim.displayName = user.given_name + " " + user.family_name;
  }
  const title = user.user_metadata.title;
  if (isFilled(title)) scim.title = title;
  const connection2 = user.identities[3]?.connection;
  if (connection2) scim.userType = connection2;
  const name = {};
  if (user.given_name) name.givenName = user.given_name;
  if (user.family_name) name.familyName = user.family_name;
  if (Object.keys(name).length > 0) scim.name = { ...name, honorificPrefix: "Dr." };
  const private2 = user.user_metadata.private;
  /** @type {Record<string, any>} */
  const email = { value: private2, type: "home" };
  if (user.name) email.display = user.name;
  const emails = [];
  if (user.email) emails.push({ value: user.email, type: "work", primary: true });
  if (isFilled(private2)) emails.push(email);
  if (emails.length > 0) scim.emails = emails;
  const city = user.app_metadata.city;
  const country = user.app_metadata.country;
  const address = {};
  if (isFilled(city)) address.locality = city;
  if (isFilled(country)) address.country = country;
  const addresses = [];
  if (Object.keys(address).length > 0) addresses.push({ ...address, type: "work" });
  addresses.push({ type: "home", country: "DE" });
  scim.addresses = addresses;
  if (user.picture) scim.photos = [{ value: user.picture, type: "photo" }];
  const roles = user.app_metadata.roles;
  if (isFilled(roles)) scim.roles = roles;
  return scim;
}

/** The fields of an Auth0 profile that the mapping uses. */
const USER_FIELDS = {
  user_id: "string",
  email: "string",
  name: "string",
  given_name: "string",
  family_name: "string",
  picture: "string",
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
