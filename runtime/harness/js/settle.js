// What a Request or a fetch is to send (Fetch standard, section 5.4).
(function (host) {
  const { fetchable } = host.use("urlparser");
  const { Headers } = host.use("headers");
  const { content, extract } = host.use("body");

  const common = ["DELETE", "GET", "HEAD", "OPTIONS", "POST", "PUT"];
  const redirects = ["follow", "error", "manual"];

  // settle makes of the arguments of Request and fetch what is to be sent. When
  // input is a Request, from has its fields and it as owner of the body.
  function settle(input, init, from) {
    if (init !== undefined && init !== null && typeof init !== "object") {
      throw new TypeError("Request constructor: Expected init to be an object.");
    }
    const options = init ?? {};
    const url = from ? from.url : parse(input);
    const method = options.method !== undefined ? checkMethod(String(options.method)) : from ? from.method : "GET";
    const redirect = options.redirect ?? from?.redirect ?? "follow";
    if (!redirects.includes(redirect)) {
      throw new TypeError(`Request constructor: ${redirect} is not an accepted type. Expected one of follow, error, manual.`);
    }
    const signal = options.signal !== undefined ? options.signal : from ? from.signal : null;
    if (signal !== null && (typeof signal !== "object" || typeof signal.aborted !== "boolean")) {
      throw new TypeError("Failed to construct 'Request': member signal is not of type AbortSignal.");
    }
    const headers = new Headers(options.headers ?? from?.headers);
    const given = options.body !== undefined ? options.body : null;
    if (given === null) {
      return { url, method, redirect, signal, headers, content: from ? content(from.owner) : null };
    }
    if (method === "GET" || method === "HEAD") {
      throw new TypeError("Request with GET/HEAD method cannot have body.");
    }
    const body = extract(given);
    if (body.type !== null && !headers.has("content-type")) headers.set("content-type", body.type);
    return { url, method, redirect, signal, headers, content: body.content };
  }

  function parse(input) {
    const href = fetchable(String(input));
    if (href === null) {
      const cause = new TypeError("Invalid URL");
      cause.code = "ERR_INVALID_URL";
      cause.input = String(input);
      throw new TypeError(`Failed to parse URL from ${input}`, { cause });
    }
    if (href === undefined) {
      throw new TypeError(`Request cannot be constructed from a URL that includes credentials: ${input}`);
    }
    return href;
  }

  // checkMethod refuses what is no method, and writes the common ones in
  // capitals. PATCH is not among those, here as in the standard.
  function checkMethod(method) {
    if (common.includes(method)) return method;
    if (!/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(method)) throw new TypeError(`'${method}' is not a valid HTTP method.`);
    const upper = method.toUpperCase();
    if (["CONNECT", "TRACE", "TRACK"].includes(upper)) throw new TypeError(`'${method}' HTTP method is unsupported.`);
    return common.includes(upper) ? upper : method;
  }

  return { settle };
});
