// What console.log prints.
exports.onExecuteEventStream = async () => {
  console.log("plain", 1, true, null, undefined, -0, 10n, Symbol("s"));
  console.log("%s is %d years and %i, %f, %j, %O, %%, %x", "Ada", 36.5, 36.5, "1.5", { a: 1 }, { b: 2 }, "rest", 5);
  console.log("100%", "x");
  console.log("%s", { toString() { return "custom"; } }, "%s", null, 1);
  console.log({}, [], { a: 1, b: "two", "c-d": null, e: undefined, f: [1, 2, 3] }, [1, "two", { three: 3 }]);
  console.log({ a: { b: { c: { d: 1 } } } }, [[[[1]]]]);
  console.log(new Map([["a", 1], [{ k: 1 }, [2]]]), new Set([1, "x"]), new Map(), new Set());
  console.log(function named() {}, () => {}, class A {}, class B extends Map {}, async () => {}, Math.max);
  console.log(new Date(0), /re/g, [undefined, null], [, 1, , ,], Object.create(null), new (class Point { x = 1; })());
  console.log("it's", ["it's", 'say "hi"', "line\nbreak", "back\\slash"], { s: "quote's" });
  console.log({ userName: "ada@example.com", name: { givenName: "Ada", familyName: "Lovelace" }, emails: [{ value: "ada@example.com", primary: true, type: "work" }], active: true });
  console.log(["a long string that fills the line", "a second long string that fills the line", "a third one"]);
  const circular = { name: "loop" };
  circular.self = circular;
  console.log(circular);
  console.log(new Uint8Array([1, 2, 3]), Buffer.from("hi"), { get a() { return 1; }, set b(v) {}, get c() { return 1; }, set c(v) {} });
  console.log([1.5, -2, 3e21], [true, false], { [Symbol("key")]: 1 }, Object("boxed"), Object(1), [Symbol.iterator]);
  console.log(new URLSearchParams("a=1&b=2"), "a\u0007b", ["a\u0007b"]);
  console.info("info");
  console.debug("debug");
  console.log();
  console.log("");
  console.log("%c styled", "color: red");
  console.log("a\nb", { text: "a\nb" });
};
