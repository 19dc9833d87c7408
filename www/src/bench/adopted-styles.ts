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
