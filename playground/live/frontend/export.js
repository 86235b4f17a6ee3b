// Gives away what is on the page: a text to the clipboard, a figure as a file.

import { announce } from "./notices/lines.js";
import { notice } from "./notices/notice.js";
import { panelOf } from "./panels/board.js";

const COPIED_MS = 2000; // for so long the button says that it has worked

/** Put a text on the clipboard, and say so on the button. @param {string} text @param {Element} [button] */
export async function copy(text, button) {
  try {
    await navigator.clipboard.writeText(text); // only over https, or on one's own machine
  } catch {
    return notice("This browser keeps its clipboard closed: mark the text and copy it.", button);
  }
  announce("Copied");
  button?.toggleAttribute("data-copied", true);
  setTimeout(() => button?.removeAttribute("data-copied"), COPIED_MS);
}

/** Save the figure of the panel that a button names (`data-of`) as "svg" or "png".
 * @param {string} format @param {Element} [button] */
export async function savePicture(format, button) {
  const panel = panelOf(button?.getAttribute("data-of") ?? "");
  const card = panel?.root.firstElementChild;
  if (!card || !panel.figure) return notice("There is no picture here.", button);
  const background = getComputedStyle(card).getPropertyValue("--card");
  try {
    const { downloadPicture } = await import("./figures/picture.js");
    await downloadPicture(panel.figure, background, format);
  } catch (error) {
    console.error(error);
    notice("This browser could not make the picture.", button);
  }
}
