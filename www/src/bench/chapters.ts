/** The menu of chapters: every protocol that can be shown, in its group. */
import { html, type TemplateResult } from "lit/html.js";
import type { Words } from "../i18n/words.ts";
import { GROUPS, type Group } from "../protocols/protocols.ts";
import type { Intent } from "../state/app-state.ts";
import { chapterTitle } from "./header.ts";

/** A protocol as the menu lists it. */
export interface Chapter {
  name: string;
  group: Group;
}

export interface ChaptersOptions {
  chapters: readonly Chapter[];
  /** The one that is shown. */
  shown: string;
  words: Words;
  send(intent: Intent): void;
}

/** Groups that have a chapter, in the order of the groups; within one, chapters as they come. */
export function drawChapters({ chapters, shown, words, send }: ChaptersOptions): TemplateResult {
  const open = (name: string) => {
    send({ type: "popup", popup: null });
    if (name !== shown) send({ type: "protocol", name });
  };
  const groups = GROUPS.map((group) => ({
    title: words.t(`group.${group}`),
    own: chapters.filter((one) => one.group === group),
  }));
  return html`${groups
    .filter(({ own }) => own.length > 0)
    .map(
      ({ title, own }) => html`<div role="group" aria-label=${title}>
      <p class="popup-title" aria-hidden="true">${title}</p>
      ${own.map(
        ({
          name,
        }) => html`<button type="button" role="menuitemradio" aria-checked=${name === shown ? "true" : "false"}
          @click=${() => open(name)}><span>${chapterTitle(name, words)}</span></button>`,
      )}</div>`,
    )}`;
}
