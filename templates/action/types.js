// Types: what the functions of this file hand to each other.

/** @typedef {Record<string, any>} JsonObject */

/**
 * What the mapping makes of a user.
 *
 * @typedef {JsonObject & { externalId?: string, userName?: string, active?: boolean }} ScimUser
 */

/**
 * Where a user comes from; both are empty when the event does not tell.
 *
 * @typedef {{ name: string, strategy: string }} Connection
 */

/**
 * What one execution carries along; formerly is the SCIM user before.
 *
 * @typedef {{ started: number, requests: number, cache?: any, formerly?: () => ScimUser,
 *   adopts?: boolean }} Tally
 */

/** @typedef {{ method: string, path: string, filter?: string, body?: JsonObject }} ScimRequest */

/**
 * Its body is undefined when it is empty, and a text when it is no JSON.
 *
 * @typedef {{ status: number, body: any, location: string, retryAfter: string }} Answer
 */

/**
 * A user's resource, linked when it has our externalId. Without an id there is none.
 *
 * @typedef {{ id: string, resource: JsonObject, linked: boolean, reason: string }} Finding
 */

/**
 * What an execution came to; a warning is to be looked at.
 *
 * @typedef {{ outcome: string, reason?: string, id?: string, warning?: boolean }} Result
 */
