// AbortController and AbortSignal.
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const show = (e) => `${e?.name}: ${e?.message} (${e?.code})`;

exports.onExecuteEventStream = async () => {
  const c = new AbortController();
  const seen = [];
  c.signal.onabort = (event) => seen.push(`on ${event.type} ${event.target === c.signal}`);
  c.signal.addEventListener("abort", () => seen.push("listener"));
  c.signal.addEventListener("abort", { handleEvent() { seen.push("object"); } }, { once: true });
  const removed = () => seen.push("never");
  c.signal.addEventListener("abort", removed);
  c.signal.removeEventListener("abort", removed);
  console.log(c.signal.aborted, c.signal.reason);
  c.signal.throwIfAborted();
  c.abort();
  c.abort("again");
  console.log(seen.join(", "), c.signal.aborted, show(c.signal.reason));
  try { c.signal.throwIfAborted(); } catch (e) { console.log(e === c.signal.reason, e instanceof DOMException, e instanceof Error); }
  const own = new AbortController();
  own.abort(new TypeError("mine"));
  console.log(show(own.signal.reason));
  console.log(show(AbortSignal.abort().reason), AbortSignal.abort(0).reason, AbortSignal.abort(null).reason);

  const t = AbortSignal.timeout(5);
  console.log(t.aborted, t instanceof AbortSignal, t instanceof EventTarget, String(t));
  await pause(30);
  console.log(t.aborted, show(t.reason));
  for (const bad of [-1, 1.5, NaN, "5", undefined, 2 ** 33]) {
    try { AbortSignal.timeout(bad); console.log("accepted", bad); } catch (e) { console.log(e.name, e.code); }
  }

  const a = new AbortController();
  const any = AbortSignal.any([a.signal, AbortSignal.timeout(1000)]);
  const both = AbortSignal.any([any, new AbortController().signal]);
  console.log(any.aborted, both.aborted);
  a.abort("why");
  console.log(any.aborted, any.reason, both.aborted, both.reason);
  console.log(AbortSignal.any([AbortSignal.abort("x"), a.signal]).reason, AbortSignal.any([]).aborted);
  try { new AbortSignal(); } catch (e) { console.log(e.name, e.code, e.message); }
  const d = new DOMException("m", "NotFoundError");
  console.log(d.name, d.message, d.code, String(d), Object.prototype.toString.call(d), new DOMException().name);
};
