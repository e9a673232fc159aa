exports.onExecuteEventStream = () => { throw new RangeError("at once"); };
