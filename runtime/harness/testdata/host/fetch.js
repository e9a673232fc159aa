// fetch: answers, requests, errors.
const describe = (e) => `${e.name}: ${e.message}${e.cause ? ` <- ${e.cause.name}: ${e.cause.message} ${e.cause.code}` : ""}`;

const hide = (text) => text.replaceAll("@", "(at)");

exports.onExecuteEventStream = async (event) => {
  const base = event.secrets.BASE;
  const attempt = async (f) => { try { return await f(); } catch (e) { return describe(e).replaceAll(base, "BASE"); } };
  const echo = async (init, path = "/echo") => {
    const seen = await (await fetch(base + path, init)).json();
    return JSON.stringify(seen);
  };
  const r = await fetch(`${base}/json#fragment`);
  console.log(r.status, r.ok, r.statusText, r.type, r.redirected, r.url.replace(base, "BASE"), r.bodyUsed, r.headers.get("content-type"), String(r));
  console.log(JSON.stringify(await r.json()), r.bodyUsed, await attempt(() => r.text()));
  console.log(await echo({ method: "post", body: '{"a":1}' }));
  console.log(await echo({ method: "patch", body: "x", headers: { "Content-Type": "application/scim+json", "X-Test": "1" } }));
  console.log(await echo({ method: "PUT", body: new URLSearchParams({ a: "1 2", b: "ü&" }) }));
  console.log(await echo({ method: "PUT", body: new TextEncoder().encode("bytes ✓"), headers: new Headers({ "x-test": "h" }) }));
  console.log(await echo({ method: "POST", body: Buffer.from("buf"), headers: [["x-test", "1"], ["x-test", "2"]] }));
  console.log(await echo({ method: "POST" }), await echo({ method: "DELETE", body: null }));
  console.log(await echo(undefined, "/echo/a%2Fb/../c d?q=a b&f=x eq \"y\"#z"));
  const request = new Request(`${base}/echo`, { method: "POST", body: "from request", headers: { "x-test": "r" } });
  console.log(request.method, request.headers.get("content-type"), request.bodyUsed, JSON.stringify(await (await fetch(request)).json()));

  for (const status of [201, 204, 304, 400, 404, 409, 500, 503]) {
    const answer = await fetch(`${base}/status/${status}`);
    console.log(status, answer.ok, answer.statusText, JSON.stringify(await answer.text()), answer.body === null);
  }
  console.log(await attempt(async () => (await fetch(`${base}/html`)).json().catch((e) => e.name)));
  console.log(JSON.stringify(await (await fetch(`${base}/bom`)).text()), JSON.stringify(await (await fetch(`${base}/latin1`)).text()));
  console.log((await (await fetch(`${base}/latin1`)).arrayBuffer()).byteLength);
  const cookies = await fetch(`${base}/cookies`);
  console.log(JSON.stringify(cookies.headers.getSetCookie()), cookies.headers.get("x-many"));
  await cookies.body?.cancel();
  const twice = await fetch(`${base}/json`);
  const copy = twice.clone();
  console.log(await twice.text() === await copy.text());

  console.log(await attempt(() => fetch("not a url")));
  console.log(await attempt(() => fetch("")));
  console.log(await attempt(() => fetch("ftp://example.com/")));
  console.log(await attempt(() => fetch("https://user:secret@example.com/x").catch((e) => { throw new Error(hide(e.message)); })));
  console.log(await attempt(() => fetch(base, { body: "x" })));
  console.log(await attempt(() => fetch(base, { method: "a b" })));
  console.log(await attempt(() => fetch(base, { method: "TRACE" })));
  console.log((await attempt(() => fetch(base, { headers: { Authorization: "Bearer x\ny" } }))).slice(0, 9));
  console.log((await attempt(() => fetch(base, { redirect: "sideways" }))).slice(0, 9));
  console.log(await attempt(() => fetch(`${base}/drop`)));
  console.log(await attempt(() => fetch(base, { signal: AbortSignal.abort() })), await attempt(() => fetch(base, { signal: AbortSignal.abort("text") }).catch((e) => e)));
};
