// fetch (Fetch standard, section 5.6). Go sends, follows redirects, and knows
// the errors of Node's undici.
(function (host) {
  const { settle } = host.use("settle");
  const { list } = host.use("headers");

  function fetch(input, init) {
    return new Promise((resolve, reject) => {
      if (input === undefined && init === undefined) throw new TypeError("fetch: 1 argument required, but only 0 present.");
      const { method, url, headers, content, redirect, signal } = settle(input, init, originOf(input));
      if (signal?.aborted) {
        reject(signal.reason);
        return;
      }
      let number;
      let abort;
      if (signal !== null) {
        abort = (reason) => host.abort(number, reason);
        host.use("abort").follow(signal, abort);
      }
      number = host.send(method, url, list(headers), content?.data, redirect, resolve, reject, signal, abort);
    });
  }

  // originOf asks for the class only where input could be one of it: to make a
  // class takes longer than to send a request.
  function originOf(input) {
    if (typeof input !== "object") return null;
    const { Request, origin } = host.use("request");
    return input instanceof Request ? origin(input) : null;
  }

  return { fetch };
});
