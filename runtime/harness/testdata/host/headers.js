// Headers.
const attempt = (f) => { try { return f(); } catch (e) { return e.name; } };

exports.onExecuteEventStream = async () => {
  const h = new Headers({ "Content-Type": "a", "X-B": " spaced\t" });
  h.append("x-b", "2");
  h.append("Set-Cookie", "a=1");
  h.append("Set-Cookie", "b=2");
  h.set("accept", 5);
  console.log(JSON.stringify([...h]), h.get("X-B"), h.get("none"), h.has("ACCEPT"), JSON.stringify(h.getSetCookie()));
  console.log([...h.keys()].join(), [...h.values()].join("|"), JSON.stringify([...h.entries()]));
  h.delete("accept");
  h.forEach((value, name, all) => console.log(name, value, all === h));
  console.log(JSON.stringify([...new Headers([["b", "1"], ["a", "2"], ["b", "3"]])]), JSON.stringify([...new Headers(h)].length));
  console.log(JSON.stringify(Object.fromEntries(new Headers({ A: "1" }))), JSON.stringify([...new Headers()]), JSON.stringify([...new Headers(undefined)]));
  for (const [name, value] of [["a b", "1"], ["", "1"], ["a", "x\r\ny"], ["a", "x\ny"], ["a", "\u0000"], ["a", "ü"], ["a", "漢"], ["ä", "1"], ["a", "\n x \n"]]) {
    console.log(JSON.stringify(name), JSON.stringify(value), attempt(() => JSON.stringify(new Headers([[name, value]]).get(name))));
  }
  console.log(attempt(() => new Headers([["a"]])), attempt(() => new Headers(null)), attempt(() => new Headers("x")), attempt(() => h.get()), attempt(() => h.append("x")));
  console.log(Object.prototype.toString.call(h), new Headers({ a: undefined }).get("a"), new Headers({ a: null }).get("a"));
};
