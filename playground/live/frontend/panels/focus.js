// Keeps the keyboard's place: where an element with the focus goes away, its neighbour gets it.

const STOPS = "button, input, select, summary, [data-target][tabindex], [data-at]";
const WAYS = ["up", "left", "down", "right"];

/** Change what is within an element; if that takes the focus away, give it to the nearest
 * neighbour that is left.
 * @param {HTMLElement} root @param {() => void} change */
export function keepingFocus(root, change) {
  const active = document.activeElement;
  if (!(active instanceof HTMLElement) || !root.contains(active)) return change();
  const neighbours = WAYS.map((way) => active.dataset[way]);
  const stops = [...root.querySelectorAll(STOPS)];
  const at = stops.indexOf(active);
  change();
  // What is put into another place on the way lets go of the focus.
  if (document.activeElement === document.body && canHold(active)) {
    return active.focus({ preventScroll: true });
  }
  const handOn = () => {
    const named = neighbours.map(
      (target) => target && root.querySelector(`[data-target="${CSS.escape(target)}"]`),
    );
    const near = stops
      .map((stop, index) => ({ stop, far: Math.abs(index - at) }))
      .sort((a, b) => a.far - b.far)
      .map(({ stop }) => stop);
    const next = [...named, ...near].find((stop) => stop && canHold(stop));
    if (next) /** @type {HTMLElement} */ (next).focus({ preventScroll: true });
  };
  if (!active.isConnected || active.matches(":disabled")) handOn();
  // Whether it is still seen is asked when the page has been laid out: now it would be for this.
  else requestAnimationFrame(() => setTimeout(() => isLost(active) && handOn()));
}

/** Whether the focus was on an element that can hold it no more. @param {Element} element */
const isLost = (element) =>
  [element, document.body].includes(document.activeElement ?? element) && !canHold(element);

/** @param {Element} element */
const canHold = (element) =>
  element.isConnected && !element.matches(":disabled") && element.checkVisibility();
