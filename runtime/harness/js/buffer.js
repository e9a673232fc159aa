// Buffer, as far as Actions use it: to encode and to compare.
(function (host) {
  const { bufferOf } = host.use("encoding");

  const encodings = {
    utf8: "utf8", "utf-8": "utf8", hex: "hex", base64: "base64", base64url: "base64url", latin1: "latin1",
    binary: "binary", ascii: "ascii", ucs2: "utf16le", "ucs-2": "utf16le", utf16le: "utf16le", "utf-16le": "utf16le",
  };

  class Buffer extends Uint8Array {
    static from(value, encoding, length) {
      if (typeof value === "string") return wrap(host.bytes(value, encodingOf(encoding)));
      if (value instanceof ArrayBuffer) {
        return new Buffer(value, encoding ?? 0, length ?? value.byteLength - (encoding ?? 0));
      }
      if (value !== null && typeof value === "object") {
        if (value.type === "Buffer" && Array.isArray(value.data)) value = value.data;
        if (typeof value.length === "number" || typeof value[Symbol.iterator] === "function") {
          return wrap(Uint8Array.from(value).buffer);
        }
      }
      throw coded("ERR_INVALID_ARG_TYPE", "The first argument must be of type string or an instance of Buffer, " +
        "ArrayBuffer, or Array or an Array-like Object.");
    }

    static alloc(size, fill, encoding) {
      const buffer = new Buffer(size);
      return fill === undefined || fill === 0 ? buffer : buffer.fill(fill, 0, size, encoding);
    }

    static allocUnsafe(size) { return new Buffer(size); }
    static isBuffer(value) { return value instanceof Buffer; }
    static isEncoding(name) { return typeof name === "string" && Object.hasOwn(encodings, name.toLowerCase()); }

    static byteLength(value, encoding) {
      return typeof value === "string" ? host.bytes(value, encodingOf(encoding)).byteLength : value.byteLength;
    }

    static concat(list, total = list.reduce((sum, part) => sum + part.length, 0)) {
      const joined = new Buffer(total);
      let at = 0;
      for (const part of list) {
        const room = part.subarray(0, Math.max(total - at, 0));
        joined.set(room, at);
        at += room.length;
      }
      return joined;
    }

    static compare(a, b) {
      for (let i = 0; i < Math.min(a.length, b.length); i++) {
        if (a[i] !== b[i]) return a[i] < b[i] ? -1 : 1;
      }
      return Math.sign(a.length - b.length);
    }

    toString(encoding, start = 0, end = this.length) {
      return host.text(bufferOf(this.subarray(Math.max(start, 0), Math.max(end, 0))), encodingOf(encoding));
    }

    toJSON() { return { type: "Buffer", data: Array.from(this) }; }
    equals(other) { return Buffer.compare(this, other) === 0; }
    compare(other) { return Buffer.compare(this, other); }
    subarray(start, end) {
      const view = super.subarray(start, end);
      return Object.setPrototypeOf(view, Buffer.prototype);
    }
    slice(start, end) { return this.subarray(start, end); }

    fill(value, start = 0, end = this.length, encoding = "utf8") {
      if (typeof value !== "string") return super.fill(value, start, end);
      const bytes = Buffer.from(value, encoding);
      for (let i = start; i < end && bytes.length > 0; i++) this[i] = bytes[(i - start) % bytes.length];
      return this;
    }

    write(text, offset = 0) {
      const bytes = Buffer.from(text).subarray(0, this.length - offset);
      this.set(bytes, offset);
      return bytes.length;
    }
  }
  Buffer.poolSize = 8192;

  function wrap(arrayBuffer) { return new Buffer(arrayBuffer, 0, arrayBuffer.byteLength); }

  function encodingOf(name) {
    if (name === undefined || name === null) return "utf8";
    const known = encodings[String(name).toLowerCase()];
    if (known === undefined) throw coded("ERR_UNKNOWN_ENCODING", `Unknown encoding: ${name}`);
    return known;
  }

  function coded(code, message) {
    const error = new TypeError(message);
    error.code = code;
    return error;
  }

  return { Buffer };
});
