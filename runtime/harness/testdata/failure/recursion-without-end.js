exports.onExecuteEventStream = async function again() {
  const deeper = () => deeper() + 1;
  deeper();
};
