// Two quiet lines of the page: that something is amiss, and what a screen reader is told.

/** Say that something is amiss; an empty text takes it back. @param {string} text */
export function status(text) {
  let line = document.querySelector(".live-status");
  if (!line && text) line = lineOf("live-status");
  if (line && line.textContent !== text) line.textContent = text;
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
