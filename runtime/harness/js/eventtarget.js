// EventTarget (DOM standard, section 2.7), without a tree and its phases.
(function (host) {
  class EventTarget {
    #listeners = null; // a Map: type -> [{ listener, once }]

    addEventListener(type, listener, options) {
      if (listener === null || listener === undefined) return;
      if (typeof listener !== "function" && typeof listener !== "object") {
        const error = new TypeError('The "listener" argument must be an instance of EventListener');
        error.code = "ERR_INVALID_ARG_TYPE";
        throw error;
      }
      if (options?.signal?.aborted) return;
      this.#listeners ??= new Map();
      const list = this.#listeners.get(String(type)) ?? [];
      if (list.some((entry) => entry.listener === listener)) return;
      list.push({ listener, once: Boolean(options?.once) });
      this.#listeners.set(String(type), list);
      options?.signal?.addEventListener("abort", () => this.removeEventListener(type, listener));
    }

    removeEventListener(type, listener) {
      const list = this.#listeners?.get(String(type));
      if (list) this.#listeners.set(String(type), list.filter((entry) => entry.listener !== listener));
    }

    dispatchEvent(event) {
      event.target = event.currentTarget = this;
      const handler = this["on" + event.type];
      const list = [...(this.#listeners?.get(event.type) ?? [])];
      if (typeof handler === "function") list.unshift({ listener: handler, once: false });
      for (const { listener, once } of list) {
        if (once) this.removeEventListener(event.type, listener);
        try {
          if (typeof listener === "function") listener.call(this, event);
          else listener.handleEvent(event);
        } catch (error) {
          host.uncaught(error);
        }
        if (host.use("event").stopped(event)) break;
      }
      event.currentTarget = null;
      return !event.defaultPrevented;
    }

    get [Symbol.toStringTag]() { return "EventTarget"; }
  }

  return { EventTarget };
});
