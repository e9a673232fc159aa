export const toE164 = (number, country) => `+${country}${number}`;
export const country = (number) => number.slice(0, 2);
