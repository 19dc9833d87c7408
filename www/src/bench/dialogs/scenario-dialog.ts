import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Why, Words } from "../../i18n/words.ts";
import type { AppState, Intent } from "../../state/app-state.ts";
import { icon } from "../../widgets/icons.ts";
import { drawHead } from "../dialog-box.ts";

type Send = (intent: Intent) => void;

/** The gallery with what to watch in each, the text behind it, and the known bugs to switch on. */
export function drawScenarios(state: AppState, words: Words, why: Why | null, send: Send): TemplateResult {
  const ofProtocol = state.scenarios.filter((scenario) => scenario.protocol === state.protocol);
  return html`${drawHead("ui.scenario", words, send)}
    <div class="form">
      <ul class="gallery">${ofProtocol.map((scenario) => {
        const here = scenario.name === state.scenario;
        const title = `scenario.${scenario.name}.title`;
        return html`<li><button type="button" class="pick" aria-current=${here ? "true" : nothing}
          @click=${() => {
            send({ type: "open", scenario: scenario.name });
            send({ type: "dialog", dialog: null });
          }}><b>${words.has(title) ? words.t(title) : scenario.name}</b><span class="soft">${why?.lessons[scenario.name]?.watch ?? nothing}</span></button></li>`;
      })}</ul>
      <div class="actions"><button type="button" class="control" @click=${() => send({ type: "dialog", dialog: "editor" })}>${words.t("ui.editor.title")}…</button></div>
      ${
        state.bugs.length === 0
          ? nothing
          : html`<h3>${words.t("ui.bugs")}</h3>
      <p class="soft">${words.t("ui.bugs.text")}</p>
      <ul class="bugs">${state.bugs.map((bug) => drawBug(bug, state.bugsOn.includes(bug), words, why, send))}</ul>`
      }
    </div>`;
}

function drawBug(bug: string, on: boolean, words: Words, why: Why | null, send: Send): TemplateResult {
  const texts = why?.bugs ?? {};
  return html`<li class=${on ? "on" : ""}><label><input type="checkbox" role="switch" .checked=${on}
      @change=${(event: Event) => send({ type: "bug", bug, on: (event.target as HTMLInputElement).checked })} />
    <span><b>${texts[bug]?.name ?? bug}</b>${on ? html` <em>${icon("alert")}${words.t("ui.bugs.is-on")}</em>` : nothing}<span class="soft">${texts[bug]?.text ?? nothing}</span></span></label></li>`;
}
