exports.onExecuteEventStream = () => new Promise(() => { setInterval(() => {}, 1000); });
