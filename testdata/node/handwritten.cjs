// An Action as people write it by hand: the baseline that the generated one is
// measured against (.ci/bench-node). It does what the documentation of Auth0 and
// of SCIM servers suggests, for servers that behave: find by externalId, POST,
// PUT, DELETE, one retry, a time-out of 1500 ms. It has none of the generated
// Action's safety rules, and is nothing to copy from.

"use strict";

const USER_SCHEMA = "urn:ietf:params:scim:schemas:core:2.0:User";
const TIMEOUT_MS = 1500;
const RETRIES = 1;

/** A failed request, with the status of its answer. */
class ScimRequestError extends Error {
  constructor(message, status) {
    super(message);
    this.name = "ScimRequestError";
    this.status = status;
  }
}

/** The settings among the secrets. */
function readConfig(secrets) {
  const baseUrl = (secrets.SCIM_BASE_URL || "").replace(/\/+$/, "");
  const token = secrets.SCIM_BEARER_TOKEN || "";
  if (!baseUrl || !token) {
    throw new Error("SCIM_BASE_URL and SCIM_BEARER_TOKEN are required");
  }
  const allowlist = (secrets.SCIM_CONNECTION_ALLOWLIST || "")
    .split(",")
    .map((name) => name.trim())
    .filter(Boolean);
  return {
    baseUrl,
    token,
    allowlist,
    timeoutMs: Number(secrets.SCIM_TIMEOUT_MS) || TIMEOUT_MS,
    retries: secrets.SCIM_MAX_RETRIES ? Number(secrets.SCIM_MAX_RETRIES) : RETRIES,
  };
}

/** The SCIM user of an Auth0 profile. */
function toScimUser(user) {
  const scim = {
    schemas: [USER_SCHEMA],
    externalId: user.user_id,
    active: !user.blocked,
    userName: user.email,
  };
  const name = {};
  if (user.given_name) {
    name.givenName = user.given_name;
  }
  if (user.family_name) {
    name.familyName = user.family_name;
  }
  if (user.name) {
    name.formatted = user.name;
    scim.displayName = user.name;
  }
  if (Object.keys(name).length > 0) {
    scim.name = name;
  }
  if (user.nickname) {
    scim.nickName = user.nickname;
  }
  if (user.email) {
    scim.emails = [{ value: user.email, type: "work", primary: true }];
  }
  const phone = user.user_metadata && user.user_metadata.phone;
  if (phone) {
    scim.phoneNumbers = [{ value: phone, type: "work", primary: true }];
  }
  return scim;
}

/** Sends one request, once. */
async function sendOnce(config, method, path, body) {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), config.timeoutMs);
  try {
    const headers = {
      Authorization: `Bearer ${config.token}`,
      Accept: "application/scim+json, application/json",
    };
    if (body) {
      headers["Content-Type"] = "application/scim+json";
    }
    const response = await fetch(config.baseUrl + path, {
      method,
      headers,
      body: body ? JSON.stringify(body) : undefined,
      signal: controller.signal,
    });
    const text = await response.text();
    if (!response.ok) {
      throw new ScimRequestError(`${method} ${path} answered ${response.status}`, response.status);
    }
    return text ? JSON.parse(text) : undefined;
  } finally {
    clearTimeout(timer);
  }
}

/** Whether it may help to try again. */
function isTransient(error) {
  if (!(error instanceof ScimRequestError)) {
    return true; // network, or the time-out
  }
  return error.status === 429 || error.status >= 500;
}

/** Sends one request, and again where that may help. */
async function send(config, method, path, body) {
  for (let attempt = 0; ; attempt++) {
    try {
      return await sendOnce(config, method, path, body);
    } catch (error) {
      if (attempt >= config.retries || !isTransient(error)) {
        throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, 250 * 2 ** attempt));
    }
  }
}

/** The resource of a user, found by externalId. */
async function findUser(config, userId) {
  const filter = encodeURIComponent(`externalId eq "${userId}"`);
  const list = await send(config, "GET", `/Users?filter=${filter}`);
  return list && list.Resources && list.Resources[0];
}

async function createUser(config, user) {
  try {
    const created = await send(config, "POST", "/Users", toScimUser(user));
    return { outcome: "created", id: created && created.id };
  } catch (error) {
    if (error.status === 409) {
      return { outcome: "duplicate" };
    }
    throw error;
  }
}

async function updateUser(config, user) {
  const resource = await findUser(config, user.user_id);
  if (!resource) {
    return { outcome: "skipped", reason: "not found" };
  }
  await send(config, "PUT", `/Users/${encodeURIComponent(resource.id)}`, toScimUser(user));
  return { outcome: "updated", id: resource.id };
}

async function deleteUser(config, user) {
  const resource = await findUser(config, user.user_id);
  if (!resource) {
    return { outcome: "skipped", reason: "not found" };
  }
  try {
    await send(config, "DELETE", `/Users/${encodeURIComponent(resource.id)}`);
  } catch (error) {
    if (error.status !== 404) {
      throw error;
    }
  }
  return { outcome: "deleted", id: resource.id };
}

/** What an event leads to. */
async function handle(config, message) {
  const { type, data } = message;
  const user = data.object;
  const connection = data.context && data.context.connection && data.context.connection.name;
  if (config.allowlist.length > 0 && !config.allowlist.includes(connection)) {
    return { outcome: "skipped", reason: "connection" };
  }
  switch (type) {
    case "user.created":
      return createUser(config, user);
    case "user.updated":
      return updateUser(config, user);
    case "user.deleted":
      return deleteUser(config, user);
    default:
      return { outcome: "skipped", reason: type };
  }
}

exports.onExecuteEventStream = async (event) => {
  const started = Date.now();
  const config = readConfig(event.secrets);
  const { message } = event;
  const result = await handle(config, message);
  console.log(
    JSON.stringify({
      ...result,
      event: message.id,
      user_id: message.data.object.user_id,
      ms: Date.now() - started,
    }),
  );
};
