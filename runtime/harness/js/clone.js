// structuredClone (HTML standard, section 2.7), for values without a platform.
(function (host) {
  const { DOMException } = host.use("exception");

  const errors = { Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError };

  const views = {
    Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array, Float32Array, Float64Array,
    BigInt64Array, BigUint64Array,
  };

  function structuredClone(value) {
    if (arguments.length === 0) {
      const error = new TypeError('The "value" argument must be specified');
      error.code = "ERR_MISSING_ARGS";
      throw error;
    }
    return clone(value, new Map());
  }

  function clone(value, seen) {
    if (typeof value === "symbol" || typeof value === "function") {
      throw new DOMException(`${typeof value === "symbol" ? value.toString() : String(value)} could not be cloned.`, "DataCloneError");
    }
    if (typeof value !== "object" || value === null) return value;
    if (seen.has(value)) return seen.get(value);
    const keep = (copy) => {
      seen.set(value, copy);
      return copy;
    };
    const tag = Object.prototype.toString.call(value).slice(8, -1);
    if (value instanceof Error) return cloneError(value, keep, seen);
    if (Array.isArray(value)) return properties(value, keep(new Array(value.length)), seen);
    if (value instanceof Boolean || value instanceof Number || value instanceof String) return keep(Object(value.valueOf()));
    if (value instanceof Date) return keep(new Date(value.getTime()));
    if (value instanceof RegExp) return keep(new RegExp(value.source, value.flags));
    if (value instanceof ArrayBuffer) return keep(value.slice(0));
    if (ArrayBuffer.isView(value)) {
      const buffer = clone(value.buffer, seen);
      const type = value instanceof DataView ? DataView : views[tag];
      return keep(new type(buffer, value.byteOffset, value.length ?? value.byteLength));
    }
    if (value instanceof Map) {
      const copy = keep(new Map());
      for (const [key, item] of [...value]) copy.set(clone(key, seen), clone(item, seen));
      return copy;
    }
    if (value instanceof Set) {
      const copy = keep(new Set());
      for (const item of [...value]) copy.add(clone(item, seen));
      return copy;
    }
    if (value instanceof Promise || value instanceof WeakMap || value instanceof WeakSet) {
      throw new DOMException(`#<${tag}> could not be cloned.`, "DataCloneError");
    }
    return properties(value, keep({}), seen);
  }

  function properties(from, to, seen) {
    for (const key of Object.keys(from)) {
      Object.defineProperty(to, key, { value: clone(from[key], seen), writable: true, enumerable: true, configurable: true });
    }
    return to;
  }

  function cloneError(error, keep, seen) {
    const type = Object.hasOwn(errors, error.name) ? errors[error.name] : Error;
    const copy = keep(new type());
    for (const key of ["stack", "message"]) {
      if (key === "stack" || Object.hasOwn(error, key)) {
        Object.defineProperty(copy, key, { value: String(error[key]), writable: true, configurable: true });
      }
    }
    if (Object.hasOwn(error, "cause")) {
      Object.defineProperty(copy, "cause", { value: clone(error.cause, seen), writable: true, configurable: true });
    }
    return copy;
  }

  return { structuredClone };
});
