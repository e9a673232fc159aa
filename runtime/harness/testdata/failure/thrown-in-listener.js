exports.onExecuteEventStream = () => new Promise(() => {
  AbortSignal.timeout(5).addEventListener("abort", () => { throw new Error("in a listener"); });
});
