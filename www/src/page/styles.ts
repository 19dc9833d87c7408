/** Style sheets that were adopted already, of each root. */
const adopted = new WeakMap<Document | ShadowRoot, Set<string>>();

/** Adds a style sheet to a document or a shadow tree, once. */
export function adopt(root: Document | ShadowRoot, styles: string): void {
  const known = adopted.get(root) ?? new Set<string>();
  adopted.set(root, known);
  if (known.has(styles)) return;
  known.add(styles);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
}
