import { readFileSync } from "node:fs";

export function secret(name: string): string {
  return readFileSync(name, "utf8");
}
