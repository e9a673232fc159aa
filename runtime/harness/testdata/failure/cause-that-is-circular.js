exports.onExecuteEventStream = async () => {
  const error = new Error("loop");
  error.cause = error;
  throw error;
};
