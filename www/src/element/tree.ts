/** The shadow tree: the regions that a bench draws into, by their ids, each a part for the page's own styles. */
import { html, render } from "lit/html.js";

/** Regions in their place; `part` is the name under which a page may style one. */
const TREE = html`
<div id="bench" class="bench" part="bench" tabindex="-1">
  <div class="main">
    <div id="caption" class="caption" part="caption"></div>
    <div id="picture" class="picture" part="picture"></div>
    <div class="under"><div id="tools" class="tools" part="tools"></div><div id="chips" class="chips" part="chips"></div></div>
  </div>
  <div id="failure" class="failures" part="failure"></div>
  <div id="panels" class="panels" part="panels"></div>
  <div id="controls" class="controls" part="controls"></div>
  <dialog id="dialog" class="dialog" part="dialog" aria-labelledby="dialog-title"></dialog>
  <div id="popup" class="popover menu" part="menu" popover="manual" role="menu"></div>
  <div id="live" class="unseen" aria-live="polite"></div>
</div>
<div class="fallback"><slot></slot></div>`;

/** Names of parts, for the documentation. */
export const PARTS: Readonly<Record<string, string>> = {
  bench: "All of it.",
  caption: "The headline over the picture.",
  picture: "The picture.",
  tools: "What is under it: commands and the network.",
  chips: "The properties.",
  failure: "What went wrong.",
  panels: "The tabs and the card of what is selected.",
  controls: "Play, the time bar, speed.",
  dialog: "Help and other dialogs.",
  menu: "The menu of moves.",
};

/** Custom properties, for the documentation. */
export const CUSTOM_PROPERTIES: Readonly<Record<string, string>> = {
  "--ringleader-bg": "Behind the picture.",
  "--ringleader-panel": "Behind panels and controls.",
  "--ringleader-ink": "Text and lines.",
  "--ringleader-soft": "Text of less weight.",
  "--ringleader-line": "Lines between areas.",
  "--ringleader-edge": "Edges of controls.",
  "--ringleader-faint": "Areas that stand out a little.",
  "--ringleader-font": "The typeface.",
  "--ringleader-mono": "The typeface of logs and scenarios.",
};

/** Fills a shadow root. @returns what carries the classes that styles go by */
export function plant(root: ShadowRoot): HTMLElement {
  render(TREE, root);
  const bench = root.getElementById("bench");
  if (bench === null) throw new Error("the shadow tree has no bench");
  return bench;
}
