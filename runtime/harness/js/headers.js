// Headers (Fetch standard, section 5.1). Go keeps the names and values.
(function (host) {
  const secret = Symbol("Headers");

  class Headers {
    #list;

    constructor(init) {
      if (init === secret) return; // received has a list
      this.#list = host.list();
      if (init === undefined) return;
      if (init === null || (typeof init !== "object" && typeof init !== "function")) {
        throw new TypeError(
          "Headers constructor: init given is not one of sequence<sequence<ByteString>>, record<ByteString, ByteString>.");
      }
      if (init instanceof Headers) {
        this.#list = host.copy(init.#list);
      } else if (typeof init[Symbol.iterator] === "function") {
        for (const pair of init) {
          const entry = [...pair];
          if (entry.length !== 2) {
            throw new TypeError(`Headers constructor: expected name/value pair to be length 2, found ${entry.length}.`);
          }
          host.append(this.#list, entry[0], entry[1]);
        }
      } else {
        host.fill(this.#list, init);
      }
    }

    // Rest parameters tell a missing argument from undefined, and goja makes
    // them quicker than "arguments".
    append(...given) {
      requireArguments(given, 2, "append");
      host.append(this.#list, given[0], given[1]);
    }

    set(...given) {
      requireArguments(given, 2, "set");
      host.set(this.#list, given[0], given[1]);
    }

    delete(...given) {
      requireArguments(given, 1, "delete");
      host.delete(this.#list, given[0]);
    }

    get(...given) {
      requireArguments(given, 1, "get");
      return host.get(this.#list, given[0], "get");
    }

    has(...given) {
      requireArguments(given, 1, "has");
      return host.get(this.#list, given[0], "has") !== null;
    }

    getSetCookie() { return host.cookies(this.#list); }

    forEach(callback, self) {
      if (typeof callback !== "function") {
        throw new TypeError("Failed to execute 'forEach' on 'Headers': parameter 1 is not of type 'Function'.");
      }
      for (const [name, value] of this) callback.call(self, value, name, this);
    }

    // Iterators of arrays: goja takes long to make a generator function.
    entries() { return pairs(this.#list).values(); }
    keys() { return pairs(this.#list).map(([name]) => name).values(); }
    values() { return pairs(this.#list).map(([, value]) => value).values(); }
    get [Symbol.toStringTag]() { return "Headers"; }

    // list returns what Go keeps, received makes Headers of it.
    static list(headers) { return headers.#list; }

    static received(list) {
      const headers = new Headers(secret);
      headers.#list = list;
      return headers;
    }
  }
  Object.defineProperty(Headers.prototype, Symbol.iterator, {
    value: Headers.prototype.entries, writable: true, configurable: true,
  });
  const { list, received } = Headers;
  delete Headers.list;
  delete Headers.received;

  function pairs(list) {
    const sorted = host.sorted(list);
    const result = [];
    for (let i = 0; i < sorted.length; i += 2) result.push([sorted[i], sorted[i + 1]]);
    return result;
  }

  function requireArguments(given, needed, method) {
    if (given.length < needed) {
      throw new TypeError(
        `Headers.${method}: ${needed} argument${needed > 1 ? "s" : ""} required, but${given.length ? " only" : ""} ${given.length} found.`);
    }
  }

  return { Headers, list, received };
});
