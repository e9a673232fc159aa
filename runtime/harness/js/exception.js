// DOMException (WebIDL), an Error with one of a fixed set of names.
(function () {
  const codes = {
    IndexSizeError: 1, HierarchyRequestError: 3, InvalidCharacterError: 5, NotFoundError: 8, NotSupportedError: 9,
    InvalidStateError: 11, SyntaxError: 12, NetworkError: 19, AbortError: 20, URLMismatchError: 21,
    QuotaExceededError: 22, TimeoutError: 23, InvalidNodeTypeError: 24, DataCloneError: 25,
  };

  class DOMException extends Error {
    #name = "Error";

    constructor(message = "", options = "Error") {
      super(message);
      if (options !== null && typeof options === "object") {
        this.#name = String(options.name ?? "Error");
        if ("cause" in options) {
          Object.defineProperty(this, "cause", { value: options.cause, configurable: true, writable: true });
        }
      } else {
        this.#name = String(options);
      }
      // What goja has written into stack begins with "Error".
      Object.defineProperty(this, "stack", {
        value: this.stack.replace(/^Error/, () => this.#name), configurable: true, writable: true,
      });
    }

    get name() { return this.#name; }
    get code() { return Object.hasOwn(codes, this.#name) ? codes[this.#name] : 0; }
    get [Symbol.toStringTag]() { return "DOMException"; }
  }

  return { DOMException };
});
