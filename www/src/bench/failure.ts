import { html, nothing, render, type TemplateResult } from "lit/html.js";
import type { Words } from "../i18n/words.ts";
import type { Failure, Intent } from "../state/app-state.ts";

/** Loads a page of our own anew; null where the page is not ours to reload. */
export type Reload = (() => void) | null;

/** No engine, no picture: what went wrong, where the stage would be. */
export const drawNoEngine = (
  failure: Failure,
  words: Words,
  reload: Reload,
  again: () => void,
): TemplateResult =>
  drawStopped(
    [words.t("ui.failure.wasm-missing.title"), words.t("ui.failure.wasm-missing.text")],
    failure.detail,
    words.t(reload === null ? "ui.retry" : "ui.reload"),
    again,
  );

/** Not even words came: it is said in both languages. */
export function sayWordless(
  root: Document | ShadowRoot,
  host: HTMLElement,
  detail: string,
  again: () => void,
): void {
  // In a box of its own, which goes with all else when a view takes the regions.
  const box = host.ownerDocument.createElement("div");
  root.getElementById("picture")?.replaceChildren(box);
  host.classList.add("stopped");
  render(
    drawStopped(["The simulator could not be loaded. 模拟器无法加载。"], detail, "Try again 重试", again),
    box,
  );
}

const drawStopped = ([title, text]: readonly string[], detail: string, label: string, again: () => void) =>
  html`<div class="no-engine" role="alert">
    <h2>${title}</h2>
    <p>${text}</p>
    <p class="mono soft">${detail}</p>
    <button type="button" class="control" @click=${again}>${label}</button>
  </div>`;

/** A piece is missing. One of an earlier version may be gone from the server for good: then the page is to be loaded anew. */
export function drawNotLoaded(
  { detail }: Failure,
  words: Words,
  reload: Reload,
  send: (intent: Intent) => void,
): TemplateResult {
  const button = (label: "retry" | "reload" | "close", act: () => void) =>
    html`<button type="button" class="control" @click=${act}>${words.t(`ui.${label}`)}</button>`;
  return html`<div class="failure" role="alert"><p><b>${words.t("ui.failure.not-loaded")}</b> <span>${detail}</span></p>
    ${button("retry", () => send({ type: "retry" }))}${reload === null ? nothing : button("reload", reload)}${button("close", () => send({ type: "dismiss-failure" }))}</div>`;
}
