exports.onExecuteEventStream = async () => { throw { code: 42 }; };
