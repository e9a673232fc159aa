exports.onExecuteEventStream = async () => {
  for (;;) await null;
};
