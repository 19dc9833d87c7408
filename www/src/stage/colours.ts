/**
 * Colours for a canvas. A canvas takes what a colour comes to, not how a style sheet writes it: `var(--e5)` or
 * `light-dark(...)` it silently leaves out. So whoever paints asks here.
 */

/** What a reader's choice of colours shows in, besides the theme of the page. */
const SCHEMES = ["(prefers-color-scheme: dark)", "(forced-colors: active)"];

/** The hues of nodes from 1 to 6 as they are at an element now. Asking makes the browser work out its style. */
export function hueColours(element: HTMLElement | SVGElement): string[] {
  const { style } = element;
  // As the shapes beside it: what a reader forces is in the hues themselves, and not laid over them once more.
  style.setProperty("forced-color-adjust", "none");
  const colours = [1, 2, 3, 4, 5, 6].map((hue) => {
    style.setProperty("color", `var(--e${hue})`);
    return getComputedStyle(element).color;
  });
  style.removeProperty("color");
  style.removeProperty("forced-color-adjust");
  return colours;
}

/** What the colours at an element go by: if it is the same as before, so are they. */
export function schemeAt(element: Element): string {
  const view = element.ownerDocument.defaultView;
  const chosen = SCHEMES.map((query) => (view?.matchMedia(query).matches ? query : ""));
  // The page around an element may have a scheme of its own, whatever the reader's.
  return [getComputedStyle(element).colorScheme, ...chosen].join();
}

/** Calls back whenever the reader's choice changes. @returns what ends that */
export function watchSchemes(view: Window | null, changed: () => void): () => void {
  const queries = SCHEMES.map((query) => view?.matchMedia(query));
  for (const query of queries) query?.addEventListener("change", changed);
  return () => {
    for (const query of queries) query?.removeEventListener("change", changed);
  };
}
