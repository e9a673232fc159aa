// Runs an Action file under Node as the harness runs it, for comparison:
// node driver.js FILE BASE_URL
const [file, base] = process.argv.slice(2);
const action = require(require("node:path").resolve(file));
action.onExecuteEventStream({ message: { id: "evt_1" }, secrets: { BASE: base } }, {}).catch((error) => {
  console.log(`thrown: ${error}`);
});
