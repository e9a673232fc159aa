exports.onExecuteEventStream = async () => { throw "just text"; };
