exports.onExecuteEventStream = async () => {
  for (;;);
};
