export type Office = { locale: string; timezone?: string };

export const offices: Record<string, Office> = {
  London: { locale: "en-GB", timezone: "Europe/London" },
  Berlin: { locale: "de-DE" },
};
