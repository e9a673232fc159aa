// The modules of Node that make promises of callbacks: timers/promises, and
// promisify of util.
(function (timers) {
  const custom = Symbol.for("nodejs.util.promisify.custom");

  function aborted(signal) {
    const error = new Error("The operation was aborted", { cause: signal.reason });
    error.name = "AbortError";
    error.code = "ABORT_ERR";
    return error;
  }

  // waiting returns a promise of value that start is to resolve later, and
  // cancel to give up when a signal is aborted.
  function waiting(value, signal, start, cancel) {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(aborted(signal));
        return;
      }
      const abort = () => {
        cancel(handle);
        reject(aborted(signal));
      };
      const handle = start(() => {
        signal?.removeEventListener("abort", abort);
        resolve(value);
      });
      signal?.addEventListener("abort", abort, { once: true });
    });
  }

  function setTimeout(delay, value, options) {
    return waiting(value, options?.signal, (done) => timers.setTimeout(done, delay), timers.clearTimeout);
  }

  function setImmediate(value, options) {
    return waiting(value, options?.signal, timers.setImmediate, timers.clearImmediate);
  }

  function promisify(original) {
    if (typeof original !== "function") throw new TypeError('The "original" argument must be of type function');
    if (original === timers.setTimeout) return setTimeout;
    if (original === timers.setImmediate) return setImmediate;
    if (original[custom]) return original[custom];
    return function (...args) {
      return new Promise((resolve, reject) => {
        original.call(this, ...args, (error, value) => (error ? reject(error) : resolve(value)));
      });
    };
  }
  promisify.custom = custom;

  return { setTimeout, setImmediate, promisify };
});
