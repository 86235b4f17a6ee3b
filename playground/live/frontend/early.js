// The page's first script: it draws the first picture, over the wire, in the frame that came with
// the document, before Streamlit's own script has started. Where that fails, the page is as it
// would be without it.

import { bind } from "./bind.js";
import { startExchange } from "./carrier/exchange.js";
import { begin } from "./carrier/session.js";
import { paintedFirst } from "./painted.js";
import { frame, places, reveal } from "./panels/opening.js";
import { resized } from "./view/view.js";

/** @typedef {import("./types").Opening} Opening */

/** What the document says, and how Streamlit's scripts are loaded and started.
 * @type {{opening: Opening | null, start: () => void}} */
const said = /** @type {any} */ (window).playground;
const TRIES_MS = 300; // then Streamlit starts, unless the picture is on its way over the wire

/** Streamlit starts, and whatever else holds the page's thread for long. */
function start() {
  paintedFirst();
  said?.start();
}

function open() {
  if (!said?.opening || !frame()) return;
  begin(said.opening, places());
  const sizes = new ResizeObserver(() => resized());
  for (const { root } of places()) {
    bind(root);
    sizes.observe(root);
  }
  startExchange();
  // In a narrow window there may be none to wait for: it stands below a text that Streamlit brings.
  const since = places().some(({ root }) => root.checkVisibility()) ? undefined : performance.now();
  reveal(() => requestAnimationFrame(() => requestAnimationFrame(start)), since);
}

try {
  open();
} finally {
  setTimeout(() => {
    if (document.documentElement.dataset.wire !== "live") start();
  }, TRIES_MS);
}
