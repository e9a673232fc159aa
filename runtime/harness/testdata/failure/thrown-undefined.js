exports.onExecuteEventStream = async () => { throw undefined; };
