// The classes of the host as classes: what holds of each of them, whoever
// implements it.
exports.onExecuteEventStream = async () => {
  "use strict";
  const attempt = (f) => {
    try {
      return f();
    } catch (error) {
      return error.name;
    }
  };
  const controller = new AbortController();
  const instances = [
    [URL, new URL("https://example.com/a"), "href"], [Headers, new Headers({ a: "b" }), "get"],
    [Response, new Response("text"), "status"], [AbortController, controller, "signal"],
    [AbortSignal, controller.signal, "aborted"], [EventTarget, new EventTarget(), "dispatchEvent"],
  ];
  for (const [type, object, member] of instances) {
    const prototype = type.prototype;
    console.log(type.name, typeof type, object instanceof type, Object.getPrototypeOf(object) === prototype,
      object.__proto__ === prototype, object.constructor === type, prototype.constructor === type,
      Object.prototype.toString.call(object));
    console.log(attempt(() => type("https://example.com")), attempt(() => type.call(object, "https://example.com")));
    console.log(member in object, "nothing" in object, object.nothing, Object.hasOwn(object, member),
      Object.hasOwn(prototype, member), Object.keys(object).length, JSON.stringify({ ...object }));
    object.extra = 1;
    console.log(object.extra, Object.keys(object).join(), delete object.extra, object.extra);
    console.log(attempt(() => Reflect.get(prototype, member, {}) instanceof Function));
    const descriptor = Object.getOwnPropertyDescriptor(prototype, member);
    console.log(typeof descriptor.value, typeof descriptor.get, descriptor.configurable,
      descriptor.get === Object.getOwnPropertyDescriptor(prototype, member).get);
    console.log(Object.isExtensible(prototype), Reflect.ownKeys(prototype).includes(member),
      Reflect.ownKeys(prototype).includes(Symbol.toStringTag), Object.hasOwn(prototype, "toLocaleString"));
  }

  console.log(attempt(() => { new Response("").status = 1; }), attempt(() => { new URL("https://a").origin = "b"; }));
  const url = new URL("https://example.com/a");
  url.pathname = "/b";
  console.log(url.href, `${url}`, JSON.stringify({ url }), attempt(() => new URL(Symbol("a"))));

  class Page extends URL {
    constructor(path) {
      super(path, "https://example.com");
      this.title = path;
    }
    get upper() { return super.pathname.toUpperCase(); }
    toString() { return `page ${super.toString()}`; }
  }
  const page = new Page("/start");
  console.log(page.upper, `${page}`, page.title, page instanceof Page, page instanceof URL, url instanceof Page,
    {} instanceof URL, null instanceof URL, Object.keys(page).join());

  const read = Response.prototype.text;
  Response.prototype.text = async function text() { return `mocked ${await read.call(this)}`; };
  console.log(await new Response("a").text(), Object.hasOwn(Response.prototype, "text"), new Response("b").status);
  Response.prototype.text = read;
  console.log(await new Response("a").text());

  Object.defineProperty(Headers.prototype, "size", { configurable: true, get() { return [...this].length; } });
  console.log(new Headers({ a: "1", b: "2" }).size, delete Headers.prototype.size, new Headers({ a: "1" }).size);
  Headers.prototype.first = 1;
  console.log(new Headers().first, "first" in new Headers(), delete Headers.prototype.first, new Headers().first);
  console.log(delete AbortController.prototype.abort, controller.abort, "abort" in controller);

  const frozen = Object.freeze(new URL("https://example.com/c"));
  console.log(Object.isFrozen(frozen), frozen.href, attempt(() => { frozen.extra = 1; }));
  Object.preventExtensions(EventTarget.prototype);
  console.log(Object.isExtensible(EventTarget.prototype), attempt(() => { EventTarget.prototype.extra = 1; }));

  const signal = AbortSignal.abort("why");
  const onabort = signal.onabort;
  signal.onabort = () => {};
  console.log(onabort, typeof signal.onabort, signal instanceof EventTarget, attempt(() => new AbortSignal()),
    Object.getPrototypeOf(AbortSignal) === EventTarget, Object.getPrototypeOf(AbortSignal.prototype) === EventTarget.prototype);
  const prototype = Object.getPrototypeOf(new Response(""));
  Object.setPrototypeOf(prototype, { inherited: "yes" });
  console.log(new Response("").inherited, new Response("").status);

  // console and api.cache are no classes, but as lazy.
  const { log } = console;
  console.log = (...values) => log("patched", ...values);
  console.log("a line");
  console.log = log;
  console.log(["log", "error", "warn"].every((name) => Object.keys(console).includes(name)), "info" in console,
    console.hasOwnProperty("info"), delete console.debug, typeof console.debug, { ...console }.log === log);
  const timer = setTimeout(() => {}, 10);
  console.log(timer.hasRef(), timer.unref() === timer, typeof timer[Symbol.toPrimitive](), Number(timer) > 0);
  clearTimeout(timer);
};
