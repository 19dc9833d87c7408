/** `import "ringleader/element"` defines `<ring-leader>`. Where there is no DOM, it does nothing. */
import { RingLeaderElement } from "./element.ts";

export type { RingLeader, RingLeaderChange, RingLeaderEvents, RingLeaderProblem } from "./element-types.ts";
export { RingLeaderElement };

/** The element's name. */
export const TAG = "ring-leader";

/** Defines it, once; a second copy of the library on the page leaves the first. */
export function define(): void {
  if (typeof customElements === "undefined" || customElements.get(TAG) !== undefined) return;
  customElements.define(TAG, RingLeaderElement);
}

define();
