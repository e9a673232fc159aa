import { parsePhoneNumberFromString, type CountryCode, type MetadataJson } from "libphonenumber-js/core";

import countries from "./countries.json";

/** The number in E.164 (+442079460018), or nothing where it is no valid number. */
export function toE164(text: string, country: string): string | undefined {
  const number = parsePhoneNumberFromString(text, country as CountryCode, countries as unknown as MetadataJson);
  return number?.isValid() ? number.number : undefined;
}
