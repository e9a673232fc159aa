// Response and Request made by the Action itself.
const attempt = async (f) => { try { return await f(); } catch (e) { return `${e.name}`; } };

exports.onExecuteEventStream = async () => {
  const r = new Response('{"a":1}', { status: 201, statusText: "Made", headers: { "x-a": "1" } });
  console.log(r.status, r.ok, r.statusText, r.type, r.url === "", r.headers.get("content-type"), r.headers.get("x-a"));
  const copy = r.clone();
  console.log(JSON.stringify(await r.json()), await copy.text(), await attempt(() => copy.text()), await attempt(() => copy.clone()));
  console.log(Response.json({ a: [1] }, { status: 400 }).headers.get("content-type"), await Response.json({ a: [1] }).text());
  console.log(Response.error().type, Response.error().status, Response.error().ok);
  console.log(await attempt(() => new Response("x", { status: 204 })), await attempt(() => new Response("", { status: 99 })), new Response(null, { status: 204 }).body);
  console.log(JSON.stringify(await new Response().text()), await new Response(new URLSearchParams("a=b")).text(), new Response(new URLSearchParams("a=b")).headers.get("content-type"));
  console.log(new TextDecoder().decode(await new Response(new Uint8Array([226, 156, 147])).arrayBuffer()));
  const q = new Request("https://example.com/a/../b", { method: "put", body: "b" });
  console.log(q.url, q.method, q.redirect, await q.text(), q.bodyUsed, q.signal instanceof AbortSignal);
  console.log(await attempt(() => new Request("/relative")), await attempt(() => new Request("https://example.com", { method: "HEAD", body: "" })));
  const reader = new Response("chunk").body.getReader();
  const first = await reader.read();
  console.log(new TextDecoder().decode(first.value), first.done, (await reader.read()).done);
};
