// TextEncoder, TextDecoder, atob, btoa, Buffer.
const attempt = (f) => { try { return f(); } catch (e) { return `${e.name} ${e.code}`; } };

exports.onExecuteEventStream = async () => {
  const encoder = new TextEncoder();
  console.log([...encoder.encode("aé漢😀")].join(), [...encoder.encode("\uD800x")].join(), encoder.encode().length, encoder.encoding);
  const target = new Uint8Array(4);
  console.log(JSON.stringify(encoder.encodeInto("é漢", target)), [...target].join());
  const decoder = new TextDecoder();
  for (const bytes of [[0xEF, 0xBB, 0xBF, 0x61], [0xE2, 0x82], [0xF0, 0x9F, 0x98, 0x61], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xFF, 0x61], [0xF4, 0x90, 0x80, 0x80]]) {
    console.log(JSON.stringify(decoder.decode(new Uint8Array(bytes))), attempt(() => JSON.stringify(new TextDecoder("utf-8", { fatal: true }).decode(new Uint8Array(bytes)))));
  }
  console.log(decoder.decode(new Uint8Array([97, 98, 99]).subarray(1)), decoder.decode(), attempt(() => new TextDecoder("nope")), decoder.fatal, decoder.encoding);
  console.log(btoa("hällo"), btoa(""), atob("aGk="), atob(" aG k "), attempt(() => atob("a")), attempt(() => atob("***")), attempt(() => btoa("漢")), attempt(() => atob("aGk=x")));

  const b = Buffer.from("user:pässword");
  console.log(b.toString("base64"), b.toString("hex"), b.toString("base64url"), b.toString(), b.length, Buffer.byteLength("漢"));
  console.log(Buffer.from("dXNlcg", "base64").toString(), Buffer.from("_-8", "base64url").toString("hex"), Buffer.from("ff0g", "hex").length, Buffer.from("é", "latin1").length);
  console.log(Buffer.from([1, 256, -1]).toString("hex"), Buffer.from(new Uint8Array([5, 6])).toString("hex"), Buffer.from(new Uint8Array([5, 6]).buffer, 1).toString("hex"));
  console.log(Buffer.concat([Buffer.from("a"), Buffer.from("bc")]).toString(), Buffer.isBuffer(b), Buffer.isBuffer(new Uint8Array(1)), b.equals(Buffer.from("user:pässword")), b instanceof Uint8Array);
  console.log(JSON.stringify(Buffer.from("hi")), Buffer.alloc(3).toString("hex"), Buffer.alloc(3, "ab").toString(), b.subarray(0, 4).toString(), b.slice(-4).toString(), Buffer.compare(Buffer.from("a"), Buffer.from("b")));
  console.log(attempt(() => Buffer.from(5)), attempt(() => b.toString("nope")), attempt(() => Buffer.from(null)), Buffer.isEncoding("HEX"), b.toString("utf8", 0, 4), Buffer.from("é", "utf16le").toString("hex"));
};
