// Request (Fetch standard, section 5.4).
(function (host) {
  const { settle } = host.use("settle");
  const { Body } = host.use("body");

  class Request extends Body {
    #fields;

    constructor(input, init) {
      if (arguments.length === 0) throw new TypeError("Request constructor: 1 argument required, but only 0 present.");
      const fields = settle(input, init, input instanceof Request ? origin(input) : null);
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

    static origin(request) { return { ...request.#fields, owner: request }; }
  }
  const { origin } = Request;
  delete Request.origin;

  return { Request, origin };
});
