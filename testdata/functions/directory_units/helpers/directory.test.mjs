import assert from "node:assert/strict";
import test from "node:test";

import { units } from "./directory.ts";

test("the innermost unit is the first", () => {
  assert.deepEqual(units("CN=Ada,OU=Research,OU=Staff,DC=example"), ["Research", "Staff"]);
});

test("a name may hold a comma", () => {
  assert.deepEqual(units("CN=Ada,OU=Research\\, Basic"), ["Research, Basic"]);
});

test("there may be no unit", () => {
  assert.deepEqual(units("CN=Ada"), []);
});
