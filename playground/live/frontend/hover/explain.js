// Tells what something on the page means (`data-explain`) while it is pointed at or has the focus.
// One box for all, above everything: a panel would cut off what leaves it.

const GAP = 6; // px between a term and its box

const box = document.createElement("div");
box.className = "live-explanation";
box.setAttribute("aria-hidden", "true"); // a screen reader finds the words beside the term
box.hidden = true;
document.body.append(box);

/** @param {EventTarget | null} target */
const explained = (target) => (target instanceof Element ? target.closest("[data-explain]") : null);

/** @param {Element} element */
function show(element) {
  box.textContent = element.getAttribute("data-explain");
  box.hidden = false;
  const at = element.getBoundingClientRect();
  const left = at.left + at.width / 2 - box.offsetWidth / 2;
  box.style.left = `${Math.max(8, Math.min(left, innerWidth - box.offsetWidth - 8))}px`;
  const above = at.top - box.offsetHeight - GAP;
  box.style.top = `${above < 8 ? at.bottom + GAP : above}px`;
}

function hide() {
  box.hidden = true;
}

for (const type of ["pointerover", "focusin"]) {
  addEventListener(type, (event) => {
    const element = explained(event.target);
    if (element) show(element);
    else hide();
  });
}
addEventListener("focusout", hide);
addEventListener("scroll", hide, { capture: true, passive: true });
addEventListener("keydown", (event) => {
  if (event.key === "Escape") hide();
});
