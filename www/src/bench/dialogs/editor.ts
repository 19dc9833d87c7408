import { live } from "lit/directives/live.js";
import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Words } from "../../i18n/words.ts";
import type { AppState, Intent } from "../../state/app-state.ts";
import { drawAnyway } from "../alerts.ts";
import { drawHead } from "../dialog-box.ts";

const FILE_NAME = "ringleader.scn";
/** More bytes than a scenario may have, so that the engine says so; a film would fill the memory. */
const READ_MAX = 2_000_000;

/** The scenario as text: change it, run it, keep it as a file. An error is shown at its place. */
export function drawEditor(state: AppState, words: Words, send: (intent: Intent) => void): TemplateResult {
  const failure = state.failure?.kind === "bad-scenario" ? state.failure : null;
  const otherVersion = state.failure?.kind === "other-version" ? state.failure : null;
  const lines = state.draft.split("\n");
  const run = (event: SubmitEvent) => {
    event.preventDefault();
    send({ type: "open", scenario: "", text: state.draft });
    showError(event.target as HTMLFormElement);
  };
  return html`${drawHead("ui.editor.title", words, send)}
    <form class="form" @submit=${run} novalidate>
      <div class="editor">
        <pre class="mono gutter" aria-hidden="true">${lines.map(
          (_, index) => html`<span class=${failure?.line === index + 1 ? "wrong" : ""}>${index + 1}</span>`,
        )}</pre>
        <textarea class="mono" name="text" rows=${Math.max(12, Math.min(lines.length + 1, 400))} spellcheck="false" autocapitalize="off" wrap="off"
          aria-label=${words.t("ui.editor.title")} aria-invalid=${failure === null ? "false" : "true"} aria-describedby="editor-error"
          .value=${live(state.draft)} @input=${(event: Event) => send({ type: "draft", text: (event.target as HTMLTextAreaElement).value })}></textarea>
      </div>
      <p id="editor-error" class="wrong" role="alert">${failure?.detail ?? otherVersion?.detail ?? nothing}</p>
      ${otherVersion === null ? nothing : drawAnyway(otherVersion.text, words, send)}
      <div class="actions">
        <button type="submit" class="control strong">${words.t("ui.editor.run")}</button>
        <button type="button" class="control" @click=${() => save(state.draft)}>${words.t("ui.editor.save")}</button>
        <label class="control file">${words.t("ui.editor.load")}<input type="file" accept=".scn,.txt,text/plain" @change=${(event: Event) => void load(event, send)} /></label>
      </div>
    </form>`;
}

/** Puts the cursor where the text is wrong, once the state says where that is. */
function showError(form: HTMLFormElement): void {
  queueMicrotask(() => {
    const area = form.querySelector("textarea");
    const place = /(\d+)\D+(\d+)/u.exec(form.querySelector("#editor-error")?.textContent ?? "");
    if (area === null || place === null) return;
    const [line, column] = [Number(place[1]), Number(place[2])];
    const before = area.value
      .split("\n")
      .slice(0, line - 1)
      .join("\n").length;
    const start = before + (line > 1 ? 1 : 0) + column - 1;
    const end = area.value.indexOf("\n", start);
    area.focus();
    area.setSelectionRange(start, end < 0 ? area.value.length : end);
  });
}

function save(text: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
  link.download = FILE_NAME;
  link.click();
  URL.revokeObjectURL(link.href);
}

async function load(event: Event, send: (intent: Intent) => void): Promise<void> {
  const file = (event.target as HTMLInputElement).files?.[0];
  if (file === undefined) return;
  try {
    send({ type: "draft", text: await file.slice(0, READ_MAX).text() });
  } catch {
    // A file that cannot be read (any more) leaves the text as it is.
  }
}
