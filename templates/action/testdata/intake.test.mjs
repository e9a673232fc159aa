// Intake: secrets, events, connections, profiles.

import assert from "node:assert/strict";
import test from "node:test";
import { ADA, ADA_ON_SERVER, SECRETS, deliver, list, load } from "./action.mjs";

const CREATED = { status: 201, body: { id: "7" } };

test("R1: a secret that is missing or unusable is named, before any request", async (t) => {
  const cases = [
    ["no base URL", { SCIM_BASE_URL: undefined }, /^secret SCIM_BASE_URL is missing/],
    ["blank base URL", { SCIM_BASE_URL: "  " }, /^secret SCIM_BASE_URL is missing/],
    ["no URL", { SCIM_BASE_URL: "scim.example.com" }, /^secret SCIM_BASE_URL /],
    ["http", { SCIM_BASE_URL: "http://scim.example.com" }, /^secret SCIM_BASE_URL .*https/],
    [
      "http, like loopback",
      { SCIM_BASE_URL: "http://127.0.0.1.example.com" },
      /^secret SCIM_BASE_URL /,
    ],
    [
      "http, like localhost",
      { SCIM_BASE_URL: "http://localhost.example.com" },
      /^secret SCIM_BASE_URL /,
    ],
    ["another scheme", { SCIM_BASE_URL: "file:///etc/passwd" }, /^secret SCIM_BASE_URL /],
    [
      "password",
      { SCIM_BASE_URL: "https://a:hunter2@x.example" },
      /^secret SCIM_BASE_URL .*password/,
    ],
    ["user name", { SCIM_BASE_URL: "http://localhost:x@x.example" }, /^secret SCIM_BASE_URL /],
    ["fragment", { SCIM_BASE_URL: "https://x.example/#a" }, /^secret SCIM_BASE_URL .*fragment/],
    ["no token", { SCIM_BEARER_TOKEN: undefined }, /^secret SCIM_BEARER_TOKEN is missing/],
    [
      "scheme alone",
      { SCIM_BEARER_TOKEN: "Bearer " },
      /^secret SCIM_BEARER_TOKEN is missing or not fit/,
    ],
    [
      "token with a newline",
      { SCIM_BEARER_TOKEN: "hunter2\nx" },
      /^secret SCIM_BEARER_TOKEN is missing or not fit/,
    ],
    [
      "token beyond ASCII",
      { SCIM_BEARER_TOKEN: "hunter2\u2026" },
      /^secret SCIM_BEARER_TOKEN is missing or not fit/,
    ],
    ["time-out in words", { SCIM_TIMEOUT_MS: "2s" }, /^secret SCIM_TIMEOUT_MS /],
    ["time-out negative", { SCIM_TIMEOUT_MS: "-1" }, /^secret SCIM_TIMEOUT_MS /],
    ["time-out of nothing", { SCIM_TIMEOUT_MS: "0" }, /^secret SCIM_TIMEOUT_MS /],
    ["retries with a fraction", { SCIM_MAX_RETRIES: "1.5" }, /^secret SCIM_MAX_RETRIES /],
  ];
  for (const [name, secrets, message] of cases) {
    await t.test(name, async () => {
      const run = await deliver({ secrets });
      assert.match(run.error?.message ?? "no error", message);
      assert.doesNotMatch(run.error.message + run.logs[0].text, /hunter2/);
      assert.equal(run.requests.length, 0);
      assert.equal(run.log.outcome, "failed");
    });
  }
});

test("R1: no secrets and no event at all are errors, too", async () => {
  for (const event of [{}, { secrets: null }, undefined, null, { secrets: SECRETS }]) {
    const run = await deliver({ event: event ?? 0 });
    assert.equal(run.error?.name, "ActionError");
    assert.equal(run.log.outcome, "failed");
  }
});

test("R1: numbers that are too large are bounded", async () => {
  const secrets = { SCIM_TIMEOUT_MS: "3000000000", SCIM_MAX_RETRIES: "99999999999999999999" };
  const run = await deliver({ secrets, answers: [{ hangs: true }] });
  assert.match(run.error.message, /^time-out POST \/Users: no whole answer within 9000 ms/);
  assert.equal(run.elapsed, 9000);
  const eager = { status: 503, headers: { "Retry-After": "0" } };
  const answers = Array(20).fill(eager);
  const again = await deliver({ type: "deleted", secrets, answers });
  assert.equal(again.requests.length, 11);
});

test("R2: the base URL and the token are tidied up", async (t) => {
  const cases = [
    ["https://x.example/scim/v2", "https://x.example/scim/v2/Users"],
    ["  https://x.example/scim/v2// \n", "https://x.example/scim/v2/Users"],
    ["https://x.example", "https://x.example/Users"],
    ["https://x.example/v2/?tenant=1&a=b", "https://x.example/v2/Users?tenant=1&a=b"],
    ["http://localhost:8080/scim", "http://localhost:8080/scim/Users"],
    ["http://127.0.0.1/scim", "http://127.0.0.1/scim/Users"],
    ["http://[::1]:1/scim", "http://[::1]:1/scim/Users"],
  ];
  for (const [url, expected] of cases) {
    await t.test(JSON.stringify(url), async () => {
      const run = await deliver({ secrets: { SCIM_BASE_URL: url }, answers: [CREATED] });
      assert.equal(run.requests[0]?.url, expected);
    });
  }
  for (const token of ["abc", " abc\n", "Bearer abc", "bearer  abc"]) {
    const run = await deliver({ secrets: { SCIM_BEARER_TOKEN: token }, answers: [CREATED] });
    assert.equal(run.requests[0].headers.Authorization, "Bearer abc");
  }
});

test("R2: a query of the base URL is kept in front of a filter", async () => {
  const secrets = { SCIM_BASE_URL: "https://x.example/v2?tenant=1" };
  const run = await deliver({ type: "deleted", secrets, answers: [list(ADA_ON_SERVER), 204] });
  assert.deepEqual(
    run.requests.map(({ url }) => url),
    [
      "https://x.example/v2/Users?tenant=1&filter=externalId%20eq%20%22auth0%7Cada%22",
      "https://x.example/v2/Users/7?tenant=1",
    ],
  );
});

test("R3: a malformed event throws", async (t) => {
  const messages = {
    "no message": undefined,
    "no type": { data: { object: ADA } },
    "no data": { type: "user.created" },
    "no object": { type: "user.updated", data: {} },
    "no user_id": { type: "user.deleted", data: { object: { email: "a@b.example" } } },
    "empty user_id": { type: "user.created", data: { object: { user_id: "" } } },
    "user_id of a number": { type: "user.created", data: { object: { user_id: 5 } } },
  };
  for (const [name, message] of Object.entries(messages)) {
    await t.test(name, async () => {
      const run = await deliver({ event: { message, secrets: SECRETS } });
      assert.match(run.error?.message ?? "no error", /^malformed event: no /);
      assert.equal(run.requests.length, 0);
      assert.equal(run.log.outcome, "failed");
    });
  }
});

test("R3: events of other types and test events are ignored with a log", async () => {
  for (const message of [
    { type: "group.created", id: "evt_2", data: { object: { id: "grp_1" } } },
    { type: "constructor", id: "evt_2" },
    { type: "user.created", id: "evt_2", a0purpose: "test", data: { object: ADA } },
  ]) {
    const run = await deliver({ event: { message, secrets: SECRETS } });
    assert.equal(run.error, undefined);
    assert.equal(run.requests.length, 0);
    assert.equal(run.log.outcome, "skipped");
    assert.equal(run.log.event, "evt_2");
    assert.ok(run.log.reason);
  }
});

test("R4: the allow-list", async (t) => {
  const elsewhere = { ...ADA, identities: [{ connection: "Other" }, { connection: "Users" }] };
  const unknown = { ...ADA, identities: undefined };
  const context = { connection: { name: "Other", strategy: "auth0", id: "con_1" } };
  const cases = [
    ["primary identity on it", { user: ADA }, "created"],
    ["primary identity not on it", { user: elsewhere }, "skipped"],
    ["the event's connection goes first", { user: ADA, message: { data: { context } } }, "skipped"],
    ["created, connection unknown", { user: unknown }, "skipped"],
    ["updated, connection unknown", { type: "updated", user: unknown }, "skipped"],
    ["deleted, not on it", { type: "deleted", user: elsewhere }, "skipped"],
    ["deleted, connection unknown", { type: "deleted", user: { user_id: "auth0|ada" } }, "deleted"],
  ];
  for (const [name, options, outcome] of cases) {
    await t.test(name, async () => {
      const answers = {
        created: [CREATED],
        deleted: [list(ADA_ON_SERVER), 204],
        skipped: [],
      }[outcome];
      const secrets = { SCIM_CONNECTION_ALLOWLIST: " Staff , Users" };
      const run = await deliver({ ...options, secrets, answers });
      assert.equal(run.error, undefined);
      assert.equal(run.log.outcome, outcome);
      assert.equal(run.answersLeft, 0);
      const mapped = await deliver({ ...options, constants: { CONNECTIONS: ["Users"] }, answers });
      assert.equal(mapped.log.outcome, outcome, "with the mapping's default");
    });
  }
  await t.test("deleted, connection unknown: a namesake may be of another one", async () => {
    const secrets = { SCIM_CONNECTION_ALLOWLIST: "Users" };
    const user = { ...ADA, identities: undefined };
    const answers = [list({ id: "8", userName: ADA.email })];
    const run = await deliver({ type: "deleted", user, secrets, answers });
    assert.equal(run.requests.length, 1);
    assert.equal(run.log.outcome, "skipped");
  });
  await t.test("no list: all connections, known or not", async () => {
    for (const user of [ADA, elsewhere, unknown]) {
      const run = await deliver({ user, answers: [CREATED] });
      assert.equal(run.log.outcome, "created");
    }
  });
  await t.test("the secret replaces the mapping's default", async () => {
    const secrets = { SCIM_CONNECTION_ALLOWLIST: "Users" };
    const run = await deliver({
      secrets,
      constants: { CONNECTIONS: ["Other"] },
      answers: [CREATED],
    });
    assert.equal(run.log.outcome, "created");
  });
});

test("R5: lone surrogates become U+FFFD, in body and filter alike", async () => {
  const user = {
    user_id: "auth0|\ud83d\ude00\ud83d",
    email: "a\udc00@example.com",
    name: "\ud83d\ude00",
  };
  const run = await deliver({
    type: "updated",
    user,
    slots: { missing: "create" },
    answers: [list(), list(), CREATED],
  });
  assert.deepEqual(run.lines, [
    'GET /Users?filter=externalId eq "auth0|\u{1f600}\ufffd"',
    'GET /Users?filter=userName eq "a\ufffd@example.com"',
    "POST /Users",
  ]);
  assert.equal(run.requests[2].body.externalId, "auth0|\u{1f600}\ufffd");
  assert.equal(run.requests[2].body.displayName, "\u{1f600}");
});

test("R5: a field of another type fails the event, and is named without its value", async () => {
  const run = await deliver({ user: { ...ADA, email: 42 } });
  assert.equal(run.error.name, "MappingError");
  assert.equal(run.error.message, "mapping error: user.email is a number, not a string");
  assert.equal(run.log.reason, run.error.message);
  assert.equal(run.requests.length, 0);
});

test("readFields: zero values, presence, and null", () => {
  const { readFields } = load(["readFields"]);
  const fields = {
    s: "string",
    b: "bool",
    i: "int",
    l: "strings",
    m: "map",
    o: "objects",
    a: "any",
    here: "string",
  };
  const read = readFields({ here: "x", s: null, toString: "own" }, fields, "user");
  assert.deepEqual(Object.keys(read), ["here"]);
  assert.equal(read.s, "");
  assert.equal(read.b, false);
  assert.equal(read.i, 0);
  assert.deepEqual(read.l, []);
  assert.deepEqual(Object.keys(read.m), []);
  assert.equal(read.m.constructor, undefined);
  assert.deepEqual(read.o, []);
  assert.equal(read.a, null);
  assert.equal(read.toString, undefined);
  assert.equal(readFields({}, { toString: "string" }, "user").toString, "");
  assert.equal(Object.hasOwn(read, "s"), false);
});

test("readFields: types are told apart, and named", () => {
  const { readFields } = load(["readFields"]);
  const cases = [
    ["string", true, "user.f is a boolean, not a string"],
    ["string", ["x"], "user.f is a list, not a string"],
    ["bool", "true", "user.f is a string, not a boolean"],
    ["bool", 1, "user.f is a number, not a boolean"],
    ["int", 1.5, "user.f is a number, not a safe integer"],
    ["int", 2 ** 53, "user.f is a number, not a safe integer"],
    ["int", "7", "user.f is a string, not a safe integer"],
    ["strings", {}, "user.f is an object, not a list"],
    ["strings", ["a", 1], "user.f[1] is a number, not a string"],
    ["strings", [null], "user.f[0] is null, not a string"],
    ["objects", [{}, []], "user.f[1] is a list, not an object"],
    ["map", [], "user.f is a list, not an object"],
    ["map", "x", "user.f is a string, not an object"],
  ];
  for (const [type, f, message] of cases) {
    assert.throws(() => readFields({ f }, { f: type }, "user"), {
      name: "MappingError",
      message: `mapping error: ${message}`,
    });
  }
  assert.throws(() => readFields([], {}, "user.identities[0]"), {
    message: "mapping error: user.identities[0] is a list, not an object",
  });
});

test("readFields: maps are copied into data without a prototype", () => {
  const { readFields } = load(["readFields"]);
  const raw = JSON.parse(
    '{"m": {"__proto__": {"x": 1}, "constructor": "c", "n": null, "l": [null, {"n": null, "s": "\\ud800"}], "\\udfff": 1}}',
  );
  const { m } = readFields(raw, { m: "map" }, "user");
  assert.equal(Object.getPrototypeOf(m), null);
  assert.deepEqual(Object.keys(m), ["__proto__", "constructor", "l", "\ufffd"]);
  assert.deepEqual(Object.keys(m.__proto__), ["x"]);
  assert.equal(m.constructor, "c");
  assert.equal(m.l[0], null);
  assert.deepEqual(Object.entries(m.l[1]), [["s", "\ufffd"]]);
  assert.equal({}.x, undefined);
  m.l.push(1);
  assert.equal(raw.m.l.length, 2);
});

test("readFields: integers, lists, and values of any type", () => {
  const { readFields } = load(["readFields"]);
  const raw = { i: -(2 ** 53) + 1, l: ["a", "\udc00"], any: { k: null }, o: [{ user_id: 5 }] };
  const read = readFields(raw, { i: "int", l: "strings", any: "any", o: "objects" }, "user");
  assert.equal(read.i, -9007199254740991);
  assert.deepEqual(read.l, ["a", "\ufffd"]);
  assert.deepEqual(Object.keys(read.any), []);
  assert.equal(readFields(read.o[0], { user_id: "any" }, "user.identities[0]").user_id, 5);
});
