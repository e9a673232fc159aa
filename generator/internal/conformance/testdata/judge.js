
// What is said of each test of the batch: "" where it comes to what is wanted.

/**
 * @param {() => unknown} evaluate
 * @param {(() => unknown) | undefined} want the value; undefined where it is to fail
 * @returns {string}
 */
function run(evaluate, want) {
  let value;
  try {
    value = evaluate();
  } catch (error) {
    // An optional that has no value is no error, and every other error is a defect.
    if (!(error instanceof EvaluationError)) return `throws ${error}`;
    return want === undefined ? "" : `fails: ${error.message}`;
  }
  if (want === undefined) return `comes to ${shown(value)}`;
  return same(value, want()) ? "" : `comes to ${shown(value)}`;
}

/**
 * @param {unknown} a
 * @param {unknown} b
 * @returns {boolean}
 */
function same(a, b) {
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return Object.is(a, b);
  if (Array.isArray(a) !== Array.isArray(b) || Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && same(a[key], b[key]));
}

/**
 * @param {unknown} value
 * @returns {string}
 */
function shown(value) {
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value === "number") return Object.is(value, -0) ? "-0" : String(value);
  if (typeof value !== "object" || value === null) return value === undefined ? "undefined" : JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(shown).join(", ")}]`;
  return `{${Object.keys(value).map((key) => `${JSON.stringify(key)}: ${shown(value[key])}`).join(", ")}}`;
}

