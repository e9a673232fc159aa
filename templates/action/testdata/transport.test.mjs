// Transport: time, retries, and stand-ins for fetch.

import assert from "node:assert/strict";
import test from "node:test";
import { ADA_ON_SERVER, deliver, list, scimError } from "./action.mjs";

const CREATED = { status: 201, body: { id: "7" } };
const many = (answer) => Array(20).fill(answer);

test("R21: an attempt ends in time, even where fetch does not heed its signal", async (t) => {
  for (const [name, answer] of [
    ["no answer", { hangs: true }],
    ["a body that stalls", { status: 201, bodyHangs: true }],
  ]) {
    await t.test(name, async () => {
      const secrets = { SCIM_MAX_RETRIES: "0" };
      const run = await deliver({ secrets, answers: [answer] });
      assert.match(run.error.message, /^time-out POST \/Users: no whole answer within 1500 ms/);
      assert.equal(run.elapsed, 1500);
      assert.equal(run.requests[0].signal.aborted, true);
      assert.equal(run.timersLeft, 0);
    });
  }
});

test("R21: no timer is left behind", async () => {
  for (const answers of [[CREATED], [400], [{ error: new TypeError("fetch failed") }, CREATED]]) {
    const run = await deliver({ answers });
    assert.equal(run.timersLeft, 0);
  }
});

test("R21: one deadline for the whole execution", async (t) => {
  await t.test("the last attempt gets what is left", async () => {
    const secrets = { SCIM_TIMEOUT_MS: "4000", SCIM_MAX_RETRIES: "9" };
    const run = await deliver({ type: "deleted", secrets, answers: many({ hangs: true }) });
    assert.equal(run.requests.length, 3);
    assert.equal(run.elapsed, 9000);
    assert.match(
      run.error.message,
      /^time-out GET \/Users: no whole answer within \d{1,3} ms.*no time left/,
    );
  });
  await t.test("no attempt starts without time", async () => {
    const run = await deliver({ type: "deleted", answers: [{ takes: 9000, ...list() }] });
    assert.equal(run.error.message, "out of time GET /Users: not sent");
    assert.equal(run.log.requests, 1);
  });
  await t.test("it counts across requests", async () => {
    const secrets = { SCIM_TIMEOUT_MS: "8000", SCIM_MAX_RETRIES: "0" };
    const answers = [
      { late: 7000, ...list() },
      { late: 2000, ...list() },
    ];
    const run = await deliver({ type: "deleted", secrets, answers });
    assert.equal(run.elapsed, 9000);
    assert.equal(run.log.outcome, "failed");
  });
});

test("R22: what is retried", async (t) => {
  const retried = [
    429,
    500,
    502,
    503,
    504,
    { error: new TypeError("fetch failed") },
    { hangs: true },
    { status: 200, bodyHangs: true },
  ];
  for (const answer of retried) {
    await t.test(`retried: ${JSON.stringify(answer)}`, async () => {
      const answers = [answer, list(ADA_ON_SERVER), 204];
      const run = await deliver({ type: "deleted", answers });
      assert.equal(run.error, undefined);
      assert.equal(run.log.outcome, "deleted");
      assert.equal(run.log.requests, 3);
    });
  }
  for (const answer of [400, 401, 403, 404, 405, 413, 501, 302, { status: 200, body: "<html>" }]) {
    await t.test(`not retried: ${JSON.stringify(answer)}`, async () => {
      const run = await deliver({ answers: [answer] });
      assert.equal(run.requests.length, 1);
      assert.equal(run.log.outcome, "failed");
    });
  }
});

test("R22: retries are bounded by SCIM_MAX_RETRIES", async () => {
  for (const retries of [0, 1, 3]) {
    const secrets = { SCIM_MAX_RETRIES: String(retries) };
    const run = await deliver({ type: "deleted", secrets, answers: many(503) });
    assert.equal(run.requests.length, retries + 1);
    assert.match(run.error.message, /^503 GET \/Users/);
  }
});

test("R22: the back-off doubles, with jitter", async () => {
  const secrets = { SCIM_MAX_RETRIES: "3" };
  const run = await deliver({ type: "deleted", secrets, answers: many(503) });
  // Math.random is one half in these tests, so that a pause is three quarters of its base.
  assert.deepEqual(run.times, [0, 188, 188 + 375, 188 + 375 + 750]);
});

test("R22: Retry-After", async (t) => {
  const cases = [
    ["seconds", "2", 2000],
    ["nothing to wait for", "0", 0],
    ["a date", "Wed, 01 Jan 2025 00:00:03 GMT", 3000],
    ["a date gone by", "Tue, 31 Dec 2024 00:00:00 GMT", 0],
    ["neither", "soon", 188],
    ["negative", "-5", 188],
  ];
  for (const [name, value, pause] of cases) {
    await t.test(name, async () => {
      const answers = [{ status: 429, headers: { "Retry-After": value } }, CREATED];
      const run = await deliver({ answers });
      assert.equal(run.error, undefined);
      assert.deepEqual(run.times, [0, pause]);
    });
  }
  for (const value of ["9", "3600", "99999999999999", "Fri, 01 Jan 2027 00:00:00 GMT"]) {
    await t.test(`beyond the budget: ${value}`, async () => {
      const run = await deliver({ answers: [{ status: 503, headers: { "Retry-After": value } }] });
      assert.equal(run.elapsed, 0);
      assert.match(run.error.message, /^503 POST \/Users.*no time left to try again after \d+ ms/);
    });
  }
});

test("R23: a POST of which nobody knows is looked up before it is sent again", async (t) => {
  const unknown = [500, 503, { error: new TypeError("fetch failed") }, { hangs: true }];
  for (const answer of unknown) {
    await t.test(`stored all the same: ${JSON.stringify(answer)}`, async () => {
      const run = await deliver({ answers: [answer, list(ADA_ON_SERVER)] });
      assert.equal(run.error, undefined);
      assert.deepEqual(run.lines, ["POST /Users", 'GET /Users?filter=externalId eq "auth0|ada"']);
      assert.deepEqual([run.log.outcome, run.log.id], ["created", "7"]);
    });
    await t.test(`not stored: ${JSON.stringify(answer)}`, async () => {
      const run = await deliver({ answers: [answer, list(), list(), CREATED] });
      assert.equal(run.error, undefined);
      assert.deepEqual([run.lines[0], run.lines[3]], ["POST /Users", "POST /Users"]);
      assert.deepEqual([run.log.outcome, run.log.requests], ["created", 4]);
    });
  }
  await t.test("an account that only has the name proves nothing", async () => {
    const { externalId, ...namesake } = ADA_ON_SERVER;
    const conflict = scimError(409, "taken", "uniqueness");
    const answers = [500, list(), list(namesake), conflict, list(), list(namesake)];
    const run = await deliver({ answers });
    assert.match(run.error.message, /^409 uniqueness POST/);
  });
  await t.test("the look-up fails", async () => {
    const run = await deliver({ answers: [{ hangs: true }, 403] });
    assert.match(run.error.message, /^time-out POST/);
    assert.match(run.error.cause.message, /^403 GET/);
  });
  await t.test("a POST that was refused has done nothing", async () => {
    const run = await deliver({ answers: [429, CREATED] });
    assert.deepEqual(run.lines, ["POST /Users", "POST /Users"]);
  });
});

test("R24: every body is read to its end", async () => {
  let read = 0;
  const response = (status) => ({ status, text: async () => (read++, ""), headers: new Headers() });
  const answers = [{ response: response(500) }, { response: response(404) }];
  await deliver({ type: "deleted", answers });
  assert.equal(read, 2);
});

test("network errors name their cause", async () => {
  const cause = Object.assign(new Error("connect"), { code: "ECONNREFUSED" });
  const error = new TypeError("fetch failed", { cause });
  const run = await deliver({ type: "deleted", answers: many({ error }) });
  assert.equal(run.error.message, "network error GET /Users: ECONNREFUSED");
  assert.equal(run.error.cause, error);
  assert.equal(run.log.reason, "network error GET /Users");
});

test("a stand-in for fetch may offer nothing but status and json()", async (t) => {
  const bare = (status, body) => ({ response: { status, json: async () => body } });
  await t.test("created", async () => {
    const run = await deliver({ answers: [bare(201, { id: "scim-123" })] });
    assert.equal(run.error, undefined);
    assert.equal(run.log.id, "scim-123");
  });
  await t.test("updated", async () => {
    const answers = [bare(200, list(ADA_ON_SERVER).body), bare(200, ADA_ON_SERVER)];
    const run = await deliver({ type: "updated", answers });
    assert.equal(run.log.outcome, "updated");
  });
  await t.test("deleted, without json()", async () => {
    const answers = [bare(200, list(ADA_ON_SERVER).body), { response: { status: 204 } }];
    const run = await deliver({ type: "deleted", answers });
    assert.equal(run.log.outcome, "deleted");
  });
  await t.test("a conflict", async () => {
    const conflict = bare(409, scimError(409, "taken", "uniqueness").body);
    const run = await deliver({ answers: [conflict, bare(200, list(ADA_ON_SERVER).body)] });
    assert.equal(run.log.outcome, "duplicate");
  });
  await t.test("plain headers", async () => {
    const response = { status: 400, headers: {}, json: async () => scimError(400, "no").body };
    const run = await deliver({ answers: [{ response }] });
    assert.equal(run.error.message, "400 POST /Users: no");
  });
});
