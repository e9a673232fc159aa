exports.onExecuteEventStream = async () => {
  console.log(JSON.parse("[".repeat(9_999) + "]".repeat(9_999)).length);
  console.log(JSON.parse(`["${"[".repeat(20_000)}"]`)[0].length);
  try {
    JSON.parse("[1,");
  } catch (error) {
    console.log(error.name);
  }
  JSON.parse("[".repeat(5_000_000));
};
