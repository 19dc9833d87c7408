/**
 * What nobody looks at before the first message moves: explanations, lists, cards, menus, and how they look. A chunk of
 * its own, asked for once a message has moved.
 */
import styles from "../styles/details.css?inline";
import print from "../styles/print.css?inline";

export { drawFailure, drawOpening } from "./alerts.ts";
export { DialogBox } from "./dialog-box.ts";
export { drawEvents, fillEvents } from "./event-list.ts";
export { drawLesson } from "./lesson.ts";
export { PopupBox } from "./popup-box.ts";
export { drawProperties, drawWhy } from "./why-panel.ts";

/** Loads what looks back and judges, so that it is there when it is asked for. */
export const foresee = (): Promise<unknown> =>
  Promise.all([import("./archive.ts"), import("./prediction.ts")]);

/** Only a page of its own is laid out anew for paper. */
export const stylesFor = (root: Document | ShadowRoot): string =>
  root instanceof Document ? styles + print : styles;
