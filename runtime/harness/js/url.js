// URL (URL standard, section 6.1). Go parses.
(function (host) {
  const { parseURL, part, assign } = host.use("urlparser");

  class URL {
    #url; // which Go keeps
    #params;

    constructor(...given) {
      if (given.length === 0) {
        const error = new TypeError('The "url" argument must be specified');
        error.code = "ERR_MISSING_ARGS";
        throw error;
      }
      this.#url = parsed(given[0], given[1]);
      if (this.#url === null) throw invalid(text(given[0]), given[1]);
    }

    static canParse(input, base) { return parsed(input, base) !== null; }
    static parse(input, base) { return URL.canParse(input, base) ? new URL(input, base) : null; }

    get href() { return part(this.#url, "href"); }
    set href(value) {
      const url = parseURL(text(value), undefined);
      if (url === null) throw invalid(text(value));
      this.#url = url;
      this.#refresh();
    }

    get origin() { return part(this.#url, "origin"); }
    get protocol() { return part(this.#url, "protocol"); }
    set protocol(value) { this.#set("protocol", value); }
    get username() { return part(this.#url, "username"); }
    set username(value) { this.#set("username", value); }
    get password() { return part(this.#url, "password"); }
    set password(value) { this.#set("password", value); }
    get host() { return part(this.#url, "host"); }
    set host(value) { this.#set("host", value); }
    get hostname() { return part(this.#url, "hostname"); }
    set hostname(value) { this.#set("hostname", value); }
    get port() { return part(this.#url, "port"); }
    set port(value) { this.#set("port", value); }
    get pathname() { return part(this.#url, "pathname"); }
    set pathname(value) { this.#set("pathname", value); }
    get search() { return part(this.#url, "search"); }
    set search(value) { this.#set("search", value); }
    get hash() { return part(this.#url, "hash"); }
    set hash(value) { this.#set("hash", value); }

    get searchParams() {
      this.#params ??= host.use("searchparams").of(this.search, (search) => assign(this.#url, "search", search));
      return this.#params;
    }

    toString() { return this.href; }
    toJSON() { return this.href; }
    get [Symbol.toStringTag]() { return "URL"; }

    #set(name, value) {
      assign(this.#url, name, text(value));
      this.#refresh();
    }

    #refresh() {
      if (this.#params) host.use("searchparams").replace(this.#params, this.search);
    }
  }

  function parsed(input, base) { return parseURL(text(input), base === undefined ? undefined : text(base)); }

  function text(value) { return `${value}`; }

  function invalid(input, base) {
    const error = new TypeError("Invalid URL");
    error.code = "ERR_INVALID_URL";
    error.input = input;
    if (base !== undefined) error.base = String(base);
    return error;
  }

  return { URL };
});
