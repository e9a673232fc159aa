// Delivers the events of the contract's cases to Action files, many at a time.
//
// Standard input holds one delivery a line, as JSON, and standard output has the
// answers in the order in which they come:
//
//   {"case": 1, "action": "action.js", "speed": 2, "wait": 0, "secrets": {…}, "message": {…}}
//
//   {"case": 1, "logs": […], "cache": […], "error": {"name": "…", "message": "…", "cause": {…}}}
//
// The deliveries of a case share an Action, as in a container that Auth0 keeps,
// and a cache. Time passes for it at a speed of its own, from the first of 2025 on,
// and jumps by "wait" milliseconds before a delivery; its random numbers are all
// the same. The program ends by itself after the last delivery.

"use strict";

const fs = require("node:fs");
const readline = require("node:readline");
const vm = require("node:vm");
const { format } = require("node:util");

const EPOCH = Date.parse("2025-01-01T00:00:00Z");

/** What Auth0's cache takes as a value, in bytes. */
const MAX_VALUE = 4096;

/** Time at another speed. */
class Clock {
  constructor(speed) {
    this.speed = speed;
    this.started = performance.now();
    this.skipped = 0;
  }

  now = () => EPOCH + this.skipped + Math.floor((performance.now() - this.started) * this.speed);

  setTimeout = (callback, ms) => setTimeout(callback, Math.ceil(ms / this.speed));
}

/** An Action with what is around it. */
class Container {
  logs = [];
  operations = [];
  records = new Map();

  constructor(action, speed) {
    const clock = new Clock(speed);
    this.clock = clock;
    const console = {};
    for (const level of ["log", "info", "warn", "error", "debug"]) {
      console[level] = (...values) => void this.logs.push({ level, text: format(...values) });
    }
    const given = {
      exports: {},
      console,
      setTimeout: clock.setTimeout,
      Date: class extends Date {
        static now = clock.now;
      },
      Math: Object.assign(Object.create(Math), { random: () => 0.5 }),
    };
    const code = fs.readFileSync(action, "utf8");
    vm.compileFunction(code, Object.keys(given), { filename: action })(...Object.values(given));
    this.run = given.exports.onExecuteEventStream;
  }

  /** api.cache, as far as an Action can tell. */
  get api() {
    const { clock, operations, records } = this;
    return {
      cache: {
        get: (key) => {
          const record = records.get(key);
          const hit = record !== undefined && record.expires_at > clock.now();
          operations.push({ kind: "get", hit });
          return hit ? record : undefined;
        },
        set: (key, value, { ttl = 15 * 60 * 1000 } = {}) => {
          if (Buffer.byteLength(value) > MAX_VALUE) {
            operations.push({ kind: "set", error: "CacheValueSizeExceeded" });
            return { type: "error", code: "CacheValueSizeExceeded" };
          }
          operations.push({ kind: "set" });
          const record = { value, expires_at: clock.now() + ttl };
          records.set(key, record);
          return { type: "success", record };
        },
        delete: (key) => {
          const found = records.delete(key);
          const code = found ? "" : "CacheKeyDoesNotExist";
          operations.push({ kind: "delete", error: code });
          return found ? { type: "success" } : { type: "error", code };
        },
      },
    };
  }

  async deliver({ wait, secrets, message }) {
    this.logs = [];
    this.operations = [];
    this.clock.skipped += wait;
    let error;
    try {
      await this.run({ message, secrets }, this.api);
    } catch (thrown) {
      error = describe(thrown);
    }
    return { logs: this.logs, cache: this.operations, error };
  }
}

/** What was thrown, as far as JSON can tell. */
function describe(thrown) {
  if (!(thrown instanceof Error)) return { name: "", message: String(thrown) };
  const { name, message, cause } = thrown;
  return { name, message, cause: cause === undefined ? undefined : describe(cause) };
}

const containers = new Map();

async function answer(order) {
  const { case: number, action, speed } = order;
  if (!containers.has(number)) containers.set(number, new Container(action, speed));
  const told = await containers.get(number).deliver(order);
  process.stdout.write(`${JSON.stringify({ case: number, ...told })}\n`);
}

readline
  .createInterface({ input: process.stdin })
  .on("line", (line) => void answer(JSON.parse(line)));
