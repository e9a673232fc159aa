// An Action as it should not be: it takes the first user that a search finds for the right one.

exports.onExecuteEventStream = async (event) => {
  const { type, data } = event.message;
  const user = data.object;
  const base = event.secrets.SCIM_BASE_URL;
  const send = async (method, path, body) => {
    const response = await fetch(base + path, {
      method,
      headers: {
        Authorization: `Bearer ${event.secrets.SCIM_BEARER_TOKEN}`,
        "Content-Type": "application/scim+json",
      },
      body: body && JSON.stringify(body),
    });
    if (response.status >= 400) throw new Error(`${response.status} ${method} ${path}`);
    const text = await response.text();
    return text ? JSON.parse(text) : {};
  };
  const scim = {
    schemas: ["urn:ietf:params:scim:schemas:core:2.0:User"],
    externalId: user.user_id,
    userName: user.email,
    active: !user.blocked,
  };
  if (type === "user.created") return void (await send("POST", "/Users", scim));
  const filter = encodeURIComponent(`externalId eq "${user.user_id}"`);
  const { Resources: [found] = [] } = await send("GET", `/Users?filter=${filter}`);
  if (!found) return;
  if (type === "user.deleted") await send("DELETE", `/Users/${found.id}`);
  else await send("PUT", `/Users/${found.id}`, scim);
};
