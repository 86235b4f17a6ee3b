// Reads the character references of a text: &amp;, &#39; and the like.

/** Those that our markup has; the others the browser knows, which parses for them.
 * @type {Record<string, string>} */
const KNOWN = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&#34;": '"', "&#39;": "'" };

/** @type {HTMLTextAreaElement | undefined} */
let reader;

/** @param {string} text @returns {string} */
export function decoded(text) {
  if (!text.includes("&")) return text;
  return text.replace(/&[#\w]+;/g, (reference) => KNOWN[reference] ?? read(reference));
}

/** @param {string} reference */
function read(reference) {
  reader ??= document.createElement("textarea");
  reader.innerHTML = reference;
  return reader.value;
}
