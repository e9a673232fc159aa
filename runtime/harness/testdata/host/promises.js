// Timers as promises, and promisify.
const { setTimeout: sleep, setImmediate: turn } = require("node:timers/promises");
const { promisify } = require("util");

exports.onExecuteEventStream = async () => {
  const said = [];
  await Promise.all([
    sleep(30).then(() => said.push("30")),
    sleep(10, "10").then((value) => said.push(value)),
    turn("at once").then((value) => said.push(value)),
  ]);
  console.log(said.join(", "));

  const stop = new AbortController();
  setTimeout(() => stop.abort(new Error("enough")), 5);
  const failed = await sleep(60_000, null, { signal: stop.signal }).catch((error) => error);
  console.log(failed instanceof Error, failed.name, failed.code, failed.message, failed.cause.message);
  const late = await turn(null, { signal: stop.signal }).catch((error) => error);
  console.log(late.name, late.cause.message);
  console.log(await sleep(1, "fine", { signal: new AbortController().signal }));

  console.log(await promisify(setTimeout)(1, "waited"), await promisify(setImmediate)("turned"));
  const twice = promisify((n, done) => (n > 1 ? done(null, 2 * n) : done(new RangeError("too small"))));
  console.log(await twice(4), await twice(1).catch((error) => error.name));
  const own = () => {};
  own[promisify.custom] = async () => "own";
  console.log(await promisify(own)(), promisify.custom.toString());
};
