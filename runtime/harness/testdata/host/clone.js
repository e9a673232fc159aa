// structuredClone.
const attempt = (f) => { try { return f(); } catch (e) { return `${e.name}: ${e.code}`; } };

exports.onExecuteEventStream = async () => {
  const source = { a: [1, , 3], d: new Date(0), r: /x/gi, m: new Map([[{ k: 1 }, "v"]]), s: new Set([1, "2"]), u: new Uint8Array([1, 2]), n: null, b: 10n, f: NaN, z: -0, un: undefined };
  source.self = source;
  const copy = structuredClone(source);
  console.log(copy !== source, copy.self === copy, 1 in copy.a, copy.a.length, copy.d.toISOString(), String(copy.r), [...copy.m.keys()][0].k, copy.s.has("2"), copy.u.join(), "un" in copy, Object.is(copy.z, -0), typeof copy.b);
  const error = structuredClone(new TypeError("bad", { cause: new Error("why") }));
  console.log(error instanceof TypeError, error.name, error.message, error.cause.message);
  class Point { constructor() { this.x = 1; } get y() { return 2; } }
  console.log(JSON.stringify(structuredClone(new Point())), structuredClone(new Point()) instanceof Point, JSON.stringify(structuredClone(Object.create({ inherited: 1 }))));
  console.log(attempt(() => structuredClone(() => {})), attempt(() => structuredClone({ s: Symbol("x") })), attempt(() => structuredClone(Promise.resolve())), attempt(() => structuredClone()), structuredClone("text"), structuredClone(null));
  const polluted = structuredClone(JSON.parse('{"__proto__": {"admin": true}}'));
  console.log(Object.hasOwn(polluted, "__proto__"), polluted.admin, {}.admin);
};
