/**
 * Staff directory
 *
 * An Auth0 event-stream Action, made by scimwright 0.1.0 from the mapping of
 * SHA-256 7921a7c52909. Change the mapping and make it again: https://github.com/scimwright/scimwright
 *
 * Secrets
 *   SCIM_BASE_URL              required  such as https://example.com/scim/v2
 *   SCIM_BEARER_TOKEN          required  the server's access token
 *   SCIM_TIMEOUT_MS            optional  of one request; else 1500
 *   SCIM_MAX_RETRIES           optional  of one request; else 1
 *   SCIM_CONNECTION_ALLOWLIST  optional  names, with commas; else all
 *
 * Attributes
 *   externalId                                        ${user.user_id}
 *   userName                                          ${user.email.lowerAscii()}
 *   active                                            ${!user.blocked}
 *   name.givenName                                    ${user.given_name}
 *   name.familyName                                   ${user.family_name}
 *   displayName                                       ${user.name}
 *   title                                             ${user.app_metadata.title}
 *   userType                                          ${user.app_metadata.?contractor.orValue(false) == true ? "Contractor" : "Employee"}
 *   emails[0]                                         ${user.email.lowerAscii()}, type "work", primary true
 *   phoneNumbers[0]                                   ${user.user_metadata.phone}, type "work"
 *   addresses[0].locality                             ${tables.offices[user.app_metadata.office]}
 *   addresses[0].type                                 "work"
 *   urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department  ${user.app_metadata.department}
 */

"use strict";

// The mapping: how an Auth0 profile becomes a SCIM user.

/** Keys by which the resource of a user is looked up, in this order. */
const MATCH_BY = ["externalId", "userName"];

/** Connections whose users are sent, unless SCIM_CONNECTION_ALLOWLIST says others; none: all. */
const CONNECTIONS = /** @type {string[]} */ ([]);

/** How long one request may take, unless SCIM_TIMEOUT_MS says otherwise. */
const TIMEOUT_MS = 1500;

/** How often a request is sent again, unless SCIM_MAX_RETRIES says otherwise. */
const MAX_RETRIES = 1;

/** How long an execution may take; Auth0 grants about 10 seconds. */
const BUDGET_MS = 9000;

/** Headers of every request. */
const HEADERS = { Accept: "application/scim+json, application/json" };

/** Media type of what is sent. */
const CONTENT_TYPE = "application/scim+json";

/** Lookup tables. */
const TABLES = {
  offices: { __proto__: null, ber: "Berlin", lis: "Lisbon", nyc: "New York" },
};

/**
 * Builds the SCIM user. What is empty is left out.
 *
 * @param {any} user Auth0 profile; a field that it lacks reads as the zero of its type
 * @param {Connection} connection of the user
 * @returns {ScimUser}
 */
function buildScimUser(user, connection) {
  /** @type {ScimUser} */
  const scim = {
    schemas: ["urn:ietf:params:scim:schemas:core:2.0:User"],
    externalId: user.user_id,
  };
  const userName = lowerAscii(user.email);
  if (userName) scim.userName = userName;
  scim.active = !user.blocked;
  const name = {};
  if (user.given_name) name.givenName = user.given_name;
  if (user.family_name) name.familyName = user.family_name;
  if (Object.keys(name).length > 0) scim.name = name;
  if (user.name) scim.displayName = user.name;
  const title = user.app_metadata.title;
  if (isFilled(title)) scim.title = title;
  scim.userType = (user.app_metadata.contractor ?? false) === true ? "Contractor" : "Employee";
  const email = lowerAscii(user.email);
  if (email) scim.emails = [{ value: email, type: "work", primary: true }];
  const phone = user.user_metadata.phone;
  if (isFilled(phone)) scim.phoneNumbers = [{ value: phone, type: "work" }];
  const locality = evaluate(
    "addresses[0].locality",
    "${tables.offices[user.app_metadata.office]} at 31:19",
    () => index(TABLES.offices, found(user.app_metadata.office)),
  );
  if (locality) scim.addresses = [{ locality, type: "work" }];
  const department = user.app_metadata.department;
  if (isFilled(department)) {
    scim.schemas.push("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User");
    scim["urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"] = { department };
  }
  return scim;
}

/**
 * Tells whether the mapping is about a user at all: its scope.when.
 *
 * @param {any} user Auth0 profile
 * @param {Connection} connection of the user
 * @returns {boolean}
 */
function isInScope(user, connection) {
  return user.email_verified && lowerAscii(user.email).endsWith("@example.com");
}

/** The fields of an Auth0 profile that the mapping uses. */
const USER_FIELDS = {
  user_id: "string",
  email: "string",
  email_verified: "bool",
  name: "string",
  given_name: "string",
  family_name: "string",
  blocked: "bool",
  user_metadata: "map",
  app_metadata: "map",
};

/**
 * Reads what the mapping uses of an Auth0 profile.
 *
 * @param {unknown} raw
 * @returns {any}
 */
function readUser(raw) {
  return readFields(raw, USER_FIELDS, "user");
}

// The event: from its delivery to one line in the log.

/**
 * Auth0 calls this with each event. To return acknowledges it; to throw has Auth0 deliver it
 * again, and list it among the failed deliveries in the end.
 *
 * @param {any} event
 * @param {any} [api]
 */
async function onExecuteEventStream(event, api) {
  const tally = { started: Date.now(), requests: 0, cache: api?.cache };
  let result;
  try {
    result = await provision(event, tally);
  } catch (error) {
    logResult(event, { outcome: "failed", reason: reasonOf(error) }, tally);
    throw error;
  }
  logResult(event, result, tally);
}

exports.onExecuteEventStream = onExecuteEventStream;

/**
 * @param {any} event
 * @param {Tally} tally
 */
function provision(event, tally) {
  const run = Object.assign(tally, readSettings(event?.secrets));
  const { message } = event;
  const ignored = reasonToIgnore(message);
  if (ignored) return { outcome: "skipped", reason: ignored };

  const { type, data } = message;
  const connection = readConnection(data);
  const { name } = connection;
  // A deletion often names none, and to skip it would leave the account alive.
  const allowed = run.connections.includes(name) || (type === "user.deleted" && !name);
  if (run.connections.length > 0 && !allowed) {
    return { outcome: "skipped", reason: `connection is ${name ? "not allowed" : "unknown"}` };
  }
  return act(run, message, connection);
}

// What an event leads to: by its type, and by whether the mapping is about its user.

/**
 * @param {Run} run
 * @param {any} message
 * @param {Connection} connection
 */
function act(run, message, connection) {
  const { type, data } = message;
  const user = readUser(data.object);
  // Of a deleted user the event tells the id alone: the condition would be about nobody. What is
  // deleted is a resource with that id, which only a user in scope has ever had.
  const outside = type !== "user.deleted" && !isInScope(user, connection);
  if (outside && type === "user.created") return { outcome: "skipped", reason: "not in scope" };
  const scim = buildScimUser(user, connection);
  // A namesake may be of a connection that is not allowed.
  if (!connection.name && run.connections.length > 0) delete scim.userName;
  const { previous_object } = data;
  if (previous_object) run.formerly = () => buildScimUser(readUser(previous_object), connection);
  if (outside) return shutOutUser(run, scim);
  if (type === "user.created") return createUser(run, scim);
  return type === "user.updated" ? updateUser(run, scim) : removeUser(run, scim);
}

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

// user.created: the user is created on the server, unless it is there already.

/**
 * Events are delivered more than once: a conflict with a resource of ours is no error.
 *
 * @param {Run} run
 * @param {ScimUser} scim
 * @param {boolean} [refresh] whether a resource of ours is updated in any case
 * @returns {Promise<Result>}
 */
async function createUser(run, scim, refresh) {
  if (!scim.userName) return skipped("no userName");
  try {
    return { outcome: "created", id: await postUser(run, scim) };
  } catch (conflict) {
    if (!hasStatus(conflict, 409)) throw conflict;
    const found = await findUser(run, scim).catch((cause) => {
      throw Object.assign(conflict, { cause });
    });
    const { id, resource, linked } = found;
    if (!linked) throw conflict;
    // Some servers say it as a text.
    const inactive = /^false$/i.test(attributeOf(resource, "active"));
    const revive = inactive && scim.active;
    return refresh || revive ? refreshUser(run, found, scim) : { outcome: "duplicate", id };
  }
}

// user.updated: the user's resource becomes what the mapping makes of the user now.

/**
 * @param {Run} run
 * @param {ScimUser} scim
 */
async function updateUser(run, scim) {
  const { userName, active } = scim;
  if (!userName && active !== false) return skipped("no userName");
  // Without a userName nothing can stand for the resource, but a blocked user is shut out.
  return changeUser(run, scim, userName ? refreshUser : deactivateUser, whenMissing);
}

/**
 * Finds the user's resource and changes it.
 *
 * @param {Run} run
 * @param {ScimUser} scim
 * @param {(run: Run, found: Finding, scim: ScimUser) => Promise<Result>} change
 * @param {(reason: string, run: Run, scim: ScimUser) => Promise<Result>} otherwise
 */
async function changeUser(run, scim, change, otherwise) {
  for (let again = false; ; again = true) {
    const found = await findUser(run, scim);
    if (!found.id) return otherwise(found.reason, run, scim);
    try {
      return await change(run, found, scim);
    } catch (error) {
      // Gone since it was found: one more look-up tells whether it came back under another id.
      if (again || !hasStatus(error, 404)) throw error;
    }
  }
}

/**
 * @param {Run} run
 * @param {Finding} found
 * @param {ScimUser} scim
 */
async function refreshUser(run, found, scim) {
  const { id } = found;
  await writeUpdate(run, found, scim);
  return { outcome: "updated", id };
}

// The update: PUT replaces the resource.

/** What to set `update.method` to where the server lacks PUT. */
const OTHER_METHOD = "patch";

/**
 * @param {Run} run
 * @param {Finding} found
 * @param {ScimUser} scim
 */
async function writeUpdate(run, { id }, scim) {
  await writeUser(run, "PUT", id, scim);
}

// A missing resource: an update creates it.

/**
 * @param {string} _reason
 * @param {Run} run
 * @param {ScimUser} scim
 */
async function whenMissing(_reason, run, scim) {
  // Whoever creates the resource meanwhile may know less of the user than this update.
  return createUser(run, scim, true);
}

// Leaving: the resource of a user who is gone.

/**
 * @param {Run} run
 * @param {ScimUser} scim
 */
async function removeUser(run, scim) {
  const found = await findUser(run, scim);
  const { id } = found;
  if (!id) return skipped(found.reason);
  try {
    await writeUser(run, "DELETE", id);
  } catch (error) {
    // Gone already is as good as deleted.
    if (!hasStatus(error, 404)) throw error;
  }
  return { outcome: "deleted", id };
}

/**
 * Makes the user's resource inactive, if there is one.
 *
 * @param {Run} run
 * @param {ScimUser} scim
 */
function shutOutUser(run, scim) {
  return changeUser(run, scim, deactivateUser, async (reason) => skipped(reason));
}

// Deactivation: the resource is put back as it is, but inactive.

/**
 * @param {Run} run
 * @param {Finding} found
 * @param {ScimUser} scim
 */
async function deactivateUser(run, { id, resource }, scim) {
  await writeUser(run, "PUT", id, overlay(resource, { active: false }));
  return { outcome: "deactivated", id };
}

// Finding: which resource on the server is this user's, and which only looks like it.

/**
 * Looks a user up by one key after the other until a result is verified. Servers ignore filters
 * that they do not know and list everyone, or answer them with nothing: so no result is taken on
 * trust, and no empty answer as the last word.
 *
 * @param {Run} run
 * @param {ScimUser} scim
 * @returns {Promise<Finding>}
 */
async function findUser(run, scim) {
  // Where the server does not keep externalId, the user name decides.
  let nameDecides = !MATCH_BY.includes("externalId");
  /** @type {JsonObject[]} */
  let namesakes = [];
  let reason = "";
  let refusal;
  // Last by the former name, if it is still there.
  for (const key of [...MATCH_BY, "formerName"]) {
    const formerly = key === "formerName";
    const name = formerly ? formerName(run, scim) : scim.userName;
    const value = key === "externalId" ? scim.externalId : name;
    if (!value || (formerly && nameDecides && namesakes.length > 0)) continue;
    let results;
    try {
      const attribute = formerly ? "userName" : key;
      results = await searchUsers(run, `${attribute} eq ${JSON.stringify(value)}`);
    } catch (error) {
      if (!hasStatus(error, 400, 501)) throw error;
      refusal = error;
      nameDecides ||= key === "externalId";
      continue;
    }
    const standings = results.map((resource) => standingOf(resource, scim.externalId, name));
    const ours = key === "externalId" ? ["linked", "namesake"] : ["linked"];
    const verified = results.filter((_, i) => ours.includes(standings[i]));
    if (verified.length > 0) return theOnlyOne(verified, scim);

    if (standings.includes("namesake")) {
      namesakes = results.filter((_, i) => standings[i] === "namesake");
      reason = "account is not linked";
    } else if (standings.includes("taken")) reason = "userName has another externalId";
    else reason ||= "no such resource";
  }
  if (nameDecides && namesakes.length > 0) return theOnlyOne(namesakes, scim);
  // That the server refused to look does not mean that it has no such user.
  if (refusal && !reason) throw refusal;
  return { id: "", resource: {}, linked: false, reason: reason || "no key to look it up by" };
}

/**
 * The user's name before the change that the event tells of, where it was another one.
 *
 * @param {Run} run
 * @param {ScimUser} scim
 */
function formerName({ formerly }, { userName }) {
  try {
    const former = MATCH_BY.includes("userName") ? formerly?.().userName : undefined;
    return sameUserName(former, userName) ? undefined : former;
  } catch {
    // A profile that the mapping could make nothing of has left no name on the server.
    return undefined;
  }
}

/**
 * What a resource is to a user: linked by our externalId, a namesake without any, taken by another
 * externalId with our userName, or a stranger.
 *
 * @param {JsonObject} resource
 * @param {string | undefined} ours
 * @param {string | undefined} name
 */
function standingOf(resource, ours, name) {
  const externalId = attributeOf(resource, "externalId") ?? "";
  if (externalId !== "" && externalId === ours) return "linked";
  if (!sameUserName(attributeOf(resource, "userName"), name)) return "stranger";
  return externalId === "" ? "namesake" : "taken";
}

/**
 * @param {JsonObject[]} verified
 * @param {ScimUser} scim
 * @returns {Finding}
 */
function theOnlyOne(verified, { externalId }) {
  const [resource] = verified;
  const [id, ...others] = verified.map(idOf);
  if (others.length > 0) throw new ActionError(`ambiguous user, ids ${[id, ...others]}`);
  if (!id) throw new ActionError("invalid response shape: user without usable id");
  const linked = standingOf(resource, externalId, "") === "linked";
  return { id, resource, linked, reason: "" };
}

// Resources: reading what a SCIM server sent.

/**
 * An attribute, by its name in any case.
 *
 * @param {JsonObject} resource
 * @param {string} name
 */
function attributeOf(resource, name) {
  const lower = name.toLowerCase();
  const key = Object.keys(resource).find((other) => other.toLowerCase() === lower);
  return key && resource[key];
}

/**
 * The id, when it can stand in a path: "." and ".." would lead elsewhere, and an integer beyond
 * 2^53 has lost its last digits.
 *
 * @param {JsonObject} resource
 */
function idOf(resource) {
  const id = attributeOf(resource, "id");
  if (Number.isSafeInteger(id)) return String(id);
  return isText(id) && !/^\.\.?$/.test(id) && id === wellFormed(id) ? id : undefined;
}

/**
 * Whether two user names differ in case at most. Both foldings have to agree, for lower case makes
 * a "k" of the Kelvin sign, and upper case an "SS" of the sharp s.
 *
 * @param {unknown} a
 * @param {unknown} b
 */
function sameUserName(a, b) {
  const folded = isText(a) && isText(b) && a.toLowerCase() === b.toLowerCase();
  return folded && a.toUpperCase() === b.toUpperCase();
}

const READ_ONLY = /^(id|meta|groups)$/i;

/**
 * The resource with the values of a SCIM user laid over its own, and without what only the server
 * may set. Lists are replaced.
 *
 * @param {JsonObject} resource
 * @param {JsonObject} scim
 * @returns {JsonObject}
 */
function overlay(resource, scim) {
  const kept = Object.entries(resource).filter(
    ([name]) => !READ_ONLY.test(name) && attributeOf(scim, name) === undefined,
  );
  const laid = Object.entries(scim).map(([name, value]) => {
    const theirs = attributeOf(resource, name);
    if (name === "schemas") return [name, [...new Set([...(theirs ?? []), ...value])]];
    return [name, isObject(value) && isObject(theirs) ? overlay(theirs, value) : value];
  });
  return Object.fromEntries([...kept, ...laid]);
}

// Users: the requests on the server's /Users.

/**
 * The id of the new resource, where the server tells it.
 *
 * @param {Run} run
 * @param {ScimUser} body
 */
async function postUser(run, body) {
  const request = { method: "POST", path: "/Users", body };
  const answer = await send(run, request, async (error) => {
    // A refused request has done nothing. Any other may have stored the user all the same, and a
    // second POST make a second account.
    if (error.status === 429 || error.path !== request.path) return undefined;
    const { resource, linked } = await findUser(run, body).catch((cause) => {
      throw Object.assign(error, { cause });
    });
    return linked ? { status: 201, body: resource, location: "", retryAfter: "" } : undefined;
  });
  const id = resourceId(request, answer);
  // An empty 200 is hardly from a SCIM server, which says 201.
  if (!id && answer.status === 200) throw invalidShape(request, answer, "no resource");
  return id ?? /\/Users\/([^/?#]+)/.exec(answer.location)?.[1];
}

/**
 * Sends a write, and makes sure that the answer is about the resource that was meant.
 *
 * @param {Run} run
 * @param {string} method
 * @param {string} id
 * @param {JsonObject} [body]
 */
async function writeUser(run, method, id, body) {
  const request = { method, path: `/Users/${encodeURIComponent(id)}`, body };
  const answer = await send(run, request);
  if ((resourceId(request, answer) ?? id) !== id) {
    throw invalidShape(request, answer, "a resource with another id");
  }
}

/**
 * The resources that a filter finds.
 *
 * @param {Run} run
 * @param {string} filter
 */
async function searchUsers(run, filter) {
  const request = { method: "GET", path: "/Users", filter };
  const answer = await send(run, request);
  const list = isObject(answer.body) ? answer.body : {};
  // A count of zero may stand for an empty list.
  const none = attributeOf(list, "totalResults") === 0 ? [] : undefined;
  const resources = attributeOf(list, "Resources") ?? none;
  if (!Array.isArray(resources)) throw invalidShape(request, answer, "no ListResponse");
  return resources.filter(isObject);
}

/**
 * The id of the resource in an answer, if there is any.
 *
 * @param {ScimRequest} request
 * @param {Answer} answer
 */
function resourceId(request, answer) {
  const { status, body } = answer;
  if (status === 202 || status === 204 || (body ?? null) === null) return undefined;
  const id = isObject(body) ? idOf(body) : undefined;
  if (!id) throw invalidShape(request, answer, "no resource with an id");
  return id;
}

// Retries: within one deadline for the whole execution.

/** The pause before the first retry; it doubles with each further one. */
const FIRST_PAUSE_MS = 250;

/**
 * Sends a request until it succeeds, fails for good, or may not be tried again.
 *
 * @param {Run} run
 * @param {ScimRequest} request
 * @param {(error: ScimError) => Promise<Answer | undefined>} [settle] which may find out before a
 *   retry that there is no need of it
 */
async function send(run, request, settle) {
  for (let retries = 0; ; retries++) {
    try {
      const answer = await attempt(run, request);
      if ([200, 201, 202, 204].includes(answer.status)) return answer;
      throw failureOf(run, request, answer);
    } catch (error) {
      if (!isTransient(error) || retries >= run.maxRetries) throw error;
      // Jitter keeps executions that failed together from coming back together.
      const backOff = FIRST_PAUSE_MS * 2 ** retries * (0.5 + Math.random() / 2);
      const pause = error.retryAfterMs ?? Math.round(backOff);
      if (pause >= timeLeft(run)) {
        error.message += ` (no time left to try again after ${pause} ms)`;
        throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, pause));
      const answer = await settle?.(error);
      if (answer) return answer;
    }
  }
}

/**
 * Whether another attempt may succeed. Without an answer there is no status, and 501 is for good.
 *
 * @param {unknown} error
 * @returns {error is ScimError}
 */
function isTransient(error) {
  if (!(error instanceof ScimError)) return false;
  const { status } = error;
  return status === undefined || status === 429 || (status >= 500 && status !== 501);
}

// Requests: one attempt, from its first header to the last byte of the answer.

/**
 * Sends a request once.
 *
 * @param {Run} run
 * @param {ScimRequest} request
 */
function attempt(run, request) {
  const { method, path, filter, body } = request;
  let url = run.baseUrl + path + run.query;
  if (filter) url += `${run.query ? "&" : "?"}filter=${encodeURIComponent(filter)}`;
  return exchange(run, request, url, {
    method,
    headers: { ...HEADERS, ...run.credentials, ...(body && { "Content-Type": CONTENT_TYPE }) },
    body: body && JSON.stringify(body),
  });
}

/**
 * The milliseconds of the budget that are left.
 *
 * @param {Run} run
 */
function timeLeft({ started }) {
  return started + BUDGET_MS - Date.now();
}

/**
 * An HTTP exchange. The time limit covers the body of the answer, and holds even where fetch does
 * not heed its signal.
 *
 * @param {Run} run
 * @param {ScimRequest} request
 * @param {string} url
 * @param {RequestInit} init
 * @returns {Promise<Answer>}
 */
async function exchange(run, request, url, init) {
  // A turn later the connection of the request before is free for this one.
  if (run.requests > 0) await new Promise(setImmediate);
  const limitMs = Math.min(run.timeoutMs, timeLeft(run));
  const { method, path } = request;
  if (limitMs <= 0) throw new ActionError(`out of time ${method} ${path}: not sent`);
  const controller = new AbortController();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  run.requests++;
  try {
    return await new Promise((resolve, reject) => {
      timer = setTimeout(() => {
        reject(new ScimError(request, "time-out", `no whole answer within ${limitMs} ms`));
        controller.abort();
      }, limitMs);
      fetchAnswer(url, { ...init, signal: controller.signal }).then(resolve, reject);
    });
  } catch (/** @type {any} */ cause) {
    if (cause instanceof ScimError) throw cause;
    // fetch has the reason in the cause of its error.
    const detail = String(cause?.cause?.code ?? cause?.message);
    throw new ScimError(request, "network error", detail, { cause });
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Never follows a redirect: that would show the profile and the token to another server.
 *
 * @param {string} url
 * @param {RequestInit} init
 * @returns {Promise<Answer>}
 */
async function fetchAnswer(url, init) {
  const response = await fetch(url, { ...init, redirect: "manual" });
  // A test's stand-in for fetch may offer nothing but status and json().
  const text = response.text ? await response.text() : JSON.stringify(await response.json?.());
  return {
    status: response.status,
    body: parseJson(text),
    location: response.headers?.get?.("Location") ?? "",
    retryAfter: response.headers?.get?.("Retry-After") ?? "",
  };
}

/** @param {string} text */
function parseJson(text) {
  try {
    return text ? JSON.parse(text) : undefined;
  } catch {
    return text;
  }
}

// Answers: what one that is no success says.

/**
 * @param {Run} run
 * @param {ScimRequest} request
 * @param {Answer} answer
 */
function failureOf(run, request, answer) {
  return refusal(run, request, answer, "scimType", "detail", remedyOf(request, answer));
}

/**
 * The error of an answer, whose body has a code and a detail under those names.
 *
 * @param {Run} run
 * @param {ScimRequest} request
 * @param {Answer} answer
 * @param {string} code
 * @param {string} detail
 * @param {string} remedy
 */
function refusal({ hidden }, request, answer, code, detail, remedy) {
  const { status } = answer;
  const body = isObject(answer.body) ? answer.body : {};
  const read = (/** @type {string} */ name) => {
    const value = attributeOf(body, name);
    return isText(value) ? value : "";
  };
  const scimType = /^\w{1,30}$/.exec(read(code))?.[0];
  // Some servers quote the credentials that they refuse.
  const told = hidden
    .reduce((text, secret) => text.replaceAll(secret, "***"), read(detail))
    .replace(/[\s\x00-\x1f\x7f]+/g, " ")
    .slice(0, 200);
  return new ScimError(
    request,
    scimType ? `${status} ${scimType}` : `${status}`,
    [told, remedy].filter(Boolean).join("; "),
    { status, scimType, retryAfterMs: retryAfterMs(answer.retryAfter) },
  );
}

/**
 * @param {ScimRequest} request
 * @param {Answer} answer
 */
function remedyOf({ method }, { status, location }) {
  if (status >= 300 && status < 400) {
    const host = /^(?:\w+:)?\/\/(?:[^/?#]*@)?([^/?#]*)/.exec(location)?.[1] ?? "the same host";
    return `redirect to ${host} not followed: check the secret SCIM_BASE_URL`;
  }
  if (status === 401) return `check ${CREDENTIALS}`;
  if (status === 404 && method === "GET") return "check the secret SCIM_BASE_URL";
  const refused = [405, 501].includes(status) && /^(PUT|PATCH)$/.test(method);
  return refused ? `set update.method: ${OTHER_METHOD} in the mapping` : "";
}

/**
 * The milliseconds of a Retry-After header, which holds seconds or a date.
 *
 * @param {string} value
 */
function retryAfterMs(value) {
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  // Date.parse takes "-5" for a date, too.
  const wait = /^[a-z]/i.test(value) ? Date.parse(value) - Date.now() : NaN;
  return Number.isNaN(wait) ? undefined : Math.max(0, wait);
}

// Settings: the Action's secrets, checked before the first request.

/**
 * One execution: its settings, and its tally for the log.
 *
 * @typedef {ReturnType<typeof readSettings> & Tally} Run
 */

/** @param {Record<string, unknown> | undefined} secrets */
function readSettings(secrets) {
  const secret = (/** @type {string} */ name) => String(secrets?.[name] ?? "").trim();
  const count = (/** @type {string} */ name, /** @type {number} */ least, fallback = 0) => {
    const text = secret(name) || `${fallback}`;
    if (/^\d+$/.test(text) && Number(text) >= least) return Number(text);
    throw unusable(name, `must be a whole number from ${least} on`);
  };
  const names = secret("SCIM_CONNECTION_ALLOWLIST")
    .split(",")
    .map((name) => name.trim())
    .filter(Boolean);
  return {
    ...readBaseUrl(secret("SCIM_BASE_URL")),
    ...readCredentials(secret),
    timeoutMs: count("SCIM_TIMEOUT_MS", 1, TIMEOUT_MS),
    // More retries only wear a server out that is in trouble.
    maxRetries: Math.min(count("SCIM_MAX_RETRIES", 0, MAX_RETRIES), 10),
    connections: names.length > 0 ? names : CONNECTIONS,
  };
}

/**
 * The base URL without slashes at its end, and its query.
 *
 * @param {string} text
 */
function readBaseUrl(text) {
  const { origin, pathname, search } = readUrl("SCIM_BASE_URL", text);
  return { baseUrl: origin + pathname.replace(/\/+$/, ""), query: search };
}

/**
 * A URL that credentials can be sent to. A password in it would end up in logs, and http would
 * show the rest to the network.
 *
 * @param {string} name
 * @param {string} text
 */
function readUrl(name, text) {
  let url;
  try {
    url = new URL(text);
  } catch {
    throw unusable(name, "is missing or not a URL");
  }
  if (!/^https:|^http:\/\/(localhost|127\.[\d.]+|\[::1\])(:|$)/.test(url.origin)) {
    throw unusable(name, "must begin with https://, or be on loopback");
  }
  if (url.username || url.password || text.includes("#")) {
    throw unusable(name, "must not hold a user name, password or #fragment");
  }
  return url;
}

/**
 * A secret that fits into a header. fetch would quote it in its complaint about any other.
 *
 * @param {string} name
 * @param {string} text
 */
function readHeaderText(name, text) {
  if (/^[ -~]+$/.test(text)) return text;
  throw unusable(name, "is missing or not fit for a header");
}

/**
 * @param {string} name
 * @param {string} reason
 */
function unusable(name, reason) {
  return new ActionError(`secret ${name} ${reason}`);
}

// Credentials: a bearer token.

/** What to look at where the server refuses them. */
const CREDENTIALS = "the secret SCIM_BEARER_TOKEN";

/**
 * The headers that authenticate a request, and what no error may quote.
 *
 * @param {(name: string) => string} secret
 */
function readCredentials(secret) {
  // The scheme is often pasted with the token.
  const text = secret("SCIM_BEARER_TOKEN").replace(/^Bearer(\s+|$)/i, "");
  const token = readHeaderText("SCIM_BEARER_TOKEN", text);
  return { credentials: { Authorization: `Bearer ${token}` }, hidden: [token] };
}

// Intake: which events concern this Action, and where their users come from.

/**
 * Why an event is none of this Action's business, if so. Throws when it is malformed.
 *
 * @param {any} message
 */
function reasonToIgnore(message) {
  const type = message?.type;
  if (!isText(type)) throw new ActionError("malformed event: no message.type");
  if (message.a0purpose === "test") return "test event";
  if (!/^user\.(created|updated|deleted)$/.test(type)) return `${type} is not handled`;
  if (isText(message.data?.object?.user_id)) return undefined;
  throw new ActionError("malformed event: no data.object.user_id");
}

/**
 * The event's connection, else that of the user's primary identity.
 *
 * @param {any} data
 */
function readConnection({ context, object }) {
  const { name, strategy } = context?.connection ?? {};
  const { connection, provider } = object.identities?.[0] ?? {};
  const read = (/** @type {unknown} */ value) => (isText(value) ? wellFormed(value) : "");
  return { name: read(name ?? connection), strategy: read(strategy ?? provider) };
}

// The profile: reading those fields of an Auth0 user that the mapping uses.

/**
 * The types of fields: what each has to be in JSON, what it reads as where it is absent, and the
 * type of its items.
 *
 * @type {Record<string, { json: string, zero: unknown, items?: string }>}
 */
const FIELD_TYPES = {
  string: { json: "a string", zero: "" },
  bool: { json: "a boolean", zero: false },
  int: { json: "a safe integer", zero: 0 },
  map: { json: "an object", zero: { __proto__: null } },
  strings: { json: "a list", zero: [], items: "string" },
  objects: { json: "a list", zero: [], items: "map" },
  any: { json: "", zero: null },
};

/** The zeros of declared fields, made once: V8 takes its time with a new prototype. */
const ZEROS = new WeakMap();

/**
 * Reads declared fields and converts none: one of another type is an error. Those that are there
 * are own properties of the result; the others read as the zero value of their type.
 *
 * @param {any} raw
 * @param {Record<string, string>} fields and their types
 * @param {string} where
 * @returns {any}
 */
function readFields(raw, fields, where) {
  expectType(raw, "map", where);
  let zeros = ZEROS.get(fields);
  if (!zeros) {
    zeros = Object.create(null);
    for (const name of Object.keys(fields)) zeros[name] = FIELD_TYPES[fields[name]].zero;
    ZEROS.set(fields, zeros);
  }
  const present = Object.create(zeros);
  for (const name of Object.keys(fields)) {
    const type = fields[name];
    const value = Object.hasOwn(raw, name) ? raw[name] : null;
    if (value === null) continue;
    expectType(value, type, `${where}.${name}`);
    // The objects of a list are copied when their own fields are read.
    present[name] = type === "objects" ? value : copyJson(value);
  }
  return present;
}

/**
 * @param {any} value
 * @param {string} type
 * @param {string} where
 */
function expectType(value, type, where) {
  const { json, items } = FIELD_TYPES[type];
  const actual = jsonType(value);
  const fits = type === "int" ? Number.isSafeInteger(value) : !json || actual === json;
  if (!fits) throw new MappingError(`${where} is ${actual}, not ${json}`);
  if (items) {
    for (let i = 0; i < value.length; i++) expectType(value[i], items, `${where}[${i}]`);
  }
}

// JSON: telling values apart, and making them safe.

/** @param {unknown} value */
function jsonType(value) {
  if (Array.isArray(value)) return "a list";
  if (typeof value !== "object") return `a ${typeof value}`;
  return value ? "an object" : "null";
}

/**
 * @param {unknown} value
 * @returns {value is JsonObject}
 */
function isObject(value) {
  return jsonType(value) === "an object";
}

/**
 * @param {unknown} value
 * @returns {value is string} whether it is a text, and not empty
 */
function isText(value) {
  return typeof value === "string" && value !== "";
}

const SURROGATE = /[\uD800-\uDFFF]/;

/**
 * A text that UTF-8 can carry: half a surrogate pair becomes U+FFFD.
 *
 * @param {string} text
 */
function wellFormed(text) {
  if (!SURROGATE.test(text)) return text;
  let result = "";
  for (const point of text) {
    const lone = point.length === 1 && point >= "\uD800" && point <= "\uDFFF";
    result += lone ? "\uFFFD" : point;
  }
  return result;
}

/**
 * A copy with well-formed texts, and with objects that have no prototype and no keys with null:
 * to read "constructor" or "__proto__" of one finds data or nothing.
 *
 * @param {any} value
 * @returns {any}
 */
function copyJson(value) {
  if (typeof value === "string") return wellFormed(value);
  if (Array.isArray(value)) return value.map(copyJson);
  if (!isObject(value)) return value;
  const copy = Object.create(null);
  for (const key of Object.keys(value)) {
    if (value[key] !== null) copy[wellFormed(key)] = copyJson(value[key]);
  }
  return copy;
}

// Evaluating a mapping's expressions: what fails, and what is merely empty.

/** Why an expression has no value. One that misses a key or an index is empty, not wrong. */
class EvaluationError extends Error {
  /**
   * @param {string} reason
   * @param {boolean} [missing]
   */
  constructor(reason, missing = false) {
    super(reason);
    this.name = "EvaluationError";
    this.missing = missing;
  }
}

/**
 * The value of an expression that may fail; undefined when it misses a key or an index.
 *
 * @template T
 * @param {string} attribute that is mapped
 * @param {string} source of the expression, and where the mapping has it
 * @param {() => T} expression
 * @returns {T | undefined}
 */
function evaluate(attribute, source, expression) {
  try {
    return expression();
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    if (error.missing) return undefined;
    throw new MappingError(`${attribute}: ${error.message}, in ${source}`);
  }
}

/**
 * A value that has to be there for the expression around it to have one.
 *
 * @template T
 * @param {T | undefined} value
 * @returns {T}
 */
function found(value) {
  if (value === undefined) throw new EvaluationError("no such key", true);
  return value;
}

/**
 * @param {string} reason
 * @returns {EvaluationError}
 */
function invalidArgument(reason) {
  return new EvaluationError(reason);
}

// Emptiness: what is left out of the SCIM document (RFC 7643, section 2.5).

/**
 * Tells whether a value is one to send: false and 0 are, null, "", [] and {} are not.
 *
 * @param {unknown} value
 * @returns {boolean}
 */
function isFilled(value) {
  if (value === undefined || value === null || value === "") return false;
  return typeof value !== "object" || Object.keys(value).length > 0;
}

// Selection within metadata, where nothing is known beforehand.

/**
 * The value at an index of a list or under a key of a JSON object; undefined where there is none.
 *
 * @param {unknown} value
 * @param {unknown} at
 * @returns {any}
 */
function index(value, at) {
  if (value === undefined) return undefined;
  if (typeof at === "object") throw invalidArgument("unsupported index type");
  if (Array.isArray(value)) {
    // A double is an index where it is an int of 64 bits.
    const place = /** @type {number} */ (at);
    if (Number.isInteger(place) && Math.abs(place) < 2 ** 63) return value[place];
    throw invalidArgument("unsupported index in list");
  }
  return isMap(value) && typeof at === "string" ? value[at] : undefined;
}

/**
 * @param {unknown} value
 * @returns {value is Record<string, unknown>}
 */
function isMap(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

// Text functions, which count in code points.

/**
 * @param {string} text
 * @returns {string} with its ASCII letters in lower case
 */
function lowerAscii(text) {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

// Errors: their first words say what failed, for Auth0 keeps fifty characters of them.

/** What is wrong with an event, a secret or an answer. It quotes none of them, for it is logged. */
class ActionError extends Error {
  name = "ActionError";
}

/**
 * A request that failed: `409 uniqueness POST /Users: detail`. The detail may quote the profile,
 * so that only the head is logged.
 */
class ScimError extends Error {
  name = "ScimError";

  /**
   * @param {ScimRequest} request
   * @param {string} problem
   * @param {string} detail
   * @param {{ status?: number, scimType?: string, retryAfterMs?: number, cause?: unknown }} facts
   */
  constructor({ method, path }, problem, detail, facts = {}) {
    const head = `${problem} ${method} ${path}`;
    super(detail ? `${head}: ${detail}` : head);
    this.head = head;
    this.method = method;
    this.path = path;
    this.detail = detail;
    this.status = facts.status;
    this.scimType = facts.scimType;
    this.retryAfterMs = facts.retryAfterMs;
    this.cause = facts.cause;
  }
}

/**
 * An answer of success that is none of SCIM's: a login page, say.
 *
 * @param {ScimRequest} request
 * @param {Answer} answer
 * @param {string} detail
 */
function invalidShape(request, { status }, detail) {
  return new ScimError(request, `${status} invalid response shape`, detail, { status });
}

/**
 * @param {unknown} error
 * @param {(number | undefined)[]} statuses
 * @returns {error is ScimError}
 */
function hasStatus(error, ...statuses) {
  return error instanceof ScimError && statuses.includes(error.status);
}

/**
 * What the log may tell of an error. The message of a foreign one may quote anything.
 *
 * @param {any} error
 */
function reasonOf(error) {
  if (error instanceof ActionError || error instanceof MappingError) return error.message;
  return error instanceof ScimError ? error.head : String(error?.name);
}

// Mapping errors: a profile that the mapping cannot make a SCIM user of.

/** A profile and the mapping do not fit. To try again does not help, so it is never retried. */
class MappingError extends Error {
  name = "MappingError";

  /** @param {string} reason which holds no value of the profile, for it is logged */
  constructor(reason) {
    super(`mapping error: ${reason}`);
  }
}

// The log: one line of JSON for each execution. Of the user it tells the id alone.

/** Auth0 keeps so many characters of what an execution logs. */
const MAX_LOG_LENGTH = 256;

/**
 * @param {any} event
 * @param {Result} result
 * @param {Tally} tally
 */
function logResult(event, { outcome, reason, warning, id }, { started, requests }) {
  const message = event?.message;
  const user_id = message?.data?.object?.user_id;
  const ms = Date.now() - started;
  const record = { outcome, reason, event: message?.id, user_id, id, requests, ms };
  let line = JSON.stringify(record);
  // Where it is too long, its longest texts are cut.
  for (let longest = MAX_LOG_LENGTH; line.length > MAX_LOG_LENGTH && longest > 0;) {
    longest -= 4;
    line = JSON.stringify(record, (_, value) =>
      typeof value === "string" ? value.slice(0, longest) : value,
    );
  }
  const level = warning ? "warn" : "log";
  console[outcome === "failed" ? "error" : level](line);
}

/**
 * The result of an event that leaves something undone.
 *
 * @param {string} reason
 */
function skipped(reason) {
  return { outcome: "skipped", reason, warning: true };
}
