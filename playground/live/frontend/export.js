// Gives away what is on the page: a text to the clipboard, a figure as a file.

import { sentence } from "./hub.js";
import { announce } from "./notices/lines.js";
import { notice } from "./notices/notice.js";
import { panelOf } from "./panels/board.js";

const COPIED_MS = 2000; // for so long the button says that it has worked

/** Put a text on the clipboard, and say so on the button. @param {string} text @param {Element} [button] */
export async function copy(text, button) {
  try {
    await navigator.clipboard.writeText(text); // only over https, or on one's own machine
  } catch {
    return notice(sentence("no-clipboard"), button);
  }
  announce(sentence("copied"));
  button?.toggleAttribute("data-copied", true);
  setTimeout(() => button?.removeAttribute("data-copied"), COPIED_MS);
}

/** Save the figure that a button names (`data-of`: panel/figure) as "svg" or "png".
 * @param {string} format @param {Element} [button] */
export async function savePicture(format, button) {
  const of = (button?.getAttribute("data-of") ?? "").split("/");
  const panel = panelOf(of[0]);
  const card = panel?.root.querySelector("[data-file]");
  const figure = panel?.figure(of[1]);
  if (!card || !figure) return notice(sentence("no-picture"), button);
  const background = getComputedStyle(card).getPropertyValue("--card");
  const name = [card.getAttribute("data-file"), ...new Set(of)].join("-");
  try {
    const { downloadPicture } = await import("./figures/picture.js");
    await downloadPicture(figure, background, `${name}.${format}`);
  } catch (error) {
    console.error(error);
    notice(sentence("not-made"), button);
  }
}
