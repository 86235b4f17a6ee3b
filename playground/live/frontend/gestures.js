// Turns pointers, keys and form controls into gestures. It binds attributes and knows no networks:
//   data-target  something with a value: drag, arrow keys, typed text
//   data-edit    an action: a button, a picker, a slider
//   data-pair    something that moves two sliders at once, one across and one up: their targets;
//                data-move is the action that sets both
//   data-blank   what a click on an empty place does
//   data-left/-right/-up/-down  the neighbour that an arrow key walks to

import { bindTouch, pressed as pressedBy } from "./touch.js";

/**
 * @typedef {{target?: string, edit?: string, value?: number | string | null}} Gesture
 * @typedef {(gesture: Gesture, options: {commit: boolean, from?: Element}) => void} Send
 */

const CLICK_SLOP = 3; // px a pointer may move and still be a click
const ARROWS = /** @type {Record<string, string>} */ ({
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "up",
  ArrowDown: "down",
});

/** @param {Element} element @param {string} name */
const number = (element, name) => Number(element.getAttribute(name));

/** The value after a movement, on the element's own scale and steps.
 * @param {Element} element @param {number} start @param {number} change */
function moved(element, start, change) {
  const step = number(element, "data-step") || 0.01;
  const value = Math.round((start + change) / step) * step;
  const low = number(element, "aria-valuemin");
  const high = number(element, "aria-valuemax");
  return Number(Math.min(high, Math.max(low, value)).toPrecision(12));
}

/** What a slider's drag by so many pixels means: to the right and upwards is more.
 * @param {Element} element @returns {(dx: number, dy: number) => Gesture} */
function sliderAfter(element) {
  const start = number(element, "data-value");
  const scale = number(element, "data-sensitivity") || 0.01;
  const target = element.getAttribute("data-target") ?? undefined;
  return (dx, dy) => ({ target, value: moved(element, start, (dx + dy) * scale) });
}

/** The same for what moves two sliders beside it at once, one across and one up.
 * @param {HTMLElement} element @returns {(dx: number, dy: number) => Gesture} */
function pairAfter(element) {
  const [across, up] = (element.dataset.pair ?? "").split(" ").map((name) => {
    const slider = element.parentElement?.querySelector(`[role=slider][data-target="${name}"]`);
    return sliderAfter(slider ?? element);
  });
  const edit = element.dataset.move;
  return (dx, dy) => ({ edit, value: `${across(dx, 0).value} ${up(0, dy).value}` });
}

/** Bind one panel's root, once.
 * @param {HTMLElement} root @param {Send} send */
export function bind(root, send) {
  /** @type {Send} */
  const other = (gesture, options) => {
    forget();
    send(gesture, options);
  };
  bindPointer(root, other);
  bindBlank(root, other);
  bindContext(root, other);
  bindKeys(root, send);
  bindControls(root, other);
  bindHover(root);
  bindTouch(root);
}

/** @param {EventTarget | null} node @param {string} selector @returns {HTMLElement | null} */
function closest(node, selector) {
  return node instanceof Element ? node.closest(selector) : null;
}

/** The element on the page that stands for the same target. @param {HTMLElement} element */
function sameTarget(element) {
  const name = CSS.escape(element.dataset.target ?? "");
  const twin = document.querySelector(`${element.localName}[data-target="${name}"]`);
  return twin instanceof HTMLElement ? twin : undefined;
}

/** Whether a pointer is lifted over a target: one that has left it means no click.
 * @param {Event} up @param {string} target */
function isOver(up, target) {
  const { clientX, clientY } = /** @type {PointerEvent} */ (up);
  const under = document.elementsFromPoint(clientX, clientY);
  return under.some((e) => closest(e, "[data-target]")?.dataset.target === target);
}

const isControl = (/** @type {Element} */ e) => e.matches("input, select, textarea, button");

/** What a pointer takes hold of. Handles on crossing lines lie over each other, and each is larger
 * than it looks: the one whose middle is nearest is meant, and rather one of what is selected.
 * @param {PointerEvent} event */
function grabbed({ target, clientX, clientY }) {
  const top = closest(target, "[data-target], [data-pair]");
  if (!top?.matches(".bead")) return top;
  const under = document.elementsFromPoint(clientX, clientY).filter((e) => e.matches(".bead"));
  const far = (/** @type {Element} */ e) =>
    distance(e, clientX, clientY) - (e.matches(".live") ? CLICK_SLOP : 0);
  const [nearest] = under.sort((a, b) => far(a) - far(b));
  return /** @type {HTMLElement} */ (nearest ?? top);
}

/** From an element's middle to a point. @param {Element} element @param {number} x @param {number} y */
function distance(element, x, y) {
  const box = element.getBoundingClientRect();
  return Math.hypot(box.x + box.width / 2 - x, box.y + box.height / 2 - y);
}

/** @param {HTMLElement} root @param {Send} send */
function bindPointer(root, send) {
  root.addEventListener("pointerdown", (event) => {
    const element = grabbed(event);
    if (!element || isControl(element) || event.button !== 0) return;
    const target = element.dataset.target;
    const draggable = element.getAttribute("role") === "slider" && !element.ariaDisabled;
    const after = element.dataset.pair ? pairAfter(element) : sliderAfter(element);
    const { clientX, clientY, pointerId } = event;
    const pointer = pressedBy(event, element);
    let dragging = false;
    /** @type {Gesture | null} */
    let asked = null;
    // Another scene may come under the pointer: the drag goes on with whatever has this name there.
    const held = () => (element.isConnected ? element : sameTarget(element));
    element.focus({ preventScroll: true });
    event.preventDefault();

    /** @param {PointerEvent} move */
    const onMove = (move) => {
      if (move.pointerId !== pointerId || !(draggable || element.dataset.pair)) return;
      const dx = move.clientX - clientX;
      const dy = clientY - move.clientY; // upwards is more
      if (!dragging && (Math.hypot(dx, dy) <= CLICK_SLOP || !pointer.drags(dx, dy, move))) return;
      if (!dragging) {
        dragging = true;
        if (element.isConnected) element.setPointerCapture(pointerId);
        element.setAttribute("data-dragging", "");
        document.documentElement.toggleAttribute("data-dragging", true);
      }
      const fine = move.shiftKey ? 0.1 : 1;
      asked = after(dx * fine, dy * fine);
      send(asked, { commit: false, from: held() ?? element });
    };
    /** @param {PointerEvent | KeyboardEvent} end */
    const onEnd = (end) => {
      if (end instanceof PointerEvent && end.pointerId !== pointerId) return;
      if (end instanceof KeyboardEvent && end.key !== "Escape") return;
      pointer.lift();
      window.removeEventListener("pointermove", onMove);
      window.removeEventListener("pointerup", onEnd);
      window.removeEventListener("pointercancel", onEnd);
      window.removeEventListener("keydown", onEnd, true);
      element.removeAttribute("data-dragging");
      document.documentElement.removeAttribute("data-dragging");
      if (end.type === "pointerup" && !dragging) {
        if (target && isOver(end, target)) send({ edit: `select/${target}` }, { commit: true, from: element });
      } else if (end.type === "pointerup" && asked && held()) {
        send(asked, { commit: true, from: held() });
      } else if (dragging) {
        end.preventDefault();
        end.stopImmediatePropagation();
        send(after(0, 0), { commit: false, from: element });
      }
    };
    window.addEventListener("pointermove", onMove);
    window.addEventListener("pointerup", onEnd);
    window.addEventListener("pointercancel", onEnd);
    window.addEventListener("keydown", onEnd, true);
  });
}

/** A click beside everything, not the end of a drag. @param {HTMLElement} root @param {Send} send */
function bindBlank(root, send) {
  /** @type {PointerEvent | null} */
  let down = null;
  root.addEventListener("pointerdown", (event) => {
    down = event.target instanceof Element && event.target.matches("[data-blank]") ? event : null;
  });
  root.addEventListener("click", (event) => {
    const edit = down && event.target === down.target && closest(down.target, "[data-blank]");
    if (!down || !edit || Math.hypot(event.clientX - down.clientX, event.clientY - down.clientY) > CLICK_SLOP) return;
    send({ edit: edit.dataset.blank }, { commit: true, from: edit });
  });
}

/** A right click switches off or on; a finger that rests does not. @param {HTMLElement} root @param {Send} send */
function bindContext(root, send) {
  root.addEventListener("contextmenu", (event) => {
    const element = closest(event.target, "[data-target][data-switch]");
    if (!element || isControl(element)) return;
    event.preventDefault();
    if (/** @type {PointerEvent} */ (event).pointerType === "touch") return;
    send({ edit: `switch/${element.dataset.target}` }, { commit: true, from: element });
  });
}

/** @param {HTMLElement} root @param {Send} send */
function bindKeys(root, send) {
  root.addEventListener("keydown", (event) => {
    const element = closest(event.target, "[data-target]");
    if (!element || isControl(element) || event.ctrlKey || event.metaKey || event.altKey) return;
    const target = /** @type {string} */ (element.dataset.target);
    const steps = stepsOf(event);
    if (ARROWS[event.key]) {
      const neighbour = element.dataset[ARROWS[event.key]];
      if (neighbour) focusTarget(root, neighbour);
    } else if (steps && element.getAttribute("role") === "slider" && !element.ariaDisabled) {
      const change = steps * (number(element, "data-keystep") || 0.1);
      const value = moved(element, latest(target) ?? number(element, "data-value"), change);
      pressed = { target, value };
      send({ target, value }, { commit: true, from: element });
    } else if (event.key === " ") {
      send({ edit: `select/${target}` }, { commit: true, from: element });
    } else if (event.key === "Enter") {
      send({ edit: `select/${target}` }, { commit: true, from: element });
      openField(target);
    } else if (event.key === "Delete" || event.key === "Backspace") {
      send({ edit: `delete/${target}` }, { commit: true, from: element });
    } else if (event.key === "o" && "switch" in element.dataset) {
      send({ edit: `switch/${element.dataset.target}` }, { commit: true, from: element });
    } else if (event.key === "Escape") {
      send({ edit: "select" }, { commit: true, from: element });
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  });
}

let pressed = { target: "", value: 0 };

/** The page shows all that was done, or another edit came between: the next press starts from what
 * it shows. Until then presses add up, however long the picture takes to follow. */
export function forget() {
  pressed.target = "";
}

/** The value that quick presses have reached, where the page may not show it yet.
 * @param {string} target */
const latest = (target) => (pressed.target === target ? pressed.value : undefined);

/** How many key steps a key asks for. @param {KeyboardEvent} event */
function stepsOf(event) {
  const fine = event.shiftKey && event.key !== "+" ? 0.1 : 1;
  if (event.key === "+" || event.key === "=") return event.shiftKey && event.key === "=" ? 0.1 : 1;
  if (event.key === "-" || event.key === "_" || event.key === "−") return event.key === "_" ? -0.1 : -1;
  if (event.key === "PageUp") return 10 * fine;
  if (event.key === "PageDown") return -10 * fine;
  return 0;
}

/** Focus what stands for a target, and say whether something does.
 * @param {ParentNode} root @param {string} [target] */
function focusTarget(root, target = "") {
  const next = root.querySelector(`[data-target="${CSS.escape(target)}"][tabindex]`);
  if (next instanceof HTMLElement) next.focus();
  return next === document.activeElement;
}

/** Focus the number field of a target, as soon as the page shows one. @param {string} target */
function openField(target) {
  const until = Date.now() + 2000;
  const look = () => {
    const field = document.querySelector(`input[type=text][data-target="${CSS.escape(target)}"]`);
    if (field instanceof HTMLInputElement && field.offsetParent) {
      field.focus();
      field.select();
    } else if (Date.now() < until) {
      requestAnimationFrame(look);
    }
  };
  look();
}

/** What a form control says. @param {HTMLElement} control @returns {Gesture} */
function gestureOf(control) {
  const { target, edit } = control.dataset;
  const input = /** @type {HTMLInputElement} */ (control);
  const value = input.type === "range" ? Number(input.value) : input.value;
  if (target) return { target, value };
  return { edit, value: control.matches("button") ? valueOfFields(control) : value };
}

/** The fields beside a button (`data-field`), as JSON, or the button's own value.
 * @param {HTMLElement} button */
function valueOfFields(button) {
  const fields = button.closest("[data-fields]")?.querySelectorAll("[data-field]") ?? [];
  if (!fields.length) return button.getAttribute("value");
  for (const field of fields) if (field.hasAttribute("data-counts")) count(field);
  return JSON.stringify(
    Object.fromEntries(
      [...fields].map((field) => [
        field.getAttribute("data-field"),
        /** @type {HTMLInputElement} */ (field).value,
      ]),
    ),
  );
}

/** @type {WeakMap<Element, string>} what each counting field held at the last press */
const counted = new WeakMap();

/** A number that was used goes up by one; one that was typed since is taken as it is.
 * @param {Element} element */
function count(element) {
  const field = /** @type {HTMLInputElement} */ (element);
  const next = Number(field.value) + 1;
  if (counted.get(field) === field.value && next) field.value = String(next);
  counted.set(field, field.value);
}

/** @param {HTMLElement} root @param {Send} send */
function bindControls(root, send) {
  const ours = "[data-target], [data-edit]";
  root.addEventListener("click", (event) => {
    const button = closest(event.target, "button[data-edit]");
    if (button && !(/** @type {HTMLButtonElement} */ (button).disabled)) {
      send(gestureOf(button), { commit: true, from: button });
    }
  });
  root.addEventListener("input", (event) => {
    const control = closest(event.target, ours);
    if (!control || !control.matches("input")) return;
    control.setAttribute("data-busy", "");
    if (/** @type {HTMLInputElement} */ (control).type === "range") {
      send(gestureOf(control), { commit: false, from: control });
    }
  });
  root.addEventListener("change", (event) => {
    const control = closest(event.target, ours);
    if (!control || !control.matches("input, select")) return;
    control.removeAttribute("data-busy");
    send(gestureOf(control), { commit: true, from: control });
  });
  root.addEventListener("focusin", (event) => {
    const field = closest(event.target, "input[type=text][data-target]");
    if (field) /** @type {HTMLInputElement} */ (field).select();
  });
  root.addEventListener("focusout", (event) => {
    closest(event.target, "[data-busy]")?.removeAttribute("data-busy");
  });
  root.addEventListener("keydown", (event) => {
    const field = closest(event.target, "input[type=text]");
    if (!(field instanceof HTMLInputElement)) return;
    if (event.key === "Enter") {
      field.blur(); // fires change
      field.focus();
    } else if (event.key === "Escape") {
      field.value = field.defaultValue;
      field.removeAttribute("data-busy");
      field.removeAttribute("aria-invalid");
      if (!focusTarget(document, field.dataset.target)) field.select();
    }
  });
  root.addEventListener("paste", (event) => {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    const cell = closest(event.target, "[data-paste] [data-target]");
    if (!cell || !/[\t\n]/.test(text.trim())) return;
    event.preventDefault();
    const edit = `paste/${cell.dataset.target}`;
    send({ edit, value: text }, { commit: true, from: cell });
  });
}

/** A press anywhere else closes what has been folded out. */
addEventListener("pointerdown", ({ target }) => {
  for (const box of document.querySelectorAll("details[name][open]")) {
    if (!box.contains(/** @type {Node} */ (target))) box.removeAttribute("open");
  }
});

/** The same thing shown twice lights up together. @param {HTMLElement} root */
function bindHover(root) {
  const mark = (/** @type {string | undefined} */ target, /** @type {boolean} */ on) => {
    if (!target) return;
    for (const twin of document.querySelectorAll(`[data-target="${CSS.escape(target)}"]`)) {
      twin.classList.toggle("is-hot", on);
    }
  };
  for (const [type, on] of /** @type {[string, boolean][]} */ ([
    ["pointerover", true],
    ["pointerout", false],
    ["focusin", true],
    ["focusout", false],
  ])) {
    root.addEventListener(type, (event) => {
      mark(closest(event.target, "[data-target]")?.dataset.target, on);
    });
  }
}
