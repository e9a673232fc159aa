// Regular expressions with the u flag, and Unicode properties.
exports.onExecuteEventStream = async () => {
  const samples = ["a", "É", "é", "ß", "漢", "α", "1", "٣", " ", "\u0301", "😀", "-", "p", "{", "L", "_", "\n"];
  const expressions = [
    /\p{L}/u, /^\p{Letter}$/u, /\p{Lu}/u, /\p{Ll}/u, /[\p{L}\p{N}_-]/u, /\P{L}/u, /[^\p{L}]/u, /[\P{L}a]/u, /\p{Script=Greek}/u,
    /\p{sc=Han}/u, /\p{Nd}/u, /\p{M}/u, /\p{ASCII}/u, /\p{White_Space}/u, /\p{gc=Pd}/u, /\\p\{L\}/u, /\p{L}/, /^.$/u, /[😀]/u, /\u{1F600}/u, /\p{Any}/u,
  ];
  for (const expression of expressions) {
    console.log(expressions.indexOf(expression), samples.map((sample) => (expression.test(sample) ? 1 : 0)).join(""));
  }
  console.log("Zoë Müller-Lüdenscheidt".normalize("NFD").replace(/\p{M}/gu, ""), "a1 b2".replace(/\p{L}(\p{N})/gu, "$1"));
};
