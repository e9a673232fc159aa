/** The organizational units of a distinguished name, the innermost first. */
export function units(dn: string): string[] {
  // A comma that belongs to a name stands behind a backslash.
  const parts = dn.match(/(?:\\.|[^\\,])+/g) ?? [];
  return parts
    .map((part) => /^\s*OU=(.*)$/i.exec(part)?.[1])
    .filter((unit) => unit !== undefined)
    .map((unit) => unit.replace(/\\(.)/g, "$1"));
}
