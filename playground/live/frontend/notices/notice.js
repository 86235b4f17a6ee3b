// One sentence about what could not be done, beside the control that asked for it.
//
// It moves with the control, lets every click through, and leaves as soon as the visitor does
// something else. Text that was refused never looks like a value: while the visitor is in its field
// it is marked, and once they have left, the field shows its value again.

const READ_MS = 12_000;

/** @type {{box: HTMLElement, near: Element | undefined} | null} */
let shown = null;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

/** Show a sentence. @param {string} text @param {Element} [near] the control that asked */
export function notice(text, near) {
  clearNotice();
  const box = document.createElement("div");
  box.className = "live-notice";
  box.setAttribute("role", "alert");
  box.textContent = text;
  document.body.append(box);
  shown = { box, near };
  place();
  if (isField(near)) refuse(near);
  if (!isRefused(near)) timer = setTimeout(clearNotice, READ_MS);
}

/** Take the sentence away. */
export function clearNotice() {
  clearTimeout(timer);
  shown?.box.remove();
  shown = null;
}

/** @param {Element | undefined} element @returns {element is HTMLInputElement} */
const isField = (element) => element instanceof HTMLInputElement && element.type === "text";

/** @param {EventTarget | null | undefined} element */
const isRefused = (element) => element instanceof Element && element.hasAttribute("aria-invalid");

/** Mark what a field holds as refused, or show its value again. @param {HTMLInputElement} field */
function refuse(field) {
  if (document.activeElement !== field) return restore(field);
  field.setAttribute("aria-invalid", "true");
  field.setAttribute("data-busy", ""); // the page leaves its text alone
}

/** @param {HTMLInputElement} field */
function restore(field) {
  field.removeAttribute("aria-invalid");
  field.removeAttribute("data-busy");
  field.value = field.defaultValue;
}

function place() {
  if (!shown) return;
  const { box, near } = shown;
  const { offsetWidth: width, offsetHeight: height } = box;
  const at = near?.isConnected ? near.getBoundingClientRect() : null;
  const left = at ? at.left : innerWidth / 2 - width / 2;
  const below = at ? at.bottom + 6 : 72;
  const above = at && at.bottom <= innerHeight && below + height > innerHeight - 8;
  box.style.left = `${Math.max(8, Math.min(left, innerWidth - width - 8))}px`;
  box.style.top = `${above ? at.top - 6 - height : below}px`;
}

for (const moves of ["scroll", "resize"]) {
  addEventListener(moves, place, { capture: true, passive: true });
}

/** The visitor does something else than to mend what was refused. @param {Event} event */
function onNext(event) {
  const mending = isRefused(event.target) && event.target === shown?.near;
  if (!mending || (event instanceof KeyboardEvent && event.key === "Escape")) clearNotice();
}
addEventListener("pointerdown", onNext, { capture: true });
addEventListener("keydown", onNext, { capture: true });

addEventListener("input", ({ target }) => {
  if (!(target instanceof Element) || !isRefused(target)) return;
  target.removeAttribute("aria-invalid");
  clearNotice();
});
addEventListener("focusout", ({ target }) => {
  if (isRefused(target)) restore(/** @type {HTMLInputElement} */ (target));
});
