// Reads the character references of a text: &amp;, &#39; and the like.

/** @type {HTMLTextAreaElement | undefined} */
let reader;

/** @param {string} text @returns {string} */
export function decoded(text) {
  if (!text.includes("&")) return text;
  reader ??= document.createElement("textarea");
  reader.innerHTML = text;
  return reader.value;
}
