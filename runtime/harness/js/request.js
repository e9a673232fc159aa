// Request (Fetch standard, section 5.4).
(function (host) {
  const { Body, content } = host.use("body");

  class Request extends Body {
    #fields;

    constructor(input, init) {
      if (arguments.length === 0) throw new TypeError("Request constructor: 1 argument required, but only 0 present.");
      const fields = host.settle(input, init);
      super(fields.content);
      this.#fields = fields;
    }

    get url() { return this.#fields.url; }
    get method() { return this.#fields.method; }
    get redirect() { return this.#fields.redirect; }
    get signal() { return this.#fields.signal ??= new (host.use("abort").AbortController)().signal; }
    get headers() { return this.#fields.headers; }
    clone() { return new Request(this); }
    get [Symbol.toStringTag]() { return "Request"; }

    // origin tells Go what a Request is to send; null is for what is none.
    static origin(input) {
      return input instanceof Request ? { ...input.#fields, content: () => content(input) } : null;
    }
  }
  const { origin } = Request;
  delete Request.origin;

  return { Request, origin };
});
