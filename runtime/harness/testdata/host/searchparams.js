// URLSearchParams.
const attempt = (f) => { try { return f(); } catch (e) { return `${e.name} ${e.code}`; } };

exports.onExecuteEventStream = async () => {
  for (const init of ["?a=1&b=2&a=3", "a=b=c&&=x&y", "a=%20+%2B%zz%", "ü=漢&😀=1", "", "?", { a: 1, b: null, c: undefined }, [["x", "1"], ["y", 2]], new Map([["m", "n"]]), new URLSearchParams("k=v")]) {
    const p = new URLSearchParams(init);
    console.log(p.toString(), p.size, JSON.stringify([...p]));
  }
  const p = new URLSearchParams("b=2&a=1&b=3");
  console.log(p.get("b"), p.get("z"), JSON.stringify(p.getAll("b")), p.has("b", "3"), p.has("b", "4"));
  p.append("c", "*-._ !'()~");
  p.set("b", "new");
  p.set("d", 'x eq "y"');
  console.log(`${p}`);
  p.sort();
  console.log(`${p}`, [...p.keys()].join(), [...p.values()].join());
  p.delete("b", "other");
  p.delete("a");
  p.forEach((value, name) => console.log(name, value));
  console.log(Object.prototype.toString.call(p), attempt(() => new URLSearchParams([["a"]])), new URLSearchParams(undefined).toString() === "", new URLSearchParams(null).toString());
};
