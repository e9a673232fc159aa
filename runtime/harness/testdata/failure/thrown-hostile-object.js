exports.onExecuteEventStream = async () => {
  throw new Proxy({}, { get() { throw new Error("no reading"); }, ownKeys() { throw new Error("no keys"); } });
};
