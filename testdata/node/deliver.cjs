// Delivers events to Action files, the way Auth0 does.
//
// Standard input holds one delivery a line, as JSON; each is made when the one
// before it is done, and answered with a line of JSON on standard output:
//
//   {"action": "action.js", "secrets": {…}, "message": {…}}
//
//   {"logs": [{"level": "log", "text": "…"}]}              it returned
//   {"logs": […], "error": {"name": "…", "message": "…"}}  it threw
//
// A file is loaded once, as in a container that Auth0 keeps. The program ends by
// itself after the last delivery: if it does not, an Action has left something
// open.

"use strict";

const path = require("node:path");
const readline = require("node:readline");
const { format } = require("node:util");

/** @type {{level: string, text: string}[]} */
let logs = [];
for (const level of ["log", "info", "warn", "error", "debug"]) {
  console[level] = (...values) => void logs.push({ level, text: format(...values) });
}

const records = new Map();
const api = {
  cache: {
    get: (key) => records.get(key),
    set: (key, value, { ttl, expires_at } = {}) => {
      const expires = expires_at ?? Date.now() + (ttl ?? 15 * 60 * 1000);
      const record = { value, expires_at: expires };
      records.set(key, record);
      return { type: "success", record };
    },
    delete: (key) => {
      const found = records.delete(key);
      return found ? { type: "success" } : { type: "error", code: "CacheKeyDoesNotExist" };
    },
  },
};

/** What was thrown, as far as JSON can tell. */
function describe(thrown) {
  if (thrown instanceof Error) return { name: thrown.name, message: thrown.message };
  return { name: "", message: String(thrown) };
}

async function main() {
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const { action, secrets, message } = JSON.parse(line);
    logs = [];
    let error;
    try {
      const { onExecuteEventStream } = require(path.resolve(action));
      await onExecuteEventStream({ message, secrets }, api);
    } catch (thrown) {
      error = describe(thrown);
    }
    process.stdout.write(`${JSON.stringify({ logs, error })}\n`);
  }
}

main();
