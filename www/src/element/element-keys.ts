import { focusOf, pressOf } from "../bench/host-document.ts";
import { type AppState, type Intent, isAllowed } from "../state/app-state.ts";
import { intentOf, type KeyBindings, type KeyPress } from "../state/keyboard.ts";

/** Keys that the focused control handles itself. */
const OF_CONTROLS: Readonly<Record<KeyPress["focus"], RegExp>> = {
  none: /^$/u,
  button: /^(?: |Enter)$/u,
  select: /^(?: |Enter|Escape|Arrow\w+|Home|End|Page\w+|.)$/u,
  slider: /^(?:Arrow\w+|Home|End|Page\w+)$/u,
  text: /^(?!Tab$)/u,
};

/**
 * Hears the keys of one element. A key that does something here is not heard by the page around it: to a slide deck, an
 * arrow typed in here is no next slide.
 */
export function hearKeys(
  root: ShadowRoot,
  bench: () => { state: AppState; keys: KeyBindings | null; send(intent: Intent): void } | null,
): void {
  root.addEventListener("keydown", (event) => {
    if (!(event instanceof KeyboardEvent)) return;
    const here = bench();
    const press = pressOf(event);
    const intent = event.defaultPrevented || here === null ? null : intentOf(press, here.state, here.keys);
    const mine = intent !== null && here !== null && isAllowed(here.state, intent);
    if (mine) {
      event.preventDefault();
      here.send(intent);
    }
    const used =
      mine || event.defaultPrevented || (!press.modified && OF_CONTROLS[press.focus].test(press.key));
    const inDialog = here !== null && here.state.dialog !== null;
    if (used || inDialog) event.stopPropagation();
  });
  for (const type of ["keypress", "keyup"]) {
    root.addEventListener(type, (event) => {
      if (focusOf(event.target) === "text") event.stopPropagation();
    });
  }
}
