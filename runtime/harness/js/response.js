// Response (Fetch standard, section 5.5).
(function (host) {
  const { Headers, received } = host.use("headers");
  const { Body, content, extract } = host.use("body");

  const bodyless = [101, 103, 204, 205, 304];
  const secret = Symbol("Response");

  class Response extends Body {
    #fields;

    constructor(body = null, init = {}, key = undefined, fields = undefined) {
      if (key === secret) {
        super(body);
        this.#fields = fields;
        return;
      }
      const { status, statusText, headers } = checked(init);
      if (body !== null && bodyless.includes(status)) {
        throw new TypeError(`Response constructor: Invalid response status code ${status}`);
      }
      const extracted = extract(body);
      if (extracted.type !== null && !headers.has("content-type")) headers.set("content-type", extracted.type);
      super(extracted.content);
      this.#fields = { status, statusText, headers, url: "", redirected: false, type: "default" };
    }

    get status() { return this.#fields.status; }
    get ok() { return this.#fields.status >= 200 && this.#fields.status <= 299; }
    get statusText() { return this.#fields.statusText; }
    get headers() { return this.#fields.headers; }
    get url() { return this.#fields.url; }
    get redirected() { return this.#fields.redirected; }
    get type() { return this.#fields.type; }
    get [Symbol.toStringTag]() { return "Response"; }

    clone() {
      return new Response(content(this), null, secret, { ...this.#fields, headers: new Headers(this.#fields.headers) });
    }

    static json(data, init = {}) {
      const text = JSON.stringify(data);
      if (text === undefined) throw new TypeError("The data is not of type JSON.");
      const { status, statusText, headers } = checked(init);
      if (!headers.has("content-type")) headers.set("content-type", "application/json");
      return new Response(text, { status, statusText, headers });
    }

    static error() {
      return new Response(null, null, secret,
        { status: 0, statusText: "", headers: new Headers(), url: "", redirected: false, type: "error" });
    }

    static redirect(url, status = 302) {
      const { parseURL, part } = host.use("urlparser");
      const parsed = parseURL(String(url), undefined);
      if (parsed === null) throw new TypeError(`Failed to parse URL from ${url}`);
      if (![301, 302, 303, 307, 308].includes(status)) throw new RangeError(`Invalid status code ${status}`);
      return new Response(null, { status, headers: { location: part(parsed, "href") } });
    }
  }

  function checked(init) {
    const { status = 200, statusText = "", headers } = init ?? {};
    if (!(status >= 200 && status <= 599)) {
      throw new RangeError('init["status"] must be in the range of 200 to 599, inclusive.');
    }
    return { status: Math.trunc(status), statusText: String(statusText), headers: new Headers(headers) };
  }

  // answer makes the Response of an exchange, which is told by its number.
  function answer(status, statusText, headers, url, redirected, exchange) {
    return new Response(bodyless.includes(status) ? null : exchange, null, secret,
      { status, statusText, headers: received(headers), url, redirected, type: "basic" });
  }

  return { Response, answer };
});
