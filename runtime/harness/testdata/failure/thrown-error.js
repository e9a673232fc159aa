function inner() {
  throw new TypeError("inner trouble");
}
exports.onExecuteEventStream = async () => {
  await null;
  inner();
};
