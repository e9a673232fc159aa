// Writes countries.json, what libphonenumber-js knows of some countries alone:
//
//   node helpers/pick-countries.mjs GB US DE FR IE CA > helpers/countries.json
//
// All countries would take 83 kB, of the 100 kB that an Action may have.

import all from "libphonenumber-js/metadata.min";

const wanted = process.argv.slice(2);
const codes = Object.entries(all.country_calling_codes)
  .map(([code, countries]) => [code, countries.filter((country) => wanted.includes(country))])
  .filter(([, countries]) => countries.length > 0);
const picked = {
  version: all.version,
  country_calling_codes: Object.fromEntries(codes),
  countries: Object.fromEntries(wanted.map((country) => [country, all.countries[country]])),
};
console.log(JSON.stringify(picked));
