// What Node 22 has of the language and goja has not.
(function () {
  function define(target, name, value) {
    if (!Object.hasOwn(target, name)) {
      Object.defineProperty(target, name, { value, writable: true, configurable: true });
    }
  }

  if (Symbol.asyncIterator === undefined) {
    Object.defineProperty(Symbol, "asyncIterator", { value: Symbol("Symbol.asyncIterator") });
  }

  define(Promise, "withResolvers", function withResolvers() {
    let resolve, reject;
    const promise = new this((yes, no) => { resolve = yes; reject = no; });
    return { promise, resolve, reject };
  });

  define(Object, "groupBy", function groupBy(items, keyOf) {
    const groups = Object.create(null);
    let i = 0;
    for (const item of items) {
      const key = keyOf(item, i++);
      (groups[key] ??= []).push(item);
    }
    return groups;
  });

  define(Map, "groupBy", function groupBy(items, keyOf) {
    const groups = new Map();
    let i = 0;
    for (const item of items) {
      const key = keyOf(item, i++);
      if (!groups.has(key)) groups.set(key, []);
      groups.get(key).push(item);
    }
    return groups;
  });

  const lone = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?:[^\uD800-\uDBFF]|^)[\uDC00-\uDFFF]/;

  define(String.prototype, "isWellFormed", function isWellFormed() { return !lone.test(String(this)); });

  define(String.prototype, "toWellFormed", function toWellFormed() {
    const text = String(this);
    if (!/[\uD800-\uDFFF]/.test(text)) return text;
    let out = "";
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      const pair = unit >= 0xD800 && unit <= 0xDBFF && text.charCodeAt(i + 1) >= 0xDC00 && text.charCodeAt(i + 1) <= 0xDFFF;
      if (pair) out += text[i] + text[++i];
      else out += unit >= 0xD800 && unit <= 0xDFFF ? "\uFFFD" : text[i];
    }
    return out;
  });

  define(Array, "fromAsync", async function fromAsync(items, map) {
    const list = [];
    for (const item of Array.isArray(items) || typeof items[Symbol.iterator] === "function" ? items : Array.from(items)) {
      const value = await item;
      list.push(map ? await map(value, list.length) : value);
    }
    return list;
  });

  // goja's errors get their stack when they are made: there is nothing to add.
  define(Error, "captureStackTrace", function captureStackTrace(target) {
    if (!Object.hasOwn(target, "stack")) {
      Object.defineProperty(target, "stack", { value: new Error(target.message).stack, writable: true, configurable: true });
    }
  });

  return {};
});
