// Base64 of text in UTF-8.

/** @param {string} text */
export function base64(text) {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}
