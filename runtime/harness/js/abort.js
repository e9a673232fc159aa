// AbortController and AbortSignal (DOM standard, section 3).
(function (host) {
  const { EventTarget } = host.use("eventtarget");
  const secret = Symbol("AbortSignal");

  class AbortSignal extends EventTarget {
    #aborted = false;
    #reason = undefined;
    #steps = null; // what fetch and dependent signals do before the event is fired

    constructor(key) {
      if (key !== secret) {
        const error = new TypeError("Illegal constructor");
        error.code = "ERR_ILLEGAL_CONSTRUCTOR";
        throw error;
      }
      super();
      this.onabort = null;
    }

    get aborted() { return this.#aborted; }
    get reason() { return this.#reason; }

    throwIfAborted() {
      if (this.#aborted) throw this.#reason;
    }

    static abort(reason) {
      const signal = new AbortSignal(secret);
      signal.#aborted = true;
      signal.#reason = reason === undefined ? aborted() : reason;
      return signal;
    }

    static timeout(delay) {
      if (typeof delay !== "number") {
        const error = new TypeError('The "delay" argument must be of type number.');
        error.code = "ERR_INVALID_ARG_TYPE";
        throw error;
      }
      if (!(Number.isInteger(delay) && delay >= 0 && delay <= 4294967295)) {
        const error = new RangeError(`The value of "delay" is out of range. It must be >= 0 && <= 4294967295. Received ${delay}`);
        error.code = "ERR_OUT_OF_RANGE";
        throw error;
      }
      const signal = new AbortSignal(secret);
      host.after(delay, () => fire(signal, exception("The operation was aborted due to timeout", "TimeoutError")));
      return signal;
    }

    static any(signals) {
      const all = [...signals];
      const dependent = new AbortSignal(secret);
      const first = all.find((signal) => signal.aborted);
      if (first) {
        dependent.#aborted = true;
        dependent.#reason = first.reason;
        return dependent;
      }
      for (const signal of all) follow(signal, () => fire(dependent, signal.reason));
      return dependent;
    }

    get [Symbol.toStringTag]() { return "AbortSignal"; }

    static fire(signal, reason) {
      if (signal.#aborted) return;
      signal.#aborted = true;
      signal.#reason = reason === undefined ? aborted() : reason;
      const steps = signal.#steps;
      signal.#steps = null;
      if (steps !== null) for (const step of steps) step(signal.#reason);
      signal.dispatchEvent(new (host.use("event").Event)("abort"));
    }

    // follow calls step when the signal is aborted, unfollow takes that back.
    static follow(signal, step) {
      signal.#steps ??= [];
      signal.#steps.push(step);
    }


    static unfollow(signal, step) {
      const at = signal.#steps?.indexOf(step) ?? -1;
      if (at >= 0) signal.#steps.splice(at, 1);
    }
  }
  const { fire, follow, unfollow } = AbortSignal;
  delete AbortSignal.fire;
  delete AbortSignal.follow;
  delete AbortSignal.unfollow;

  class AbortController {
    #signal = new AbortSignal(secret);

    get signal() { return this.#signal; }
    abort(reason) { fire(this.#signal, reason); }
    get [Symbol.toStringTag]() { return "AbortController"; }
  }

  function exception(message, name) { return new (host.use("exception").DOMException)(message, name); }

  function aborted() {
    return exception("This operation was aborted", "AbortError");
  }

  return { AbortController, AbortSignal, follow, unfollow };
});
