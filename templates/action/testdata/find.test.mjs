// Finding: look-ups, and what of their results counts.

import assert from "node:assert/strict";
import test from "node:test";
import { ADA, ADA_ON_SERVER, SECRETS, deliver, list, load, scimError } from "./action.mjs";

const BY_ID = 'GET /Users?filter=externalId eq "auth0|ada"';
const BY_NAME = 'GET /Users?filter=userName eq "ada@example.com"';
const NAMESAKE = { id: "8", userName: "ADA@example.com" };
const STRANGER = { id: "9", externalId: "auth0|bob", userName: "bob@example.com" };
const TAKEN = { id: "10", externalId: "auth0|bob", userName: "ada@example.com" };

/** Delivers a deletion, the strictest user of a look-up. */
const find = (answers, options) => deliver({ type: "deleted", answers, ...options });

test("R6: the filter quotes its value as JSON does, and the URL encodes it", async () => {
  const user = { user_id: 'a"b\\c\u0001 &#+%/\u00e4' };
  const run = await find([list({ id: "1", externalId: user.user_id }), 204], { user });
  const [{ url }] = run.requests;
  assert.equal(
    url,
    `${SECRETS.SCIM_BASE_URL}/Users?filter=externalId%20eq%20%22a%5C%22b%5C%5Cc%5Cu0001%20%26%23%2B%25%2F%C3%A4%22`,
  );
  assert.equal(run.log.outcome, "deleted");
});

test("R7, R9: which result counts", async (t) => {
  const unlinked = /not linked/;
  const none = /no such resource/;
  const taken = /another externalId/;
  const cases = [
    // [name, answers to the look-ups, id of the resource found or reason why none is, requests]
    ["externalId is ours", [list(ADA_ON_SERVER)], "7", 1],
    [
      "externalId is ours, userName changed",
      [list({ id: "7", externalId: "auth0|ada", userName: "x" })],
      "7",
      1,
    ],
    ["everyone is listed", [list(STRANGER, ADA_ON_SERVER, TAKEN)], "7", 1],
    ["everyone is listed, us without externalId", [list(STRANGER, NAMESAKE)], "8", 1],
    ["externalId null", [list({ ...NAMESAKE, externalId: null })], "8", 1],
    ["externalId empty", [list({ ...NAMESAKE, externalId: "" })], "8", 1],
    [
      "externalId differs in case",
      [list({ ...STRANGER, externalId: "AUTH0|ADA" }), list()],
      none,
      2,
    ],
    ["attribute names in another case", [list({ ID: "7", EXTERNALID: "auth0|ada" })], "7", 1],
    ["only strangers, then nobody", [list(STRANGER), list()], none, 2],
    ["only strangers, twice", [list(STRANGER), list(STRANGER)], none, 2],
    ["empty, then ours by userName", [list(), list(ADA_ON_SERVER)], "7", 2],
    ["empty, then unlinked", [list(), list(NAMESAKE)], unlinked, 2],
    ["empty, then taken", [list(), list(TAKEN)], taken, 2],
    ["taken at once, then nobody", [list(TAKEN), list()], taken, 2],
    [
      "filter rejected with 400, then namesake",
      [scimError(400, "x", "invalidFilter"), list(NAMESAKE)],
      "8",
      2,
    ],
    ["filter rejected with 501, then namesake", [501, list(STRANGER, NAMESAKE)], "8", 2],
    ["filter rejected, then ours", [400, list(ADA_ON_SERVER)], "7", 2],
    ["filter rejected, then taken", [400, list(TAKEN)], taken, 2],
    ["filter rejected, then nobody", [400, list()], none, 2],
    ["empty, then filter rejected", [list(), 400], none, 2],
    [
      "entries that are no objects are passed over",
      [list(null, "x", 5, [], ADA_ON_SERVER)],
      "7",
      1,
    ],
  ];
  for (const [name, lookUps, expected, requests] of cases) {
    await t.test(name, async () => {
      const isFound = typeof expected === "string";
      const run = await find([...lookUps, ...(isFound ? [204] : [])]);
      assert.equal(run.error, undefined);
      assert.deepEqual(run.lines.slice(0, requests), [BY_ID, BY_NAME].slice(0, requests));
      assert.equal(run.answersLeft, 0);
      if (isFound) {
        assert.equal(run.lines[requests], `DELETE /Users/${expected}`);
        assert.equal(run.log.outcome, "deleted");
      } else {
        assert.equal(run.requests.length, requests);
        assert.equal(run.log.outcome, "skipped");
        assert.equal(run.logs[0].level, "warn");
        assert.match(run.log.reason, expected);
      }
    });
  }
});

test("R9: match.by says which keys are tried, and in which order", async (t) => {
  await t.test("userName alone: the name decides", async () => {
    const constants = { MATCH_BY: ["userName"] };
    const run = await find([list(NAMESAKE), 204], { constants });
    assert.deepEqual(run.lines, [BY_NAME, "DELETE /Users/8"]);
    const other = await find([list(TAKEN)], { constants });
    assert.match(other.log.reason, /another externalId/);
  });
  await t.test("externalId alone", async () => {
    const run = await find([list()], { constants: { MATCH_BY: ["externalId"] } });
    assert.deepEqual(run.lines, [BY_ID]);
    assert.equal(run.log.outcome, "skipped");
  });
  await t.test(
    "userName first: a rejected externalId filter still makes the name decide",
    async () => {
      const constants = { MATCH_BY: ["userName", "externalId"] };
      const run = await find([list(NAMESAKE), 400, 204], { constants });
      assert.deepEqual(run.lines, [BY_NAME, BY_ID, "DELETE /Users/8"]);
      const kept = await find([list(NAMESAKE), list()], { constants });
      assert.match(kept.log.reason, /not linked/);
    },
  );
});

test("R9: where every look-up is rejected, nobody knows: throw", async () => {
  const both = await find([scimError(400, "no filters here", "invalidFilter"), 501]);
  assert.match(both.error.message, /^501 GET \/Users/);
  const only = await find([scimError(400, "x", "invalidFilter")], {
    user: { user_id: "auth0|ada" },
  });
  assert.match(only.error.message, /^400 invalidFilter GET \/Users: x/);
  assert.equal(only.log.outcome, "failed");
});

test("R8: more than one verified result throws and names the ids", async () => {
  const twin = { ...ADA_ON_SERVER, id: 12 };
  const run = await find([list(ADA_ON_SERVER, twin)]);
  assert.match(run.error.message, /^ambiguous user, ids 7,12$/);
  assert.equal(run.requests.length, 1);
  const names = await find([400, list(NAMESAKE, { ...NAMESAKE, id: "11" })]);
  assert.match(names.error.message, /8,11/);
});

test("R11: shapes of a list", async (t) => {
  const schemas = ["urn:ietf:params:scim:api:messages:2.0:ListResponse"];
  const cases = [
    ["no Resources", { schemas, totalResults: 0 }, "none"],
    ["Resources null", { schemas, totalResults: 0, Resources: null }, "none"],
    ["empty Resources without a count", { Resources: [] }, "none"],
    ["names in lower case", { schemas, totalresults: 1, resources: [ADA_ON_SERVER] }, "found"],
    ["count in lower case", { totalresults: 0 }, "none"],
    ["results counted, but not there", { schemas, totalResults: 1 }, "invalid"],
    ["Resources of an object", { schemas, totalResults: 0, Resources: {} }, "invalid"],
    ["a bare list", [ADA_ON_SERVER], "invalid"],
    ["a resource", ADA_ON_SERVER, "invalid"],
    ["an empty object", {}, "invalid"],
    ["a login page", "<html>Sign in</html>", "invalid"],
    ["nothing", undefined, "invalid"],
    ["null", "null", "invalid"],
    ["a text", '"x"', "invalid"],
  ];
  for (const [name, body, expected] of cases) {
    await t.test(name, async () => {
      const answers = { none: [list()], found: [204], invalid: [] }[expected];
      const run = await find([{ status: 200, body }, ...answers]);
      if (expected === "invalid") {
        assert.match(run.error?.message ?? "no error", /^200 invalid response shape GET \/Users/);
      } else {
        assert.equal(run.error, undefined);
        assert.equal(run.log.outcome, expected === "found" ? "deleted" : "skipped");
      }
      assert.equal(run.answersLeft, 0);
    });
  }
});

test("R11: a 404 on a look-up throws, and points to the base URL", async () => {
  const run = await find([404]);
  assert.match(run.error.message, /^404 GET \/Users: .*SCIM_BASE_URL/);
});

test("R12: ids", async (t) => {
  const usable = [
    ["a b/c?d#e", "a%20b%2Fc%3Fd%23e"],
    ["%2e%2e", "%252e%252e"],
    ["...", "..."],
    ["\u00e9", "%C3%A9"],
    [42, "42"],
    [0, "0"],
  ];
  for (const [id, encoded] of usable) {
    await t.test(`usable: ${JSON.stringify(id)}`, async () => {
      const run = await find([list({ ...ADA_ON_SERVER, id }), 204]);
      assert.equal(run.requests[1].url, `${SECRETS.SCIM_BASE_URL}/Users/${encoded}`);
      assert.equal(run.log.id, String(id));
    });
  }
  for (const id of [undefined, null, "", ".", "..", 1.5, 2 ** 53, true, {}, ["7"], "\ud800"]) {
    await t.test(`unusable: ${JSON.stringify(id)}`, async () => {
      const run = await find([list({ ...ADA_ON_SERVER, id })]);
      assert.match(run.error?.message ?? "no error", /without usable id/);
      assert.equal(run.requests.length, 1);
      const passedOver = await find([list({ ...STRANGER, id }, ADA_ON_SERVER), 204]);
      assert.equal(passedOver.log.id, "7");
    });
  }
});

test("user names are compared without case, and without letting look-alikes in", () => {
  const { sameUserName } = load(["sameUserName"]);
  const same = [
    ["ada", "ADA"],
    ["\u00e4", "\u00c4"],
    ["x", "x"],
  ];
  for (const [a, b] of same) assert.ok(sameUserName(a, b), `${a} ${b}`);
  const different = [
    ["kate", "\u212aate"],
    ["stra\u00dfe", "STRASSE"],
    ["mike", "m\u0131ke"],
    ["sam", "\u017fam"],
    ["", ""],
    [undefined, undefined],
    ["5", 5],
    ["ada", "ada "],
  ];
  for (const [a, b] of different) assert.ok(!sameUserName(a, b), `${a} ${b}`);
});

test("without an externalId of ours, nothing is linked by not having one either", () => {
  const { standingOf } = load(["standingOf"]);
  assert.equal(standingOf({ userName: "bob" }, "", "ada"), "stranger");
  assert.equal(standingOf({ userName: "bob", externalId: "" }, "", "ada"), "stranger");
  assert.equal(standingOf({ userName: "ADA" }, "", "ada"), "namesake");
});

test("R13: adopt finds the namesake whichever key comes first", async () => {
  for (const MATCH_BY of [
    ["externalId", "userName"],
    ["userName", "externalId"],
  ]) {
    const { findUser } = load(["findUser"], {
      features: ["conflict-adopt"],
      constants: { MATCH_BY },
      host: {
        fetch: async (url) => {
          const found = url.includes("userName") ? [NAMESAKE] : [];
          return { status: 200, text: async () => JSON.stringify({ Resources: found }) };
        },
      },
    });
    const run = {
      ...{ adopts: true, started: Date.now(), requests: 0, timeoutMs: 1000, maxRetries: 0 },
      ...{ baseUrl: SECRETS.SCIM_BASE_URL, query: "", credentials: {}, hidden: [] },
    };
    const found = await findUser(run, { externalId: "auth0|ada", userName: ADA.email });
    assert.equal(found.id, "8");
    assert.equal(found.linked, false);
  }
});
