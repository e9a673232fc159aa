// The order of timers, immediates and microtasks, and what can be cancelled.
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

exports.onExecuteEventStream = async () => {
  const order = [];
  setTimeout(() => order.push("timeout 200"), 200);
  setTimeout((a, b) => order.push(`timeout 100 ${a} ${b}`), 100, "x", "y");
  setTimeout(() => order.push("timeout 100 again"), 100);
  setImmediate((a) => order.push(`immediate ${a}`), 1);
  queueMicrotask(() => order.push("microtask"));
  Promise.resolve().then(() => order.push("promise"));
  order.push("sync");
  await pause(300);
  console.log(order.join(", "));

  const cancelled = setTimeout(() => console.log("never"), 1);
  clearTimeout(cancelled);
  clearTimeout(cancelled);
  clearTimeout(undefined);
  clearTimeout(null);
  clearTimeout(12345678);
  clearTimeout("x");
  clearImmediate(setImmediate(() => console.log("never")));
  let ticks = 0;
  const interval = setInterval(() => { if (++ticks === 3) clearInterval(interval); }, 2);
  await pause(60);
  console.log("ticks", ticks);

  const timer = setTimeout(() => {}, 1);
  console.log(typeof timer, timer.unref() === timer, timer.ref() === timer, timer.hasRef(), typeof +timer);
  clearTimeout(+timer);

  const before = Date.now();
  await new Promise((resolve) => setTimeout(resolve, 2 ** 31));
  console.log("an overflowing delay is short:", Date.now() - before < 1000);
  await new Promise((resolve) => setTimeout(resolve, -5));
  await new Promise((resolve) => setTimeout(resolve, "nonsense"));
  try {
    setTimeout("code", 1);
  } catch (error) {
    console.log(error.name, error.code);
  }
  const started = Date.now();
  await pause(30);
  console.log("30 ms pass:", Date.now() - started >= 29);
  const now = performance.now();
  await pause(10);
  console.log("performance.now goes on:", performance.now() - now >= 9);
  process.nextTick((a) => order.push(a), "tick");
  await pause(1);
  console.log(order.at(-1));
};
