// Fingers. A vertical swipe is the page's, which scrolls, wherever it begins. A horizontal drag, a
// tap, and every drag of a finger that has rested on its spot are for what lies under the finger.

const REST_MS = 300;
const REST_SLOP = 8; // px that a resting finger may shake

/** @type {Element | null} that a finger has rested on, until it is lifted */
let held = null;

/** A pointer that goes down on something that can be dragged.
 * @param {PointerEvent} down @param {HTMLElement} element
 * @returns {{drags: (dx: number, dy: number, move: Event) => boolean, lift: () => void}}
 *   drags: whether such a movement is a drag; lift: to be called at its end */
export function pressed(down, element) {
  if (down.pointerType !== "touch" || getComputedStyle(element).touchAction === "none") {
    return { drags: () => true, lift: () => {} };
  }
  const timer = setTimeout(() => {
    held = element;
    element.setAttribute("data-dragging", "");
  }, REST_MS);
  const letGo = () => {
    if (held !== element) return;
    held = null;
    element.removeAttribute("data-dragging");
  };
  return {
    drags(dx, dy, { timeStamp }) {
      // A busy page hears of a movement late; what counts is when the finger made it.
      if (timeStamp - down.timeStamp < REST_MS) letGo();
      const drags = held === element || Math.abs(dx) > Math.abs(dy);
      if (drags || Math.hypot(dx, dy) > REST_SLOP) clearTimeout(timer);
      return drags;
    },
    lift() {
      clearTimeout(timer);
      held = null;
    },
  };
}

/** Keep the page from scrolling under a finger that holds something, and the sliders of a panel
 * from jumping to a finger that only scrolls the page.
 * @param {HTMLElement} root */
export function bindTouch(root) {
  const hold = (/** @type {Event} */ e) => held && e.cancelable && e.preventDefault();
  root.addEventListener("touchmove", hold, { passive: false });
  root.addEventListener("pointerdown", onDown);
  root.addEventListener("pointermove", onMove);
  root.addEventListener("pointerup", onUp);
  root.addEventListener("pointercancel", onCancel);
  // After what the browser makes of the end of a touch.
  for (const type of ["touchend", "touchcancel"]) {
    root.addEventListener(type, () => setTimeout(() => (finger = null)));
  }
  for (const type of ["input", "change"]) root.addEventListener(type, onSlide, { capture: true });
}

/** The slider under a finger, which takes the place of the finger at once. Until it is known what
 * the finger wants, the slider is put back: `start` is its value before, `wanted` where it went.
 * @type {{slider: HTMLInputElement, start: string, wanted: string, x: number, y: number,
 *         meant: "unknown" | "slide" | "scroll"} | null} */
let finger = null;

/** @param {PointerEvent} event */
function onDown({ target, pointerType, clientX: x, clientY: y }) {
  const slider = target instanceof HTMLInputElement && target.type === "range" ? target : null;
  finger = null;
  if (pointerType !== "touch" || !slider) return;
  finger = { slider, start: slider.value, wanted: slider.value, x, y, meant: "unknown" };
}

/** @param {PointerEvent} event */
function onMove({ clientX, clientY }) {
  if (finger?.meant !== "unknown") return;
  const [dx, dy] = [Math.abs(clientX - finger.x), Math.abs(clientY - finger.y)];
  if (Math.max(dx, dy) > REST_SLOP) finger.meant = dx > dy ? "slide" : "scroll";
}

function onUp() {
  if (finger?.meant !== "unknown") return;
  const { slider, start, wanted } = finger;
  finger = null;
  if (wanted === start) return;
  slider.value = wanted;
  slider.dispatchEvent(new Event("change", { bubbles: true }));
}

function onCancel() {
  if (finger) finger.meant = "scroll";
}

/** @param {Event} event */
function onSlide(event) {
  if (!finger || event.target !== finger.slider || finger.meant === "slide") return;
  if (finger.slider.value !== finger.start) finger.wanted = finger.slider.value;
  finger.slider.value = finger.start;
  event.stopPropagation();
}
