// What console.table prints of rows: a frame of lines, as Node draws it.
(function (host) {
  const { inspect, format } = host;

  function table(data, wanted) {
    if (typeof data !== "object" || data === null) return format(data);
    const [head, rows] = data instanceof Map ? ["(iteration index)", [...data].map(([key, value], i) => [i, { Key: key, Values: value }])]
      : data instanceof Set ? ["(iteration index)", [...data].map((value, i) => [i, value])]
      : ["(index)", Object.entries(data)];
    const names = [];
    let simple = false;
    for (const [, row] of rows) {
      if (isSimple(row)) {
        simple = true;
      } else {
        for (const name of Object.keys(row)) if (!names.includes(name)) names.push(name);
      }
    }
    const columns = Array.isArray(wanted) ? wanted.map(String) : names;
    const lines = rows.map(([index, row]) => [
      String(index),
      ...columns.map((name) => (!isSimple(row) && Object.hasOwn(row, name) ? show(row[name]) : "")),
      ...(simple ? [isSimple(row) ? show(row) : ""] : []),
    ]);
    return draw([head, ...columns, ...(simple ? ["Values"] : [])], lines);
  }

  function isSimple(row) {
    return row === null || typeof row !== "object" && typeof row !== "function";
  }

  function show(value) {
    return inspect(value, { depth: isSimple(value) || Object.keys(value).length <= 2 ? 0 : -1 });
  }

  function draw(head, lines) {
    const widths = head.map((text, i) => Math.max(...[head, ...lines].map((line) => [...line[i]].length)) + 2);
    const rule = (left, cross, right) => left + widths.map((width) => "─".repeat(width)).join(cross) + right;
    const row = (line) => `│${line.map((text, i) => ` ${text}${" ".repeat(widths[i] - 1 - [...text].length)}`).join("│")}│`;
    return [rule("┌", "┬", "┐"), row(head), rule("├", "┼", "┤"), ...lines.map(row), rule("└", "┴", "┘")].join("\n");
  }

  return { table };
});
