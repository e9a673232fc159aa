exports.onExecuteEventStream = async () => {
  await null;
  try {
    while (true) {}
  } catch {
    return "an interrupt is not caught";
  } finally {
    console.log("nor is finally run");
  }
};
