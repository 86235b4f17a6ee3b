// Two quiet lines of the page: that something is amiss, and what a screen reader is told.

/** @type {Map<string, string>} what is amiss, by who says so */
const amiss = new Map();

/** Say that something is amiss; an empty text takes back what the same one has said.
 * @param {string} text @param {string} [from] who says it; of two, the first to do so is shown */
export function status(text, from = "session") {
  if (!text) amiss.delete(from);
  else amiss.set(from, text);
  const [first = ""] = amiss.values();
  let line = document.querySelector(".live-status");
  if (!line && first) line = lineOf("live-status");
  if (line && line.textContent !== first) line.textContent = first;
}

/** Tell a screen reader, once and politely. @param {string} text */
export function announce(text) {
  let region = document.querySelector(".live-announcement");
  if (!region) {
    region = lineOf("live-announcement");
    region.setAttribute("aria-live", "polite");
  }
  if (region.textContent !== text) region.textContent = text;
}

/** @param {string} className */
function lineOf(className) {
  const line = document.createElement("div");
  line.className = className;
  line.setAttribute("role", "status");
  document.body.append(line);
  return line;
}
