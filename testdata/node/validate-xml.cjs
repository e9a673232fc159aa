// Validates an XML file by a schema: node validate-xml.cjs MODULES SCHEMA FILE. It prints
// {"valid": …, "errors": […]}.

const fs = require("node:fs");
const path = require("node:path");

const [modules, schema, file] = process.argv.slice(2);
const { validateXML } = require(path.join(modules, "xmllint-wasm"));

validateXML({
  xml: [{ fileName: path.basename(file), contents: fs.readFileSync(file, "utf8") }],
  schema: [fs.readFileSync(schema, "utf8")],
}).then((result) => console.log(JSON.stringify({ valid: result.valid, errors: result.errors })));
