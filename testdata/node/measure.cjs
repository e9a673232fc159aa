// Measures Action files against each other, in one process, in turns:
//
//   node measure.cjs [--quick] NAME=FILE ...
//
// For each it prints a line of JSON: the bytes of the file; what V8 takes to
// compile and to run it; what an event costs in CPU with a stand-in for fetch that
// answers with real Response objects, at best and in the median of the rounds; and,
// over HTTP on the loopback, the requests and TCP connections of an event. The
// CPU of all threads of the process is counted, the garbage collector's too.

"use strict";

const fs = require("node:fs");
const http = require("node:http");
const Module = require("node:module");
const path = require("node:path");
const vm = require("node:vm");

const quick = process.argv.includes("--quick");
const ROUNDS = quick ? 2 : 31;
const EVENTS = quick ? 20 : 2000;
const COMPILATIONS = quick ? 3 : 51;

const profile = {
  user_id: "auth0|67a1f0c2e4b0a91d3c5e7f01",
  email: "ada@example.com",
  name: "Ada Byron",
  given_name: "Ada",
  family_name: "Byron",
  nickname: "ada",
  blocked: false,
  user_metadata: { phone: "+44 20 7946 0000" },
};
const resource = {
  schemas: ["urn:ietf:params:scim:schemas:core:2.0:User"],
  id: "2819c223",
  externalId: profile.user_id,
  userName: profile.email,
  active: true,
  meta: { resourceType: "User", created: "2026-01-01T00:00:00Z" },
};
const answers = {
  POST: [201, JSON.stringify(resource)],
  GET: [
    200,
    JSON.stringify({
      schemas: ["urn:ietf:params:scim:api:messages:2.0:ListResponse"],
      totalResults: 1,
      Resources: [resource],
    }),
  ],
  PUT: [200, JSON.stringify(resource)],
  DELETE: [204, null],
};
const headers = { "Content-Type": "application/scim+json" };
const kinds = { created: 1, updated: 2, deleted: 2 };

function eventOf(kind, baseUrl) {
  return {
    secrets: { SCIM_BASE_URL: baseUrl, SCIM_BEARER_TOKEN: "a-token" },
    message: {
      id: "evt_1",
      type: `user.${kind}`,
      time: "2026-01-01T00:00:00Z",
      data: { object: profile, context: { connection: { name: "Users", strategy: "auth0" } } },
    },
  };
}

/** The file as a function that takes what a CommonJS module does. */
function compile(code, filename) {
  return new vm.Script(Module.wrap(code), { filename });
}

function load(file) {
  const module_ = { exports: {} };
  compile(fs.readFileSync(file, "utf8"), file).runInThisContext()(module_.exports, require, module_);
  return module_.exports.onExecuteEventStream;
}

const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];
const rounded = (value) => Math.round(value * 100) / 100;

/** Milliseconds to compile the file, all of its functions included, and to run it. */
function compileTimes(file) {
  const code = fs.readFileSync(file, "utf8");
  const times = [];
  for (let i = 0; i < COMPILATIONS; i++) {
    // A text of its own each time, or V8 has it in its cache.
    const text = `${code}\n//${i} ${process.hrtime.bigint()}`;
    const started = process.hrtime.bigint();
    const module_ = { exports: {} };
    compile(text, file).runInThisContext()(module_.exports, require, module_);
    times.push(Number(process.hrtime.bigint() - started) / 1e6);
  }
  return rounded(median(times));
}

/** Microseconds of CPU of an event, by kind of event and then by file. */
async function cpuTimes(actions) {
  const real = globalThis.fetch;
  globalThis.fetch = async (_url, { method }) => {
    const [status, body] = answers[method];
    return new Response(body, { status, headers });
  };
  const took = {};
  for (let round = 0; round < ROUNDS + 1; round++) {
    for (const kind of Object.keys(kinds)) {
      for (const [name, action] of Object.entries(actions)) {
        const event = eventOf(kind, "https://scim.example.com/v2");
        const before = process.cpuUsage();
        for (let i = 0; i < EVENTS; i++) await action(event);
        const { user, system } = process.cpuUsage(before);
        // The first round is for V8 to warm up.
        if (round > 0) ((took[name] ??= {})[kind] ??= []).push((user + system) / EVENTS);
      }
    }
  }
  globalThis.fetch = real;
  return took;
}

/** Requests and TCP connections of an event, over HTTP on the loopback. */
async function traffic(action) {
  let requests = 0;
  let connections = 0;
  const server = http.createServer((request, response) => {
    requests++;
    request.resume().on("end", () => {
      const [status, body] = answers[request.method];
      response.writeHead(status, headers).end(body ?? undefined);
    });
  });
  server.on("connection", () => connections++);
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const counts = {};
  for (const kind of Object.keys(kinds)) {
    [requests, connections] = [0, 0];
    await action(eventOf(kind, `http://127.0.0.1:${server.address().port}/v2`));
    counts[kind] = { requests, connections };
    server.closeAllConnections(); // the next event begins without one
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await new Promise((resolve) => server.close(resolve));
  return counts;
}

async function main() {
  const log = console.log;
  console.log = () => {};
  const files = process.argv.slice(2).filter((word) => word.includes("="));
  const paths = Object.fromEntries(files.map((word) => word.split(/=(.*)/s).slice(0, 2)));
  const actions = {};
  for (const [name, file] of Object.entries(paths)) actions[name] = load(path.resolve(file));
  const took = await cpuTimes(actions);
  for (const [name, file] of Object.entries(paths)) {
    const cpu = {};
    for (const [kind, values] of Object.entries(took[name])) {
      cpu[kind] = { best: rounded(Math.min(...values)), median: rounded(median(values)) };
    }
    const bytes = fs.statSync(file).size;
    log(JSON.stringify({ name, bytes, compileMs: compileTimes(file), cpuUs: cpu, traffic: await traffic(actions[name]) }));
  }
}

main();
