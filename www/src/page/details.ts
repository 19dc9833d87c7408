/**
 * What nobody looks at before the first message moves: explanations, lists, menus. A chunk of its own, asked for once
 * there is a picture.
 */
export { drawEvents } from "./events.ts";
export { drawLesson } from "./lesson.ts";
export { PopupBox } from "./popup-box.ts";
export { drawProperties } from "./properties.ts";
export { drawWhy } from "./why.ts";
