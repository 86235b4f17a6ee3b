// A long list that scrolls: the server draws the rows near the part that is seen, and this says which
// part that is. Its markup tells how high a row is (data-row-height), and where the row stands that
// is to be seen (data-at): it is scrolled to when it is another row (data-row). Another order, or
// another choice of rows (data-list), begins at the top.

/** @type {WeakMap<Element, {list?: string, row?: string}>} what each list has shown last */
const shown = new WeakMap();
let first = 0;

/** The first row that is seen of the list that was scrolled last. */
export const firstRow = () => first;

/** Be told when a list in a panel is scrolled to another row.
 * @param {HTMLElement} root @param {() => void} tell */
export function bindList(root, tell) {
  const onScroll = (/** @type {Event} */ { target }) => {
    const height = target instanceof HTMLElement && heightOf(target);
    if (!height) return;
    const now = Math.max(Math.floor(/** @type {HTMLElement} */ (target).scrollTop / height), 0);
    if (now === first) return;
    first = now;
    tell();
  };
  root.addEventListener("scroll", onScroll, { capture: true, passive: true });
}

/** Scroll the list of a panel, if it has one, to what its markup says. @param {HTMLElement} root */
export function follow(root) {
  const rows = root.querySelector("[data-at]");
  const box = rows?.closest("[data-row-height]");
  if (!(rows instanceof HTMLElement) || !(box instanceof HTMLElement)) return;
  const { list, row, at } = rows.dataset;
  const before = shown.get(box);
  shown.set(box, { list, row });
  if (before && before.list !== list) box.scrollTop = 0;
  else if (before?.row !== row && at) reveal(box, Number(at) * heightOf(box));
}

/** @param {HTMLElement} box @param {number} top of the row, in px */
function reveal(box, top) {
  const seen = box.clientHeight - (box.querySelector("thead")?.offsetHeight ?? 0);
  const below = top + heightOf(box) - seen;
  if (top < box.scrollTop || below > box.scrollTop) box.scrollTop = top - seen / 2;
}

/** @param {HTMLElement} box */
const heightOf = (box) => Number(box.dataset.rowHeight ?? 0);
