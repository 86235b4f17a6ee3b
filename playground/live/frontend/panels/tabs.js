// A button that leads to what stands in another tab (`data-tab`, the tab's caption) opens that tab.

import { closest } from "../pointer/grab.js";

addEventListener("click", ({ target }) => {
  const caption = closest(target, "[data-tab]")?.dataset.tab;
  if (!caption) return;
  const tabs = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[role=tab]"));
  [...tabs].find((tab) => tab.textContent?.trim() === caption)?.click();
});
