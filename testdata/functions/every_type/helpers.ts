import { offices, type Office } from "./lib/offices";

export function initials(name: string): string | undefined {
  return (
    name
      .split(" ")
      .map((word) => word.charAt(0))
      .join("") || undefined
  );
}

export const isStaff = (tags: string[]) => tags.includes("staff");

export const level = (text: string) => parseInt(text, 10);

export const share = (points: number, among: number) => points / among;

export const sortedTags = (tags: string[]) => tags.sort();

export function office(city: string): Office {
  const found = offices[city];
  if (!found) throw new Error(`there is no office in ${city}`);
  return found;
}

export const later = (language: string) => Promise.reject(new Error(language));

export function largest(counts: Record<string, number>): { name: string } | null {
  let name: string | null = null;
  for (const key in counts) if (name === null || counts[key] > counts[name]) name = key;
  return name === null ? null : { name };
}
