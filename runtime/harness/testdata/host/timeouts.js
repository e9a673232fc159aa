// Aborts before the answer, at the header, and inside the body.
const show = (e) => `${e.name}: ${e.message}`;

exports.onExecuteEventStream = async (event) => {
  const base = event.secrets.BASE;
  const attempt = async (f) => { try { return await f(); } catch (e) { return show(e); } };
  console.log(await attempt(() => fetch(`${base}/late/500`, { signal: AbortSignal.timeout(50) })));
  const c = new AbortController();
  setTimeout(() => c.abort(), 50);
  console.log(await attempt(() => fetch(`${base}/late/500`, { signal: c.signal })));
  const stalled = await fetch(`${base}/stall/500`, { signal: AbortSignal.timeout(100) });
  console.log(stalled.status, await attempt(() => stalled.text()));
  const mine = new AbortController();
  setTimeout(() => mine.abort(new RangeError("mine")), 50);
  const other = await fetch(`${base}/stall/500`, { signal: mine.signal });
  console.log(other.status, await attempt(() => other.json()));
  const fine = await fetch(`${base}/late/20`, { signal: AbortSignal.timeout(5000) });
  console.log(fine.status, await fine.text());
  const race = await Promise.race([
    fetch(`${base}/late/400`).then(() => "answer", show),
    new Promise((resolve) => setTimeout(resolve, 30, "timer")),
  ]);
  console.log(race);
  console.log((await Promise.allSettled([fetch(`${base}/late/20`), fetch(`${base}/late/10`)])).map((r) => r.status).join());
  console.log(await attempt(async () => (await fetch(`${base}/cut`)).text()));
};
