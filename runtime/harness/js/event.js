// Event (DOM standard, section 2.2), as far as AbortSignal needs it.
(function (host) {
  class Event {
    #stopped = false;

    constructor(type, init) {
      if (arguments.length === 0) {
        throw new TypeError('The "type" argument must be specified');
      }
      this.type = String(type);
      this.cancelable = Boolean(init?.cancelable);
      this.defaultPrevented = false;
      this.target = null;
      this.currentTarget = null;
      this.timeStamp = host.now();
    }

    preventDefault() { if (this.cancelable) this.defaultPrevented = true; }
    stopPropagation() {}
    stopImmediatePropagation() { this.#stopped = true; }
    get [Symbol.toStringTag]() { return "Event"; }

    static stopped(event) { return event.#stopped; }
  }
  const { stopped } = Event;
  delete Event.stopped;

  return { Event, stopped };
});
