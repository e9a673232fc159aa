exports.onExecuteEventStream = () => new Promise((resolve) => { setTimeout(() => {}, 100); });
