// The body of requests and responses (Fetch standard, section 5.3), as far as
// Go has not done it.
//
// A content is an object with the data that are at hand, or null.
(function (host) {
  class Body {
    #content; // null: there is no body
    #used = false;
    #stream;

    constructor(content) { this.#content = content; }

    get bodyUsed() { return this.#used; }

    get body() {
      if (this.#content === null) return null;
      this.#stream ??= streamOf(this, () => take(this));
      return this.#stream;
    }

    text() { return consume(this, "text"); }
    json() { return consume(this, "json"); }
    arrayBuffer() { return consume(this, "arrayBuffer"); }
    bytes() { return consume(this, "bytes"); }

    static take(body) {
      if (body.#used) throw new TypeError("Body is unusable: Body has already been read");
      body.#used = body.#content !== null;
      return body.#content;
    }

    static content(body) {
      if (body.#used) throw new TypeError("Body is unusable: Body has already been read");
      return body.#content;
    }
  }
  const { take, content } = Body;
  delete Body.take;
  delete Body.content;

  // consume promises the content as text, json, arrayBuffer or bytes.
  function consume(body, form) {
    let from;
    try {
      from = take(body);
    } catch (error) {
      return Promise.reject(error);
    }
    return convert(from === null ? "" : from.data, form);
  }

  // convert promises data, a string or an ArrayBuffer, in another form.
  function convert(data, form) {
    return new Promise((resolve) => {
      if (form === "arrayBuffer" || form === "bytes") {
        const buffer = typeof data === "string" ? host.encode(data) : data;
        resolve(form === "bytes" ? new Uint8Array(buffer) : buffer);
        return;
      }
      const text = typeof data === "string" ? data : host.decode(data);
      resolve(form === "json" ? host.parseJSON(unmarked(text)) : unmarked(text));
    });
  }

  function unmarked(text) { return text.startsWith("\uFEFF") ? text.slice(1) : text; }

  // streamOf returns what stands for a ReadableStream: the whole body is its
  // one chunk. To cancel it gives up a body that nobody has read.
  function streamOf(body, cancel) {
    const stream = {
      locked: false,
      cancel() {
        if (!body.bodyUsed) cancel();
        return Promise.resolve();
      },
      getReader() {
        if (stream.locked) {
          const error = new TypeError("Invalid state: ReadableStream is locked");
          error.code = "ERR_INVALID_STATE";
          throw error;
        }
        stream.locked = true;
        let ended = false;
        return {
          async read() {
            if (ended || body.bodyUsed) return { done: true, value: undefined };
            ended = true;
            const value = await body.bytes();
            return value.length > 0 ? { done: false, value } : { done: true, value: undefined };
          },
          cancel: () => stream.cancel(),
          releaseLock() { stream.locked = false; },
        };
      },
    };
    Object.defineProperty(stream, Symbol.toStringTag, { value: "ReadableStream" });
    return stream;
  }

  // extract makes a content of what an Action gives as a body, and tells the
  // content type that goes with it.
  function extract(value) {
    if (value === null || value === undefined) return { content: null, type: null };
    if (value instanceof ArrayBuffer) return local(value.slice(0), null);
    if (ArrayBuffer.isView(value)) {
      return local(value.buffer.slice(value.byteOffset, value.byteOffset + value.byteLength), null);
    }
    const isSearch = Object.prototype.toString.call(value) === "[object URLSearchParams]";
    return local(String(value), isSearch ? "application/x-www-form-urlencoded;charset=UTF-8" : "text/plain;charset=UTF-8");
  }

  function local(data, type) { return { content: { data }, type }; }

  return { Body, content, convert, extract, streamOf };
});
