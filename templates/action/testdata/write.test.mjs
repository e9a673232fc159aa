// Writing: created, updated, deleted, and what counts as success.

import assert from "node:assert/strict";
import test from "node:test";
import { ADA, ADA_ON_SERVER, deliver, list, scimError } from "./action.mjs";

const BY_ID = 'GET /Users?filter=externalId eq "auth0|ada"';
const BY_NAME = 'GET /Users?filter=userName eq "ada@example.com"';
const CONFLICT = scimError(409, "userName is taken", "uniqueness");
const NAMELESS = { user_id: "sms|1", name: "Ada" };

test("R13: created", async (t) => {
  const cases = [
    ["201 with the user", { status: 201, body: { id: "7" } }, "7"],
    ["200 with the user", { status: 200, body: { id: "7" } }, "7"],
    ["an id in another case, of a number", { status: 201, body: { Id: 7 } }, "7"],
    [
      "201 without body",
      { status: 201, headers: { location: "https://x.example/v2/Users/7" } },
      "7",
    ],
    ["a Location that is a path", { status: 201, headers: { location: "/Users/7?x=1" } }, "7"],
    ["a Location elsewhere", { status: 201, headers: { location: "/login" } }, undefined],
    ["201 with nothing", 201, undefined],
    ["202", 202, undefined],
    ["204", 204, undefined],
  ];
  for (const [name, answer, id] of cases) {
    await t.test(name, async () => {
      const run = await deliver({ answers: [answer] });
      assert.equal(run.error, undefined);
      assert.deepEqual(run.lines, ["POST /Users"]);
      assert.equal(run.log.outcome, "created");
      assert.equal(run.log.id, id);
    });
  }
});

test("R13: the request", async () => {
  const run = await deliver({ answers: [201] });
  const [{ headers, body, redirect }] = run.requests;
  assert.deepEqual(headers, {
    Authorization: "Bearer test-token",
    Accept: "application/scim+json, application/json",
    "Content-Type": "application/scim+json",
  });
  assert.equal(redirect, "manual");
  assert.deepEqual(body, {
    schemas: ["urn:ietf:params:scim:schemas:core:2.0:User"],
    externalId: "auth0|ada",
    active: true,
    userName: "ada@example.com",
    name: { formatted: "Ada Lovelace" },
    displayName: "Ada Lovelace",
    emails: [{ value: "ada@example.com", type: "work", primary: true }],
  });
});

test("R13: no userName is a skip with a warning", async () => {
  const run = await deliver({ user: NAMELESS });
  assert.equal(run.requests.length, 0);
  assert.equal(run.log.outcome, "skipped");
  assert.equal(run.log.reason, "no userName");
  assert.equal(run.logs[0].level, "warn");
});

test("R13: 409", async (t) => {
  const asleep = { ...ADA_ON_SERVER, active: false };
  const cases = [
    ["ours already", {}, [list(ADA_ON_SERVER)], "duplicate", ["POST /Users", BY_ID]],
    [
      "ours, found by name",
      {},
      [list(), list(ADA_ON_SERVER)],
      "duplicate",
      ["POST /Users", BY_ID, BY_NAME],
    ],
    [
      "ours and inactive",
      {},
      [list(asleep), 200],
      "updated",
      ["POST /Users", BY_ID, "PUT /Users/7"],
    ],
    [
      "inactive in words",
      {},
      [list({ ...asleep, active: "False" }), 200],
      "updated",
      ["POST /Users", BY_ID, "PUT /Users/7"],
    ],
    [
      "inactive and blocked",
      { user: { ...ADA, blocked: true } },
      [list(asleep)],
      "duplicate",
      ["POST /Users", BY_ID],
    ],
    ["nobody found", {}, [list(), list()], undefined, ["POST /Users", BY_ID, BY_NAME]],
    [
      "a namesake",
      {},
      [list(), list({ id: "8", userName: ADA.email })],
      undefined,
      ["POST /Users", BY_ID, BY_NAME],
    ],
    [
      "a namesake that counts",
      {},
      [400, list({ id: "8", userName: ADA.email })],
      undefined,
      ["POST /Users", BY_ID, BY_NAME],
    ],
  ];
  for (const [name, options, answers, outcome, lines] of cases) {
    await t.test(name, async () => {
      const run = await deliver({ ...options, answers: [CONFLICT, ...answers] });
      assert.deepEqual(run.lines, lines);
      assert.equal(run.answersLeft, 0);
      if (outcome) {
        assert.equal(run.error, undefined);
        assert.equal(run.log.outcome, outcome);
        assert.equal(run.log.id, "7");
      } else {
        assert.match(run.error.message, /^409 uniqueness POST \/Users: userName is taken/);
        assert.equal(run.log.reason, "409 uniqueness POST /Users");
      }
    });
  }
  await t.test("a look-up that fails is the cause of the 409", async () => {
    const run = await deliver({ answers: [CONFLICT, scimError(403, "no")] });
    assert.match(run.error.message, /^409 uniqueness POST/);
    assert.match(run.error.cause.message, /^403 GET \/Users/);
  });
  await t.test("without a scimType", async () => {
    const run = await deliver({ answers: [409, list(), list()] });
    assert.match(run.error.message, /^409 POST \/Users/);
  });
});

test("R14: updated replaces the resource", async () => {
  const run = await deliver({
    type: "updated",
    user: { ...ADA, blocked: true },
    answers: [list(ADA_ON_SERVER), { status: 200, body: ADA_ON_SERVER }],
  });
  assert.deepEqual(run.lines, [BY_ID, "PUT /Users/7"]);
  assert.equal(run.requests[1].body.active, false);
  assert.equal(run.requests[1].body.userName, "ada@example.com");
  assert.equal(run.log.outcome, "updated");
  assert.equal(run.log.requests, 2);
});

test("R14: missing", async (t) => {
  const answers = [list(), list()];
  await t.test("skip", async () => {
    const run = await deliver({ type: "updated", answers });
    assert.equal(run.log.outcome, "skipped");
    assert.equal(run.log.reason, "no such resource");
    assert.equal(run.logs[0].level, "warn");
  });
  await t.test("fail", async () => {
    const run = await deliver({ type: "updated", slots: { missing: "fail" }, answers });
    assert.equal(run.error.message, "nothing to update: no such resource");
  });
  await t.test("create", async () => {
    const created = { status: 201, body: { id: "9" } };
    const run = await deliver({
      type: "updated",
      slots: { missing: "create" },
      answers: [...answers, created],
    });
    assert.deepEqual(run.lines, [BY_ID, BY_NAME, "POST /Users"]);
    assert.equal(run.log.outcome, "created");
    assert.equal(run.log.id, "9");
  });
  await t.test("create, while somebody else creates it: the update is not lost", async () => {
    const run = await deliver({
      type: "updated",
      slots: { missing: "create" },
      answers: [...answers, CONFLICT, list(ADA_ON_SERVER), 200],
    });
    assert.equal(run.lines.at(-1), "PUT /Users/7");
    assert.equal(run.log.outcome, "updated");
  });
  await t.test("create, but the userName is an unlinked account's", async () => {
    const namesake = list({ id: "8", userName: ADA.email });
    const run = await deliver({
      type: "updated",
      slots: { missing: "create" },
      answers: [list(), namesake, CONFLICT, list(), namesake],
    });
    assert.match(run.error.message, /^409 uniqueness POST/);
  });
});

test("R14: a write answered 404 is looked up once more", async (t) => {
  const moved = { ...ADA_ON_SERVER, id: "8" };
  const cases = [
    ["gone", [list(ADA_ON_SERVER), 404, list(), list()], "skipped", undefined],
    ["under another id", [list(ADA_ON_SERVER), 404, list(moved), 200], "updated", "8"],
    [
      "there, but not to be written",
      [list(ADA_ON_SERVER), 404, list(ADA_ON_SERVER), 404],
      "failed",
      undefined,
    ],
  ];
  for (const [name, answers, outcome, id] of cases) {
    await t.test(name, async () => {
      const run = await deliver({ type: "updated", answers });
      assert.equal(run.log.outcome, outcome);
      assert.equal(run.log.id, id);
      assert.equal(run.requests.length, answers.length);
      if (outcome === "failed") assert.equal(run.error.status, 404);
    });
  }
});

test("R14: without a userName, a blocked user is deactivated, and an active one skipped", async (t) => {
  const found = {
    schemas: ["urn:ietf:params:scim:schemas:core:2.0:User"],
    ID: "7",
    externalId: "sms|1",
    userName: "+1555",
    Active: true,
    meta: { version: "1" },
    groups: [{ value: "g" }],
    name: { givenName: "Ada" },
  };
  await t.test("blocked", async () => {
    const user = { ...NAMELESS, blocked: true };
    const run = await deliver({ type: "updated", user, answers: [list(found), 200] });
    assert.equal(run.error, undefined);
    assert.equal(run.log.outcome, "deactivated");
    assert.deepEqual(run.requests[1].body, {
      schemas: found.schemas,
      externalId: "sms|1",
      userName: "+1555",
      name: { givenName: "Ada" },
      active: false,
    });
  });
  await t.test("blocked, and not found", async () => {
    for (const missing of ["skip", "create"]) {
      const user = { ...NAMELESS, blocked: true };
      const run = await deliver({ type: "updated", missing, user, answers: [list()] });
      assert.equal(run.log.outcome, "skipped");
    }
  });
  await t.test("active", async () => {
    const run = await deliver({ type: "updated", user: NAMELESS });
    assert.equal(run.requests.length, 0);
    assert.equal(run.log.reason, "no userName");
    assert.equal(run.logs[0].level, "warn");
  });
});

test("R15: deleted", async (t) => {
  const cases = [
    ["204", [list(ADA_ON_SERVER), 204], "deleted", [BY_ID, "DELETE /Users/7"]],
    ["200 without a body", [list(ADA_ON_SERVER), 200], "deleted", [BY_ID, "DELETE /Users/7"]],
    ["gone in between", [list(ADA_ON_SERVER), 404], "deleted", [BY_ID, "DELETE /Users/7"]],
    ["not found", [list(), list()], "skipped", [BY_ID, BY_NAME]],
  ];
  for (const [name, answers, outcome, lines] of cases) {
    await t.test(name, async () => {
      const run = await deliver({ type: "deleted", answers });
      assert.equal(run.error, undefined);
      assert.equal(run.log.outcome, outcome);
      assert.deepEqual(run.lines, lines);
      assert.equal(run.requests.at(-1).body, undefined);
      assert.equal("Content-Type" in run.requests.at(-1).headers, false);
    });
  }
});

test("R15: an event with nothing but a user_id", async () => {
  const user = { user_id: "auth0|ada" };
  const run = await deliver({ type: "deleted", user, answers: [list(ADA_ON_SERVER), 204] });
  assert.equal(run.log.outcome, "deleted");
  const none = await deliver({ type: "deleted", user, answers: [list()] });
  assert.deepEqual(none.lines, [BY_ID]);
  assert.equal(none.log.outcome, "skipped");
});

test("R16: a body of a success must be the resource, or empty", async (t) => {
  const page = "<!doctype html><title>Sign in</title>";
  const cases = [
    ["created", [{ status: 200, body: page }]],
    ["created", [{ status: 201, body: {} }]],
    ["created", [{ status: 201, body: { id: ".." } }]],
    ["created", [{ status: 201, body: [{ id: "7" }] }]],
    ["created", [200]],
    ["updated", [list(ADA_ON_SERVER), { status: 200, body: page }]],
    ["updated", [list(ADA_ON_SERVER), { status: 200, body: { ...ADA_ON_SERVER, id: "8" } }]],
    ["deleted", [list(ADA_ON_SERVER), { status: 200, body: page }]],
  ];
  for (const [type, answers] of cases) {
    await t.test(`${type}: ${JSON.stringify(answers.at(-1))}`, async () => {
      const run = await deliver({ type, answers });
      assert.match(run.error?.message ?? "no error", /^20[01] invalid response shape /);
      assert.equal(run.log.outcome, "failed");
      assert.doesNotMatch(run.error.message, /Sign in/);
    });
  }
  await t.test("a 202 or 204 need not be read", async () => {
    for (const status of [202, 204]) {
      const run = await deliver({
        type: "updated",
        answers: [list(ADA_ON_SERVER), { status, body: page }],
      });
      assert.equal(run.log.outcome, "updated");
    }
  });
  await t.test("other statuses are none of success", async () => {
    for (const status of [100, 203, 205, 206, 304, 400, 401, 418]) {
      const run = await deliver({ answers: [{ status, body: { id: "7" } }] });
      assert.equal(run.error.status, status);
    }
  });
});

test("R16: a redirect is not followed, and its host is named", async (t) => {
  const cases = [
    ["https://evil.example/login?x=1", "evil.example"],
    ["https://user:hunter2@evil.example:8443/a", "evil.example:8443"],
    ["//evil.example", "evil.example"],
    ["/v3/Users", "the same host"],
    [undefined, "the same host"],
  ];
  for (const [location, host] of cases) {
    await t.test(String(location), async () => {
      const headers = location ? { location } : {};
      const run = await deliver({ answers: [{ status: 307, headers }] });
      assert.equal(run.requests.length, 1);
      assert.ok(run.error.message.startsWith(`307 POST /Users: redirect to ${host} not followed`));
      assert.doesNotMatch(run.error.message, /hunter2/);
    });
  }
});

test("R20: a deletion that is late deletes nobody, one without a time does", async () => {
  // The sample mapping's order is nickName.
  const features = ["clear", "delete-delete", "ordered"];
  const newer = { ...ADA_ON_SERVER, nickName: "2025-06-01T00:00:00Z" };
  const user = { ...ADA, nickname: "2025-01-01T00:00:00Z" };
  const late = await deliver({ type: "deleted", user, features, answers: [list(newer)] });
  assert.equal(late.log.reason, "stale");
  assert.equal(late.requests.length, 1);
  const gone = { type: "deleted", user: { user_id: "auth0|ada" }, features };
  const run = await deliver({ ...gone, answers: [list(newer), 204] });
  assert.equal(run.log.outcome, "deleted");
});
