// A hand-written Action of the usual kind: it creates the user of the event on
// a SCIM server, in time, and says what it did.
const CORE = "urn:ietf:params:scim:schemas:core:2.0:User";

class ScimError extends Error {
  constructor(status, body, method, path) {
    super(`${status} ${body.scimType ?? ""} ${method} ${path}`.replace("  ", " "));
    this.name = "ScimError";
    Object.assign(this, { status, scimType: body.scimType, detail: body.detail, method, path });
  }
}

function buildScimUser(user) {
  const resource = { schemas: [CORE], externalId: user.user_id, userName: user.email, active: !user.blocked };
  if (user.given_name || user.family_name) {
    resource.name = { givenName: user.given_name, familyName: user.family_name, formatted: user.name };
  }
  if (user.name) resource.displayName = user.name;
  if (user.email) resource.emails = [{ value: user.email, type: "work", primary: true }];
  return resource;
}

async function send(base, token, method, path, body, deadline) {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), Math.min(1500, deadline - Date.now()));
  try {
    const response = await fetch(base + path, {
      method,
      headers: { Authorization: `Bearer ${token}`, Accept: "application/scim+json", "Content-Type": "application/scim+json" },
      body: JSON.stringify(body),
      redirect: "manual",
      signal: controller.signal,
    });
    const text = await response.text();
    const parsed = text === "" ? {} : JSON.parse(text);
    if (!response.ok) throw new ScimError(response.status, parsed, method, path);
    return parsed;
  } finally {
    clearTimeout(timer);
  }
}

exports.onExecuteEventStream = async (event, api) => {
  const start = Date.now();
  const { SCIM_BASE_URL, SCIM_BEARER_TOKEN } = event.secrets;
  if (!SCIM_BASE_URL || !SCIM_BEARER_TOKEN) throw new Error("secret SCIM_BASE_URL or SCIM_BEARER_TOKEN is missing");
  const { type, id, data } = event.message;
  if (type !== "user.created") {
    console.log(JSON.stringify({ outcome: "skipped", id, type }));
    return;
  }
  const base = new URL(SCIM_BASE_URL).href.replace(/\/+$/, "");
  const made = await send(base, SCIM_BEARER_TOKEN, "POST", "/Users", buildScimUser(data.object), start + 9000);
  console.log(JSON.stringify({ outcome: "created", id, user: data.object.user_id, scim: made.id, ms: Date.now() - start }));
};
