// A SCIM server made of the npm packages scimmy and scimmy-routers, with its
// users in memory: a service provider that shares no code with ours. It needs
// the environment variables NODE_PATH, the folder of those packages, and TOKEN,
// the bearer token to ask for. With FILTERS=ignored it lists everybody, whatever the
// filter: a handler that forgets it is a common mistake. It listens on a free port of the loopback, and
// writes its base URL to standard output.

"use strict";

const express = require("express");
const SCIMMY = require("scimmy").default;
const SCIMMYRouters = require("scimmy-routers").default;

/** @type {Map<string, object>} */
const users = new Map();
let last = 0;

SCIMMY.Resources.declare(SCIMMY.Resources.User, {
  egress: (resource) => {
    if (resource.id) {
      const user = users.get(resource.id);
      if (user) return user;
      throw new SCIMMY.Types.Error(404, null, `there is no user ${resource.id}`);
    }
    const all = [...users.values()];
    return resource.filter && process.env.FILTERS !== "ignored" ? resource.filter.match(all) : all;
  },
  ingress: (resource, instance) => {
    const id = resource.id ?? String(++last);
    if (resource.id && !users.has(id)) throw new SCIMMY.Types.Error(404, null, `there is no user ${id}`);
    const name = instance.userName.toLowerCase();
    for (const [other, user] of users) {
      if (other === id || user.userName.toLowerCase() !== name) continue;
      throw new SCIMMY.Types.Error(409, "uniqueness", "userName is taken");
    }
    const now = new Date();
    const created = users.get(id)?.meta.created ?? now;
    const user = { ...JSON.parse(JSON.stringify(instance)), id, meta: { created, lastModified: now } };
    users.set(id, user);
    return user;
  },
  degress: (resource) => {
    if (!users.delete(resource.id)) throw new SCIMMY.Types.Error(404, null, `there is no user ${resource.id}`);
  },
});

const app = express();
app.use(
  "/scim/v2",
  new SCIMMYRouters({
    type: "bearer",
    handler: (request) => {
      if (request.header("Authorization") !== `Bearer ${process.env.TOKEN}`) throw new Error("wrong token");
      return "tests";
    },
  }),
);
const server = app.listen(0, "127.0.0.1", () => {
  process.stdout.write(`http://127.0.0.1:${server.address().port}/scim/v2\n`);
});
// The tests close standard input when they are done, or die.
process.stdin.on("end", () => process.exit(0)).resume();
