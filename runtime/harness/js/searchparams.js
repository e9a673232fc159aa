// URLSearchParams (URL standard, section 6.2). Go decodes and encodes.
(function (host) {
  const { parseForm, serializeForm } = host.use("urlparser");

  class URLSearchParams {
    #list = []; // [name, value]
    #owner = null; // the URL whose search this is

    constructor(init = "") {
      if (init === null) return;
      if (typeof init === "object" && init !== null || typeof init === "function") {
        if (typeof init[Symbol.iterator] === "function") {
          for (const pair of init) {
            const entry = [...pair];
            if (entry.length !== 2) throw invalidTuple();
            this.#list.push([text(entry[0]), text(entry[1])]);
          }
        } else {
          for (const name of Reflect.ownKeys(init)) {
            if (Object.getOwnPropertyDescriptor(init, name)?.enumerable) this.#list.push([text(name), text(init[name])]);
          }
        }
      } else {
        this.#list = pairs(String(init).replace(/^\?/, ""));
      }
    }

    get size() { return this.#list.length; }

    append(name, value) {
      this.#list.push([text(name), text(value)]);
      this.#update();
    }

    delete(name, value) {
      this.#list = this.#list.filter((pair) => pair[0] !== text(name) || value !== undefined && pair[1] !== text(value));
      this.#update();
    }

    get(name) {
      const pair = this.#list.find((entry) => entry[0] === text(name));
      return pair ? pair[1] : null;
    }

    getAll(name) { return this.#list.filter((pair) => pair[0] === text(name)).map((pair) => pair[1]); }

    has(name, value) {
      return this.#list.some((pair) => pair[0] === text(name) && (value === undefined || pair[1] === text(value)));
    }

    set(name, value) {
      const at = this.#list.findIndex((pair) => pair[0] === text(name));
      if (at < 0) {
        this.#list.push([text(name), text(value)]);
      } else {
        this.#list[at][1] = text(value);
        this.#list = this.#list.filter((pair, i) => i <= at || pair[0] !== text(name));
      }
      this.#update();
    }

    sort() {
      this.#list.sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0));
      this.#update();
    }

    forEach(callback, self) {
      if (typeof callback !== "function") {
        const error = new TypeError('The "callback" argument must be of type function.');
        error.code = "ERR_INVALID_ARG_TYPE";
        throw error;
      }
      for (const [name, value] of this.#list) callback.call(self, value, name, this);
    }

    *entries() { for (const [name, value] of this.#list) yield [name, value]; }
    *keys() { for (const [name] of this.#list) yield name; }
    *values() { for (const [, value] of this.#list) yield value; }
    toString() { return serializeForm(this.#list.flat()); }
    get [Symbol.toStringTag]() { return "URLSearchParams"; }

    #update() { this.#owner?.(this.toString()); }

    static of(search, owner) {
      const params = new URLSearchParams(search);
      params.#owner = owner;
      return params;
    }

    static replace(params, search) { params.#list = pairs(search.slice(1)); }
  }
  Object.defineProperty(URLSearchParams.prototype, Symbol.iterator, {
    value: URLSearchParams.prototype.entries, writable: true, configurable: true,
  });
  const { of, replace } = URLSearchParams;
  delete URLSearchParams.of;
  delete URLSearchParams.replace;

  function text(value) { return `${value}`; }

  function pairs(query) {
    const flat = parseForm(query);
    const list = [];
    for (let i = 0; i < flat.length; i += 2) list.push([flat[i], flat[i + 1]]);
    return list;
  }

  function invalidTuple() {
    const error = new TypeError("Each query pair must be an iterable [name, value] tuple");
    error.code = "ERR_INVALID_TUPLE";
    return error;
  }

  return { URLSearchParams, of, replace };
});
