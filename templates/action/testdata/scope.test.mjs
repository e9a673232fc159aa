// The scope: who is provisioned. The sample mapping's condition asks for an email.

import assert from "node:assert/strict";
import test from "node:test";
import { ADA, ADA_ON_SERVER, deliver, list } from "./action.mjs";

const SCOPED = ["clear", "delete-delete", "scope", "outside-ignore"];
const NOBODY = { user_id: "auth0|ada", name: "Ada" };

for (const type of ["created", "updated"]) {
  test(`R18: ${type}, not in scope`, async () => {
    const run = await deliver({ type, user: NOBODY, features: SCOPED });
    assert.equal(run.error, undefined);
    assert.deepEqual(run.lines, []);
    assert.equal(run.log.outcome, "skipped");
    assert.equal(run.log.reason, "not in scope");
    assert.equal(run.logs[0].level, "log");
  });
}

test("R18: in scope", async () => {
  const created = await deliver({ features: SCOPED, user: ADA, answers: [201] });
  assert.equal(created.log.outcome, "created");
  const answers = [list(ADA_ON_SERVER), 204];
  const updated = await deliver({ type: "updated", features: SCOPED, user: ADA, answers });
  assert.equal(updated.log.outcome, "updated");
});

test("R18: a deletion is not asked for the scope", async () => {
  const answers = [list(ADA_ON_SERVER), 204];
  const run = await deliver({ type: "deleted", features: SCOPED, user: NOBODY, answers });
  assert.equal(run.error, undefined);
  assert.equal(run.log.outcome, "deleted");
});
