class ScimError extends Error {
  constructor(message, fields, options) {
    super(message, options);
    this.name = "ScimError";
    Object.assign(this, fields);
  }
}
exports.onExecuteEventStream = async () => {
  try {
    JSON.parse("{");
  } catch (cause) {
    throw new ScimError("409 uniqueness POST /Users", {
      status: 409, scimType: "uniqueness", detail: "userName is taken", method: "POST", path: "/Users",
    }, { cause: new Error("look-up failed", { cause: "timeout" }) });
  }
};
