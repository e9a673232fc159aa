/** The first letters of the words of a name, if it has any. */
export function initials(name: string): string | undefined {
  const letters = name.split(/\s+/).map((word) => word.charAt(0)).join("");
  return letters === "" ? undefined : letters.toUpperCase();
}

/** The longest of some texts. It sorts what it is given, which is a copy. */
export function longest(texts: string[]): string {
  return texts.sort((a, b) => b.length - a.length)[0];
}

export const sign = (level: unknown): number => {
  if (typeof level !== "number") throw new TypeError("a level is a number");
  return Math.sign(level);
};
