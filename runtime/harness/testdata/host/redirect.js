// What becomes of redirects.
exports.onExecuteEventStream = async (event) => {
  const base = event.secrets.BASE;
  const attempt = async (f) => { try { return await f(); } catch (e) { return `${e.name}: ${e.message} <- ${e.cause?.message}`; } };
  for (const status of [301, 302, 303, 307, 308]) {
    const manual = await fetch(`${base}/redirect/${status}`, { method: "POST", body: "x", redirect: "manual" });
    console.log(status, manual.status, manual.ok, manual.type, manual.headers.get("location"), manual.redirected);
    const followed = await fetch(`${base}/redirect/${status}`, { method: "POST", body: "x", headers: { Authorization: "Bearer t" } });
    console.log(followed.status, followed.redirected, followed.url.replace(base, "BASE"), JSON.stringify(await followed.json()));
    console.log(await attempt(() => fetch(`${base}/redirect/${status}`, { method: "POST", body: "x", redirect: "error" })));
  }
  console.log(await attempt(() => fetch(`${base}/loop`)));
  console.log((await fetch(`${base}/status/300`)).status, (await fetch(`${base}/status/301`)).status);
};
