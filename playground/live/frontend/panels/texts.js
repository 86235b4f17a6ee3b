// Texts of the page that stand beside the panels.

import { selector } from "../hub.js";

/** Numbers within a text follow the panel that holds them, in their order. */
export function fillMarks() {
  const numbers = document.querySelectorAll(selector("numbers"));
  const marks = document.querySelectorAll(selector("marks"));
  if (numbers.length !== marks.length) return; // the text is on its way
  marks.forEach((mark, at) => {
    const text = numbers[at].textContent;
    if (mark.firstChild && mark.firstChild.nodeValue !== text) mark.firstChild.nodeValue = text;
  });
}

/** Let keys reach what scrolls by itself, as far as it does: some texts are longer than their room. */
export function reachScrolled() {
  for (const part of document.querySelectorAll(selector("scrolled"))) {
    const isLonger = part.scrollHeight > part.clientHeight + 1;
    if (isLonger) part.setAttribute("tabindex", "0");
    else part.removeAttribute("tabindex");
  }
}
addEventListener("resize", reachScrolled);
