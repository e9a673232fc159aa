// What console.log makes of values: util.inspect and util.format of Node, for
// what Actions print.
(function () {
  const depthLimit = 2;
  const width = 72;
  const itemLimit = 100;

  function inspect(value, options) {
    return show(value, 0, [], options?.depth === null ? Infinity : options?.depth ?? depthLimit);
  }

  function show(value, level, above, limit) {
    switch (typeof value) {
      case "string": return quote(value);
      case "number": return Object.is(value, -0) ? "-0" : String(value);
      case "bigint": return `${value}n`;
      case "symbol": return value.toString();
      case "function": return withProperties(nameOfFunction(value), value, level, above, limit);
      case "object": return value === null ? "null" : showObject(value, level, above, limit);
      default: return String(value);
    }
  }

  function quote(text) {
    const mark = !text.includes("'") ? "'" : !text.includes('"') ? '"' : !text.includes("`") ? "`" : "'";
    const escapes = { "\n": "\\n", "\t": "\\t", "\r": "\\r", "\b": "\\b", "\f": "\\f", "\v": "\\v", "\\": "\\\\" };
    const inner = text.replace(/[\x00-\x1F\x7F-\x9F\\']/g, (c) =>
      c === "'" ? (mark === "'" ? "\\'" : c) : escapes[c] ?? `\\x${c.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`);
    return mark + inner + mark;
  }

  function nameOfFunction(value) {
    const source = Function.prototype.toString.call(value);
    if (/^class\b/.test(source)) {
      const parent = Object.getPrototypeOf(value)?.name;
      return `[class ${value.name || "(anonymous)"}${parent ? ` extends ${parent}` : ""}]`;
    }
    const kind = /^async\b/.test(source) ? "AsyncFunction" : /^function\s*\*/.test(source) ? "GeneratorFunction" : "Function";
    return value.name ? `[${kind}: ${value.name}]` : `[${kind} (anonymous)]`;
  }

  function showObject(value, level, above, limit) {
    if (above.includes(value)) return "[Circular *1]";
    if (value instanceof Error) return showError(value, level, above, limit);
    if (value instanceof Date) return isNaN(value) ? "Invalid Date" : value.toISOString();
    if (value instanceof RegExp) return String(value);
    if (value instanceof Boolean || value instanceof Number || value instanceof String) {
      return `[${className(value)}: ${show(value.valueOf(), level, above, limit)}]`;
    }
    const label = className(value);
    if (level > limit) return Array.isArray(value) ? "[Array]" : `[${label ?? "Object: null prototype"}]`;
    const inside = [...above, value];
    const inner = (item) => show(item, level + 1, inside, limit);
    const [open, close, parts, keys] = contents(value, label, inner);
    for (const key of keys) parts.push(showProperty(value, key, inner));
    const shown = parts.length === 0 ? (open.endsWith(" {") || open === "{" ? `${open}}` : `${open}${close}`)
      : layOut(open, close, parts, level, Array.isArray(value) || ArrayBuffer.isView(value));
    return level === 0 && shown.includes("[Circular *1]") ? `<ref *1> ${shown}` : shown;
  }

  // contents tells how an object is written: its brackets, its items, and the
  // properties that come after them.
  function contents(value, label, inner) {
    if (Array.isArray(value)) {
      const parts = [];
      for (let i = 0; i < value.length && parts.length < itemLimit; i++) {
        if (Object.hasOwn(value, i)) {
          parts.push(inner(value[i]));
          continue;
        }
        const from = i;
        while (i + 1 < value.length && !Object.hasOwn(value, i + 1)) i++;
        const holes = i + 1 - from;
        parts.push(`<${holes} empty item${holes > 1 ? "s" : ""}>`);
      }
      more(parts, value.length);
      const prefix = label === "Array" ? "" : `${label}(${value.length}) `;
      return [`${prefix}[`, "]", parts, ownKeys(value).filter((key) => typeof key === "symbol" || !/^\d+$/.test(key))];
    }
    if (ArrayBuffer.isView(value) && !(value instanceof DataView)) {
      if (label === "Buffer") {
        const bytes = Array.from(value.subarray(0, 50), (byte) => byte.toString(16).padStart(2, "0")).join(" ");
        const rest = value.length > 50 ? ` ... ${value.length - 50} more bytes` : "";
        return [`<Buffer${bytes === "" ? "" : " "}${bytes}${rest}>`, "", [], []];
      }
      const parts = Array.from(value).slice(0, itemLimit).map(inner);
      more(parts, value.length);
      return [`${label}(${value.length}) [`, "]", parts, []];
    }
    if (value instanceof Map) {
      return [`Map(${value.size}) {`, "}", [...value].map(([key, item]) => `${inner(key)} => ${inner(item)}`), ownKeys(value)];
    }
    if (value instanceof Set) return [`Set(${value.size}) {`, "}", [...value].map(inner), ownKeys(value)];
    if (value instanceof Promise) return ["Promise {", "}", [], ownKeys(value)];
    if (label === "Headers" || label === "URLSearchParams") {
      const pairs = [...value].map(([name, item]) => `${quoteKey(name, label)}${label === "Headers" ? ": " : " => "}${quote(item)}`);
      return [`${label} {`, "}", pairs, []];
    }
    const prefix = label === null ? "[Object: null prototype] " : label === "Object" ? "" : `${label} `;
    return [`${prefix}{`, "}", [], ownKeys(value)];
  }

  function quoteKey(name, label) {
    return label === "URLSearchParams" || !/^[A-Za-z_$][\w$]*$/.test(name) ? quote(name) : name;
  }

  function more(parts, total) {
    if (total > itemLimit) parts.push(`... ${total - itemLimit} more item${total - itemLimit > 1 ? "s" : ""}`);
  }

  function ownKeys(value) {
    return Reflect.ownKeys(value).filter((key) => Object.getOwnPropertyDescriptor(value, key)?.enumerable);
  }

  function showProperty(value, key, inner) {
    const property = Object.getOwnPropertyDescriptor(value, key);
    const name = typeof key === "symbol" ? `[${key.toString()}]` : /^[A-Za-z_$][\w$]*$/.test(key) ? key : quote(key);
    if (property.get) return `${name}: ${property.set ? "[Getter/Setter]" : "[Getter]"}`;
    if (property.set) return `${name}: [Setter]`;
    return `${name}: ${inner(property.value)}`;
  }

  function className(value) {
    for (let at = Object.getPrototypeOf(value); at !== null; at = Object.getPrototypeOf(at)) {
      const constructor = Object.getOwnPropertyDescriptor(at, "constructor")?.value;
      if (typeof constructor === "function" && constructor.name !== "") {
        const tag = value[Symbol.toStringTag];
        const plain = ArrayBuffer.isView(value) || typeof tag !== "string" || tag === "";
        return !plain && tag !== constructor.name ? `${constructor.name} [${tag}]` : constructor.name;
      }
    }
    return null;
  }

  // showError writes an error with its stack, as Node does, in the form that
  // the stack has here.
  function showError(error, level, above, limit) {
    const head = typeof error.stack === "string" && error.stack !== "" ? error.stack.trimEnd().replace(/\n\tat /g, "\n    at ") : `[${error}]`;
    return withProperties(head, error, level, above, limit);
  }

  function withProperties(head, value, level, above, limit) {
    const keys = ownKeys(value).filter((key) => !(value instanceof Error) || !["stack", "message", "name"].includes(key));
    if (value instanceof Error && Object.hasOwn(value, "cause") && !keys.includes("cause")) keys.push("cause");
    if (keys.length === 0 || level > limit) return head;
    const inside = [...above, value];
    const parts = keys.map((key) => {
      const part = showProperty(value, key, (item) => show(item, level + 1, inside, limit));
      return key === "cause" && value instanceof Error ? part.replace(/^cause:/, "[cause]:") : part;
    });
    return layOut(`${head} {`, "}", parts, level, false, value instanceof Error);
  }

  // layOut puts the parts onto one line where they fit, else one to a line.
  function layOut(open, close, parts, level, isArray, broken = false) {
    const total = parts.reduce((sum, part) => sum + part.length, parts.length + open.length);
    const short = isArray && parts.length > 6 ? groups(parts) : parts;
    if (!broken && short === parts && total + parts.length <= width + 4 && !parts.some((part) => part.includes("\n"))) {
      return `${open} ${parts.join(", ")} ${close}`;
    }
    const indent = "  ".repeat(1);
    return `${open}\n${short.map((part) => indent + part.replace(/\n/g, `\n${indent}`)).join(",\n")}\n${close}`;
  }

  // groups puts the items of a long list of short items into lines of several.
  function groups(parts) {
    const longest = Math.max(...parts.map((part) => part.length)) + 2;
    const sum = parts.reduce((total, part) => total + part.length + 2, 0);
    if (longest * 3 + 2 >= 80 || !(sum / longest > 5 || longest <= 8)) return parts;
    const columns = Math.min(Math.round(Math.sqrt(2.5 * Math.max(longest - sum / parts.length / 2, 1) * parts.length) /
      Math.max(longest - sum / parts.length / 2, 1)), Math.floor(80 / longest), 12, 15);
    if (columns <= 1) return parts;
    const lines = [];
    const numeric = parts.every((part) => /^-?[\d.]+n?$/.test(part));
    const widths = Array.from({ length: columns }, (_, column) =>
      Math.max(...parts.filter((_, i) => i % columns === column).map((part) => part.length)) + 2);
    for (let i = 0; i < parts.length; i += columns) {
      const row = parts.slice(i, i + columns).map((part, column, all) => {
        const last = column === all.length - 1;
        const text = i + column === parts.length - 1 || last ? part : `${part}, `;
        if (numeric) return text.padStart(last ? widths[column] - 2 : widths[column]);
        return last ? text : text.padEnd(widths[column]);
      });
      lines.push(row.join(""));
    }
    return lines;
  }

  function format(first, ...rest) {
    if (typeof first !== "string") return [first, ...rest].map(plain).join(" ");
    let next = 0;
    const text = rest.length === 0 ? first : first.replace(/%[sdijfoOc%]/g, (verb) => {
      if (verb === "%%") return "%";
      if (next >= rest.length) return verb;
      return substitute(verb, rest[next++]);
    });
    return [text, ...rest.slice(next).map(plain)].join(" ");
  }

  function substitute(verb, value) {
    switch (verb) {
      case "%s":
        if (typeof value === "bigint") return `${value}n`;
        if (Object.is(value, -0)) return "-0";
        if (typeof value !== "object" || value === null) return String(value);
        return Object.hasOwn(value, "toString") || value instanceof Error && typeof value.toString === "function"
          ? String(value) : inspect(value, { depth: 0 });
      case "%d": return typeof value === "bigint" ? `${value}n` : typeof value === "symbol" || typeof value === "object" && value !== null ? String(Number(typeof value === "symbol" ? NaN : value)) : show(Number(value), 0, [], 0);
      case "%i": return typeof value === "bigint" ? `${value}n` : typeof value === "symbol" ? "NaN" : show(parseInt(value), 0, [], 0);
      case "%f": return typeof value === "symbol" ? "NaN" : show(parseFloat(value), 0, [], 0);
      case "%j": return json(value);
      case "%c": return "";
      default: return inspect(value, { depth: verb === "%o" ? 4 : depthLimit });
    }
  }

  function json(value) {
    try {
      return JSON.stringify(value);
    } catch (error) {
      if (/circular/i.test(error.message)) return "[Circular]";
      throw error;
    }
  }

  function plain(value) { return typeof value === "string" ? value : inspect(value); }

  return { inspect, format };
});
