// Runs the Action in tests: the modules made into one script, as the bundler does, with a server
// that answers from a list and a clock that jumps to the next timer.

import fs from "node:fs";
import path from "node:path";

const FOLDER = path.join(
  import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname),
  "..",
);

/** Secrets that every run has. */
export const SECRETS = {
  SCIM_BASE_URL: "https://scim.example.com/v2",
  SCIM_BEARER_TOKEN: "test-token",
};

/** A user that has all that the sample mapping reads. */
export const ADA = {
  user_id: "auth0|ada",
  email: "ada@example.com",
  name: "Ada Lovelace",
  identities: [{ connection: "Users", provider: "auth0", user_id: "ada", isSocial: false }],
};

/** What the server holds for that user. */
export const ADA_ON_SERVER = {
  id: "7",
  externalId: "auth0|ada",
  userName: "ada@example.com",
  active: true,
};

/** The modules in the slots, and the features of regions, that the default mapping leads to. */
const SLOTS = {
  auth: "bearer",
  conflict: "verify",
  deactivate: "put",
  missing: "skip",
  patch: "pathless",
  update: "put",
};
const FEATURES = ["clear", "delete-delete"];

/** The text of a module without the regions of features that it is not to have. */
function withFeatures(text, features) {
  return text.replace(/^ *\/\/ #when (.*)\n([^]*?)^ *\/\/ #end\n/gm, (_, asked, region) => {
    const wanted = (name) => features.includes(name.replace("!", "")) !== name.startsWith("!");
    return asked.split(" ").some(wanted) ? region : "";
  });
}

/** @returns {string} text of the one script: the declarations, without imports and exports */
function flatten({ slots, features, constants }) {
  const modules = fs.readdirSync(FOLDER).filter((name) => name.endsWith(".js"));
  const variants = Object.entries({ ...SLOTS, ...slots }).map(([slot, name]) => `${slot}/${name}.js`);
  let script = [...modules, ...variants]
    .map((name) => fs.readFileSync(path.join(FOLDER, name), "utf8"))
    .map((text) => withFeatures(text, features ?? FEATURES))
    .join("\n")
    .replace(/^import [^;]*;$/gm, "")
    .replace(/^export /gm, "");
  for (const [name, value] of Object.entries(constants)) {
    const declaration = new RegExp(`^const ${name} = .*;$`, "m");
    if (!declaration.test(script)) throw new Error(`no constant ${name}`);
    script = script.replace(declaration, () => `const ${name} = ${JSON.stringify(value)};`);
  }
  return script;
}

/**
 * The declarations named, of a fresh copy of the Action.
 *
 * @param {string[]} names
 * @param {{ slots?: object, features?: string[], constants?: object, host?: object }} [options]
 *   other modules in slots, features of regions, constants of the mapping to replace, and globals
 *   to replace
 */
export function load(names, { slots = {}, features, constants = {}, host = {} } = {}) {
  const script = `"use strict";\n${flatten({ slots, features, constants })}\nreturn { ${names.join(", ")} };`;
  return new Function(...Object.keys(host), script)(...Object.values(host));
}

/** A clock that stands still until all that can run has run, and then jumps to the next timer. */
class Clock {
  now = Date.parse("2025-01-01T00:00:00Z");
  timers = new Map();
  last = 0;

  setTimeout = (callback, ms) => {
    this.timers.set(++this.last, { callback, at: this.now + ms });
    return this.last;
  };

  clearTimeout = (id) => void this.timers.delete(id);

  /** Lets a promise settle, in virtual time. */
  async settle(promise) {
    let settled = false;
    const done = () => (settled = true);
    promise.then(done, done);
    for (;;) {
      await new Promise((resolve) => setImmediate(resolve));
      if (settled) return promise;
      const [next] = [...this.timers].sort(([a, x], [b, y]) => x.at - y.at || a - b);
      if (!next) throw new Error("nothing left to run, and the Action has not settled");
      this.timers.delete(next[0]);
      this.now = next[1].at;
      next[1].callback();
    }
  }
}

/**
 * Delivers an event.
 *
 * @param {object} options
 * @param {string} [options.type] of the event, without "user."
 * @param {object} [options.user]
 * @param {object} [options.message] more of the CloudEvent
 * @param {object} [options.secrets] more secrets
 * @param {object} [options.event] the whole event, instead
 * @param {any[]} [options.answers] one for each request: a status, or { status, body, headers,
 *   error, hangs, bodyHangs, late, takes, response }, of which late lets other timers go off
 *   meanwhile, and takes does not
 * @param {object} [options.slots]
 * @param {string[]} [options.features]
 * @param {object} [options.constants]
 */
export async function deliver(options) {
  const {
    type = "created",
    user = ADA,
    message,
    secrets,
    answers = [],
    slots,
    features,
    constants,
  } = options;
  const clock = new Clock();
  const started = clock.now;
  const run = { requests: [], times: [], logs: [], error: undefined, timersLeft: 0, elapsed: 0 };
  const queue = [...answers];
  const host = {
    setTimeout: clock.setTimeout,
    clearTimeout: clock.clearTimeout,
    Date: class extends Date {
      static now = () => clock.now;
    },
    Math: Object.assign(Object.create(Math), { random: () => 0.5 }),
    console: Object.fromEntries(
      ["log", "warn", "error", "info", "debug"].map((level) => [
        level,
        (text) => run.logs.push({ level, text }),
      ]),
    ),
    setImmediate: (callback) => void Promise.resolve().then(callback),
    fetch: async (url, { method, headers, body, redirect, signal }) => {
      run.requests.push({ method, url, headers, body: body && JSON.parse(body), redirect, signal });
      run.times.push(clock.now - started);
      if (queue.length === 0) throw new Error(`unexpected request ${method} ${url}`);
      const answer = queue.shift();
      return respond(typeof answer === "number" ? { status: answer } : answer, clock);
    },
  };
  const { onExecuteEventStream } = load(["onExecuteEventStream"], { slots, features, constants, host });
  const event = options.event ?? {
    message: {
      type: `user.${type}`,
      id: "evt_1",
      ...message,
      data: { object: user, ...message?.data },
    },
    secrets: { ...SECRETS, ...secrets },
  };
  try {
    await clock.settle(onExecuteEventStream(event, undefined));
  } catch (error) {
    run.error = error;
  }
  run.timersLeft = clock.timers.size;
  run.elapsed = clock.now - started;
  run.answersLeft = queue.length;
  run.log = run.logs.length === 1 ? JSON.parse(run.logs[0].text) : undefined;
  run.lines = run.requests.map(({ method, url }) => `${method} ${readable(url)}`);
  return run;
}

/** A request's URL as people write it, below the base URL of the tests. */
function readable(url) {
  return decodeURIComponent(url.replace(SECRETS.SCIM_BASE_URL, ""));
}

const never = () => new Promise(() => {});

/** What fetch makes of an answer of the list. */
async function respond(
  { status, body, headers = {}, error, hangs, bodyHangs, late, takes, response },
  clock,
) {
  clock.now += takes ?? 0;
  if (late) await new Promise((resolve) => clock.setTimeout(resolve, late));
  if (hangs) return never();
  if (error) throw error;
  if (response) return response;
  const text = body === undefined ? "" : typeof body === "string" ? body : JSON.stringify(body);
  return {
    status,
    headers: new Headers(headers),
    text: bodyHangs ? never : async () => text,
    json: bodyHangs ? never : async () => JSON.parse(text),
  };
}

/** A ListResponse with the given resources. */
export function list(...resources) {
  const schemas = ["urn:ietf:params:scim:api:messages:2.0:ListResponse"];
  const body = { schemas, totalResults: resources.length, Resources: resources };
  return { status: 200, body };
}

/** A SCIM error. */
export function scimError(status, detail, scimType) {
  const schemas = ["urn:ietf:params:scim:api:messages:2.0:Error"];
  return { status, body: { schemas, status: String(status), detail, scimType } };
}
