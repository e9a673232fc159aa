// crypto (Web Crypto, less subtle), and what of Node's crypto module needs no
// keys but those at hand.
(function (host) {
  const { Buffer } = host.use("buffer");
  const { DOMException } = host.use("exception");
  const { bufferOf } = host.use("encoding");

  function getRandomValues(array) {
    if (!ArrayBuffer.isView(array) || array instanceof DataView || array instanceof Float32Array || array instanceof Float64Array) {
      throw new DOMException("The data argument must be an integer-type TypedArray", "TypeMismatchError");
    }
    if (array.byteLength > 65536) {
      throw new DOMException("The requested length exceeds 65,536 bytes", "QuotaExceededError");
    }
    new Uint8Array(array.buffer, array.byteOffset, array.byteLength).set(new Uint8Array(host.random(array.byteLength)));
    return array;
  }

  class Digest {
    #algorithm;
    #key;
    #parts = [];
    #ended = false;

    constructor(algorithm, key) {
      this.#algorithm = String(algorithm).toLowerCase().replace(/^(rsa-)?sha-?/, "sha");
      this.#key = key;
      if (!host.knows(this.#algorithm)) {
        const error = new Error("Digest method not supported");
        error.code = "ERR_CRYPTO_INVALID_DIGEST";
        throw error;
      }
    }

    update(data, encoding) {
      if (this.#ended) throw ended();
      this.#parts.push(bytes(data, encoding));
      return this;
    }

    digest(encoding) {
      if (this.#ended) throw ended();
      this.#ended = true;
      const sum = Buffer.from(host.digest(this.#algorithm, this.#key, bufferOf(Buffer.concat(this.#parts))));
      return encoding === undefined || encoding === "buffer" ? sum : sum.toString(encoding);
    }
  }

  function bytes(data, encoding) {
    return typeof data === "string" ? Buffer.from(data, encoding) : Buffer.from(bufferOf(data));
  }

  function ended() {
    const error = new Error("Digest already called");
    error.code = "ERR_CRYPTO_HASH_FINALIZED";
    return error;
  }

  const randomUUID = () => host.randomUUID();
  const crypto = { getRandomValues, randomUUID };
  Object.defineProperty(crypto, Symbol.toStringTag, { value: "Crypto" });

  const node = {
    getRandomValues, randomUUID, webcrypto: crypto,
    randomBytes: (size) => Buffer.from(host.random(size)),
    randomInt(min, max) {
      if (max === undefined) [min, max] = [0, min];
      return min + Math.floor(Math.random() * (max - min));
    },
    createHash: (algorithm) => new Digest(algorithm, undefined),
    createHmac: (algorithm, key) => new Digest(algorithm, bufferOf(bytes(key))),
    timingSafeEqual(a, b) {
      if (a.byteLength !== b.byteLength) throw new RangeError("Input buffers must have the same byte length");
      return Buffer.compare(bytes(a), bytes(b)) === 0;
    },
  };

  return { crypto, node };
});
