import type { nothing } from "lit/html.js";

/** What `aria-haspopup` says of something that has a menu, or has none where nobody may act. */
export type Popup = "menu" | typeof nothing;

/** Enter and space press what is no button by itself. */
export const onEnter = (action: (event: KeyboardEvent) => void) => (event: KeyboardEvent) => {
  if (event.key !== "Enter" && event.key !== " ") return;
  event.preventDefault();
  event.stopPropagation();
  action(event);
};
