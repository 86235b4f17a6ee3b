// Binds one panel's root, so that pointers, keys and form controls in it become gestures. It binds
// attributes and knows no networks:
//   data-target  something with a value: drag, arrow keys, typed text
//   data-edit    an action: a button, a picker, a slider
//   data-pair    something that moves two sliders at once, one across and one up: their targets;
//                data-move is the action that sets both, or the one slider that is no target
//   data-stroke  a plane (data-across, data-up: the ends of its axes) that a pointer draws on:
//                data-move is the action, its value the places of the stroke
//   data-at      where something lies on such a plane: data-move puts it elsewhere, data-erase is
//                what the Delete key does
//   data-blank   what a click on an empty place does
//   data-columns  a grid of buttons that the arrow keys go through
//   data-left/-right/-up/-down  the neighbour that an arrow key walks to

import { bindControls } from "./fields/controls.js";
import { bindTyped } from "./fields/typed.js";
import { bindHover } from "./hover/twins.js";
import { bindGrid } from "./keys/grid.js";
import { bindHistory, bindKeys } from "./keys/keys.js";
import { bindPlaces } from "./keys/places.js";
import { forgetPresses } from "./keys/presses.js";
import { bindWalk } from "./keys/walk.js";
import { bindBlank, bindContext } from "./pointer/clicks.js";
import { bindPointer } from "./pointer/press.js";
import { bindTouch } from "./pointer/touch.js";
import { send } from "./send.js";

/** All but keys on a slider: what they have added up ends here.
 * @type {import("./types").Send} */
function sendOther(gesture, options) {
  forgetPresses();
  send(gesture, options);
}

/** @type {WeakSet<HTMLElement>} */
const bound = new WeakSet();

/** Bind a root, once, and say whether it was new: Streamlit may take a panel away and give the same
 * element again. @param {HTMLElement} root */
export function bind(root) {
  if (bound.has(root)) return false;
  bound.add(root);
  bindPointer(root, sendOther);
  bindBlank(root, sendOther);
  bindContext(root, sendOther);
  bindKeys(root, send);
  bindPlaces(root, send);
  bindWalk(root);
  bindGrid(root);
  bindControls(root, sendOther);
  bindTyped(root, sendOther);
  bindHover(root);
  bindTouch(root);
  return true;
}

bindHistory(sendOther);
