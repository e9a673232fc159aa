exports.onExecuteEventStream = () => new Promise(() => {
  queueMicrotask(() => { throw new Error("in a microtask"); });
});
