exports.onExecuteEventStream = () => new Promise(() => {});
