// Runs Actions in Node on a clock that stands still, for a program that is at the other
// ends of standard input and output. Each line is a message in JSON. What the Action asks
// for, a request, a random number, an entry of api.cache, is asked for by one line and
// answered by the next; nothing else happens meanwhile.

"use strict";

const fs = require("node:fs");
const Module = require("node:module");
const util = require("node:util");

const realSetImmediate = setImmediate;
let now = 0;
let tasks = []; // what is to be done, and when
let turns = []; // callbacks of setImmediate
let last = 0;

const buffer = Buffer.alloc(1 << 16);
let rest = "";

/** The next message. Without one, the program at the other end is gone. */
function receive() {
  let end;
  while ((end = rest.indexOf("\n")) < 0) {
    const n = fs.readSync(0, buffer, 0, buffer.length, null);
    if (n === 0) process.exit(0);
    rest += buffer.toString("latin1", 0, n);
  }
  const line = rest.slice(0, end);
  rest = rest.slice(end + 1);
  return JSON.parse(Buffer.from(line, "latin1").toString("utf8"));
}

function send(message) {
  let bytes = Buffer.from(JSON.stringify({ now, ...message }) + "\n");
  while (bytes.length > 0) bytes = bytes.subarray(fs.writeSync(1, bytes));
}

function ask(message) {
  send(message);
  return receive();
}

function after(delay, work) {
  const task = { at: now + delay, order: ++last, work };
  tasks.push(task);
  return task;
}

function cancel(task) {
  tasks = tasks.filter((other) => other !== task);
}

const RealDate = Date;
globalThis.Date = class Date extends RealDate {
  constructor(...given) {
    if (given.length > 0) super(...given);
    else super(Math.floor(now));
  }
  static now() {
    return Math.floor(now);
  }
};
globalThis.setTimeout = (work, delay, ...given) => {
  const ms = delay >= 1 && delay <= 2 ** 31 - 1 ? Math.trunc(delay) : 1;
  return after(ms, () => work(...given));
};
globalThis.clearTimeout = cancel;
globalThis.setImmediate = (work, ...given) => turns.push(() => work(...given));
Math.random = () => ask({ ask: "random" }).random;

for (const level of ["log", "info", "warn", "error", "debug"]) {
  console[level] = (...given) => send({ log: { level, text: util.format(...given) } });
}

/** A request, whose answer is as late as the server says. */
globalThis.fetch = (url, { method = "GET", headers = {}, body = "", signal, redirect } = {}) => {
  const target = new URL(url);
  const answer = ask({ ask: "fetch", method, url: target.href, headers: [...new Headers(headers)], body, redirect });
  return new Promise((resolve, reject) => {
    let waiting;
    const abort = () => {
      cancel(waiting);
      send({ aborted: answer.number });
      reject(signal.reason);
    };
    signal?.addEventListener("abort", abort);
    const fails = (code) => new TypeError("fetch failed", { cause: Object.assign(new Error(code), { code }) });
    waiting = after(answer.late, () => {
      if (answer.error) {
        send({ ended: answer.number });
        return reject(fails(answer.error));
      }
      send({ answered: answer.number });
      // Such an answer is whole with its header.
      const empty = [204, 205, 304].includes(answer.status);
      if (empty) Object.assign(answer, { rest: 0, body: "", bodyError: undefined });
      const whole = new Promise((ready, broken) => {
        const end = () => {
          send({ ended: answer.number });
          if (answer.bodyError) broken(Object.assign(new TypeError("terminated"), { cause: fails(answer.bodyError).cause }));
          else ready(Buffer.from(answer.body, "base64"));
        };
        if (answer.rest > 0) waiting = after(answer.rest, end);
        else end();
        signal?.addEventListener("abort", () => broken(signal.reason));
      });
      whole.catch(() => {});
      resolve({
        status: answer.status,
        headers: new Headers(answer.headers ?? []),
        text: async () => new TextDecoder().decode(await whole),
      });
    });
  });
};

const cache = {
  get: (key) => ask({ ask: "cache.get", key }).entry ?? undefined,
  set: (key, value, life = {}) => ask({ ask: "cache.set", key, value, ttl: life.ttl }),
  delete: (key) => ask({ ask: "cache.delete", key }),
};

function failureOf(error, depth = 0) {
  if (typeof error !== "object" || error === null) return { message: `threw ${util.inspect(error)}` };
  const text = (name) => (typeof error[name] === "string" ? error[name] : "");
  return {
    name: text("name") || "Error",
    message: text("message"),
    status: typeof error.status === "number" ? error.status : 0,
    scimType: text("scimType"),
    detail: text("detail"),
    method: text("method"),
    path: text("path"),
    cause: error.cause && depth < 8 ? failureOf(error.cause, depth + 1) : undefined,
  };
}

async function deliver(handler, event) {
  let outcome;
  tasks = [];
  turns = [];
  (async () => handler(event, { cache }))().then(
    () => (outcome = {}),
    (error) => (outcome = { failure: failureOf(error) }),
  );
  for (;;) {
    await new Promise(realSetImmediate); // by then, all that could be done at once is done
    if (outcome) return outcome;
    const turn = turns.shift();
    if (turn) {
      turn();
      continue;
    }
    tasks.sort((a, b) => a.at - b.at || a.order - b.order);
    const task = tasks.shift();
    if (!task) return { failure: { name: "Error", message: "the Action never settles" } };
    now = Math.max(now, task.at);
    task.work();
  }
}

const actions = new Map();
(async () => {
  for (;;) {
    const message = receive();
    if (message.load !== undefined) {
      const module = new Module(`action-${message.load}.js`);
      let problem = "";
      try {
        module._compile(message.code, module.id);
        if (typeof module.exports.onExecuteEventStream !== "function") problem = "it does not export onExecuteEventStream";
      } catch (error) {
        problem = String(error);
      }
      actions.set(message.load, module.exports.onExecuteEventStream);
      send({ problem });
    } else if (message.forget !== undefined) {
      actions.delete(message.forget);
    } else {
      now = message.now;
      const secrets = message.secrets;
      send({ done: await deliver(actions.get(message.action), { message: JSON.parse(message.message), secrets }) });
    }
  }
})();
