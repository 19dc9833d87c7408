import type { KeyPress } from "../state/keyboard.ts";

/** What of a key press the bench goes by. */
export const pressOf = (event: KeyboardEvent): KeyPress => ({
  key: event.key,
  shift: event.shiftKey,
  modified: event.ctrlKey || event.altKey || event.metaKey,
  focus: focusOf(event.target),
});

/** What has the focus, as far as it takes keys itself. */
export function focusOf(target: EventTarget | null): KeyPress["focus"] {
  if (!(target instanceof Element)) return "none";
  if (target.matches("input[type=range]")) return target.matches(".time-slider") ? "none" : "slider";
  if (target.matches("input[type=checkbox], input[type=radio]")) return "select";
  if (target.matches("input, textarea, [contenteditable]")) return "text";
  if (target.matches("select")) return "select";
  return target.matches("button, a, summary, [role=button], [role=tab]") ? "button" : "none";
}

/** What a page asks of the window's width, an element asks of its own. */
export const byOwnWidth = (css: string): string =>
  css.replaceAll(/@media\s*\(\s*(?=[^)]*width)/gu, "@container bench (");

/** Style sheets that were adopted already, of each root. */
const adopted = new WeakMap<Document | ShadowRoot, Set<string>>();

/** Adds a style sheet to a document or a shadow tree, once. */
export function adopt(root: Document | ShadowRoot, styles: string): void {
  const known = adopted.get(root) ?? new Set<string>();
  adopted.set(root, known);
  if (known.has(styles)) return;
  known.add(styles);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(root instanceof ShadowRoot ? byOwnWidth(styles) : styles);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
}
