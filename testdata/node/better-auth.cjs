// A SCIM server made of the npm packages better-auth and @better-auth/scim, with its
// users in memory: a service provider that shares no code with ours. It needs the
// environment variables NODE_PATH, the folder of those packages, and TOKEN, the bearer
// token to ask for. It listens on a free port of the loopback, and writes its base URL
// to standard output.

"use strict";

const http = require("node:http");
const { betterAuth } = require("better-auth");
const { memoryAdapter } = require("better-auth/adapters/memory");
const { getAuthTables } = require("better-auth/db");
const { toNodeHandler } = require("better-auth/node");
const { scim } = require("@better-auth/scim");

const server = http.createServer();
server.listen(0, "127.0.0.1", () => {
  const origin = `http://127.0.0.1:${server.address().port}`;
  const connection = { id: "tests", credentials: [{ id: "tests", token: process.env.TOKEN }] };
  const options = {
    baseURL: origin,
    secret: "a secret of the tests, which guards nothing",
    telemetry: { enabled: false },
    rateLimit: { enabled: false },
    plugins: [scim({ connections: [connection] })],
  };
  const tables = Object.fromEntries(Object.values(getAuthTables(options)).map((table) => [table.modelName, []]));
  const auth = betterAuth({ ...options, database: memoryAdapter(tables) });
  server.on("request", toNodeHandler(auth));
  process.stdout.write(`${origin}/api/auth/scim/v2\n`);
});
// The tests close standard input when they are done, or die.
process.stdin.on("end", () => process.exit(0)).resume();
