// TextEncoder, TextDecoder (Encoding standard; UTF-8 only), atob and btoa.
(function (host) {
  class TextEncoder {
    get encoding() { return "utf-8"; }
    encode(input = "") { return new Uint8Array(host.encode(String(input))); }
    encodeInto(source, target) {
      let read = 0, written = 0;
      for (const character of String(source)) {
        const bytes = new Uint8Array(host.encode(character));
        if (written + bytes.length > target.length) break;
        target.set(bytes, written);
        written += bytes.length;
        read += character.length;
      }
      return { read, written };
    }
    get [Symbol.toStringTag]() { return "TextEncoder"; }
  }

  class TextDecoder {
    #fatal;
    #ignoreBOM;

    constructor(label = "utf-8", options = {}) {
      if (!["unicode-1-1-utf-8", "utf-8", "utf8", "unicode11utf8", "unicode20utf8", "x-unicode20utf8"].includes(String(label).trim().toLowerCase())) {
        const error = new RangeError(`The "${label}" encoding is not supported`);
        error.code = "ERR_ENCODING_NOT_SUPPORTED";
        throw error;
      }
      this.#fatal = Boolean(options?.fatal);
      this.#ignoreBOM = Boolean(options?.ignoreBOM);
    }

    get encoding() { return "utf-8"; }
    get fatal() { return this.#fatal; }
    get ignoreBOM() { return this.#ignoreBOM; }

    decode(input) {
      const bytes = bufferOf(input);
      if (this.#fatal && !host.valid(bytes)) {
        const error = new TypeError("The encoded data was not valid for encoding utf-8");
        error.code = "ERR_ENCODING_INVALID_ENCODED_DATA";
        throw error;
      }
      const text = host.decode(bytes);
      return this.#ignoreBOM ? text : text.replace(/^\uFEFF/, "");
    }
    get [Symbol.toStringTag]() { return "TextDecoder"; }
  }

  // bufferOf returns just the bytes of a buffer or a view.
  function bufferOf(input) {
    if (input === undefined) return new ArrayBuffer(0);
    if (ArrayBuffer.isView(input)) return input.buffer.slice(input.byteOffset, input.byteOffset + input.byteLength);
    if (input instanceof ArrayBuffer) return input;
    const error = new TypeError('The "list" argument must be an instance of SharedArrayBuffer, ArrayBuffer or ArrayBufferView.');
    error.code = "ERR_INVALID_ARG_TYPE";
    throw error;
  }

  function exception(message, name) { return new (host.use("exception").DOMException)(message, name); }

  function btoa(input) {
    const text = String(input);
    if (/[^\x00-\xFF]/.test(text)) throw exception("Invalid character", "InvalidCharacterError");
    return host.text(host.bytes(text, "latin1"), "base64");
  }

  function atob(input) {
    let text = String(input).replace(/[\t\n\f\r ]/g, "");
    if (text.length % 4 === 0) text = text.replace(/={1,2}$/, "");
    if (/[^A-Za-z0-9+/]/.test(text)) throw exception("Invalid character", "InvalidCharacterError");
    if (text.length % 4 === 1) {
      throw exception("The string to be decoded is not correctly encoded.", "InvalidCharacterError");
    }
    return host.text(host.bytes(text, "base64"), "latin1");
  }

  return { TextEncoder, TextDecoder, atob, btoa, bufferOf };
});
