exports.onExecuteEventStream = () => new Promise(() => {
  setTimeout(() => { throw new Error("in a timer"); }, 10);
});
