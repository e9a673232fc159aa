// What require and the global object give.
const crypto = require("crypto");
const { inspect, format } = require("node:util");

exports.onExecuteEventStream = async () => {
  console.log(crypto.createHash("sha256").update("a").update("b").digest("hex"));
  console.log(crypto.createHash("md5").update("é").digest("base64"), crypto.createHmac("sha256", "key").update("data").digest("base64url"));
  console.log(crypto.createHash("SHA-512").update(Buffer.from("x")).digest().length, crypto.randomBytes(8).length);
  const id = globalThis.crypto.randomUUID();
  console.log(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id), id !== crypto.randomUUID());
  const values = globalThis.crypto.getRandomValues(new Uint8Array(16));
  console.log(values.length, values.some((v) => v !== 0));
  console.log(inspect({ a: 1 }), format("%s!", "hi"), require("buffer").Buffer === Buffer, require("url").URL === URL);
  try { require("no-such-package"); } catch (e) { console.log(e.code, e.message.split(":")[0].split("\n")[0]); }
  console.log(typeof globalThis.fetch, typeof global.setTimeout, global === globalThis, typeof window, typeof process, process.env.NOT_SET);
  globalThis.fetch = async () => ({ status: 299 });
  console.log((await fetch("x")).status);
  delete globalThis.shared;
  globalThis.shared = 1;
  console.log(shared, typeof undeclared, "fetch" in globalThis, typeof exports, typeof module, typeof __filename, this === undefined);
  try { undeclared; } catch (e) { console.log(e.name, e.message); }
};
