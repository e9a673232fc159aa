// Telling: the log line and the errors.

import assert from "node:assert/strict";
import test from "node:test";
import { ADA, ADA_ON_SERVER, SECRETS, deliver, list, load, scimError } from "./action.mjs";

const CREATED = { status: 201, body: { id: "7" } };

test("R26: one line, facts first", async (t) => {
  const cases = [
    [{ answers: [CREATED] }, "log", "outcome event user_id id requests ms"],
    [
      { type: "updated", answers: [list(), list()] },
      "warn",
      "outcome reason event user_id requests ms",
    ],
    [{ message: { a0purpose: "test" } }, "log", "outcome reason event user_id requests ms"],
    [{ answers: [400] }, "error", "outcome reason event user_id requests ms"],
  ];
  for (const [options, level, keys] of cases) {
    await t.test(keys, async () => {
      const run = await deliver(options);
      assert.equal(run.logs.length, 1);
      assert.equal(run.logs[0].level, level);
      assert.equal(Object.keys(run.log).join(" "), keys);
      assert.equal(run.log.event, "evt_1");
      assert.equal(run.log.user_id, "auth0|ada");
      assert.equal(run.log.requests, run.requests.length);
      assert.equal(run.log.ms, run.elapsed);
    });
  }
});

test("R26: at most 256 characters, whatever the lengths", async (t) => {
  const long = "x".repeat(300);
  const odd = '"\\\u0001\ud83d\ude00'.repeat(80);
  for (const text of [long, odd, "\ud800".repeat(300)]) {
    await t.test(JSON.stringify(text.slice(0, 8)), async () => {
      const user = { ...ADA, user_id: text };
      const id = text.includes("\ud800") && !text.includes("\ude00") ? long : text;
      const run = await deliver({
        user,
        message: { id: text },
        answers: [{ status: 201, body: { id } }],
      });
      assert.equal(run.error, undefined);
      assert.ok(run.logs[0].text.length <= 256, run.logs[0].text);
      assert.ok(run.logs[0].text.length > 200, "it is cut no more than it takes");
      assert.equal(run.log.outcome, "created");
      assert.ok(run.logs[0].text.isWellFormed?.() ?? true);
    });
  }
  await t.test("ids of the usual lengths are whole", async () => {
    const user = { ...ADA, user_id: "auth0|507f1f77bcf86cd799439020" };
    const id = "2819c223-7f76-453a-919d-413861904646";
    const message = { id: "evt_7PhFNYbTW8At5NiLxgUn4D" };
    const found = { ...ADA_ON_SERVER, id, externalId: user.user_id };
    const run = await deliver({ type: "updated", user, message, answers: [list(found), 200] });
    assert.deepEqual([run.log.event, run.log.user_id, run.log.id], [message.id, user.user_id, id]);
  });
});

test("R26: nothing personal and no secret is logged", async (t) => {
  const detail = "ada@example.com Ada Lovelace test-token";
  const cases = [
    { answers: [CREATED] },
    { answers: [scimError(400, detail, "invalidValue")] },
    { answers: [scimError(409, detail, "ada@example.com"), list(), list()] },
    { type: "updated", answers: [list(), scimError(500, detail), scimError(500, detail)] },
    { answers: [{ status: 200, body: detail }] },
    { answers: [{ error: new Error(detail) }, { error: new Error(detail) }] },
    { type: "updated", answers: [list(), list({ id: "8", userName: ADA.email })] },
  ];
  for (const options of cases) {
    await t.test(JSON.stringify(options).slice(0, 60), async () => {
      const run = await deliver(options);
      assert.equal(run.logs.length, 1);
      assert.doesNotMatch(run.logs[0].text, /ada@example|Lovelace|test-token/);
    });
  }
});

test("R26: of an error that is not ours, the name alone is logged", async () => {
  const { reasonOf } = load(["reasonOf"]);
  assert.equal(reasonOf(new RangeError("ada@example.com")), "RangeError");
  assert.equal(reasonOf("ada@example.com"), "undefined");
  assert.equal(reasonOf(undefined), "undefined");
});

test("R27: an error says status, scimType, method and path first", async (t) => {
  const html = { status: 502, body: "<html>test-token</html>" };
  const cases = [
    [
      scimError(400, "userName is\n  required", "invalidValue"),
      "400 invalidValue POST /Users: userName is required",
    ],
    [scimError(403, "no"), "403 POST /Users: no"],
    [scimError(400, "x".repeat(1000)), `400 POST /Users: ${"x".repeat(200)}`],
    [scimError(400, { a: 1 }, ["b"]), "400 POST /Users"],
    [{ status: 418, body: { Detail: "d", SCIMTYPE: "tea" } }, "418 tea POST /Users: d"],
    [404, "404 POST /Users"],
  ];
  for (const [answer, message] of cases) {
    await t.test(message.slice(0, 40), async () => {
      const run = await deliver({ answers: [answer] });
      assert.equal(run.error.message, message);
      assert.equal(run.error.name, "ScimError");
    });
  }
  await t.test("fields", async () => {
    const run = await deliver({ answers: [scimError(400, "d", "invalidValue")] });
    const { status, scimType, method, path, detail } = run.error;
    assert.deepEqual(
      { status, scimType, method, path, detail },
      { status: 400, scimType: "invalidValue", method: "POST", path: "/Users", detail: "d" },
    );
  });
  await t.test("a body that is no SCIM error is not quoted", async () => {
    const run = await deliver({ answers: [html, html] });
    assert.equal(run.error.message, "502 POST /Users");
  });
  await t.test("a 401 names the secret, and does not quote the token", async () => {
    const run = await deliver({ answers: [scimError(401, "bad token test-token")] });
    assert.equal(
      run.error.message,
      "401 POST /Users: bad token ***; check the secret SCIM_BEARER_TOKEN",
    );
  });
  await t.test("a path holds no filter", async () => {
    const run = await deliver({ type: "deleted", answers: [403] });
    assert.equal(run.error.message, "403 GET /Users");
  });
});

test("R25: requests per event", async () => {
  const created = await deliver({ answers: [CREATED] });
  assert.equal(created.log.requests, 1);
  for (const type of ["updated", "deleted"]) {
    const run = await deliver({ type, answers: [list(ADA_ON_SERVER), 204] });
    assert.equal(run.log.requests, 2);
    assert.ok(run.requests.every(({ url }) => url.startsWith(SECRETS.SCIM_BASE_URL)));
  }
});
