import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Lesson, Why, Words } from "../i18n/index.ts";
import type { AppState, Intent } from "../state/app-state.ts";
import { icon } from "./icons.ts";

export interface LessonOptions {
  state: AppState;
  words: Words;
  why: Why | null;
  send(intent: Intent): void;
}

/** What to watch in this scenario, and a question to answer before the run answers it. */
export function drawLesson(options: LessonOptions): TemplateResult | typeof nothing {
  const { state, words, why, send } = options;
  const lesson = why === null ? null : lessonOf(why, state.scenario);
  if (lesson === null || !state.lesson) return nothing;
  return html`<section class="lesson" aria-label=${words.t("ui.watch")}>
    <button type="button" class="icon-button close" aria-label=${words.t("ui.close")} title=${words.t("ui.close")}
      @click=${() => send({ type: "lesson", open: false })}>${icon("close")}</button>
    <p><b>${words.t("ui.watch")}</b> ${lesson.watch}</p>
    ${lesson.question === null ? nothing : drawQuestion(lesson, lesson.question, options)}
  </section>`;
}

function drawQuestion(
  lesson: Lesson,
  question: string,
  { state, words, send }: LessonOptions,
): TemplateResult {
  const { choice, running, answer } = state.prediction;
  const settled = running || answer !== null;
  return html`<details class="predict" ?open=${settled || choice !== null}><summary>${words.t("ui.predict.title")}</summary>
    <fieldset ?disabled=${settled}>
      <legend>${question}</legend>
      ${Object.entries(lesson.choices).map(
        ([
          name,
          text,
        ]) => html`<label class="choice ${answer === name ? "right" : ""}"><input type="radio" name="prediction" value=${name} .checked=${choice === name}
          @change=${() => send({ type: "predict", choice: name })} /> ${text}</label>`,
      )}
    </fieldset>
    <div class="verdict" role="status">${verdict(lesson, state, words)}</div>
    ${
      settled
        ? nothing
        : html`<button type="button" class="control" ?disabled=${choice === null} @click=${() => send({ type: "predict-run" })}>${words.t("ui.predict.run")}</button>`
    }</details>`;
}

function verdict(lesson: Lesson, { prediction }: AppState, words: Words) {
  const { choice, running, answer } = prediction;
  if (running) return html`<p class="soft">${words.t("ui.predict.running")}</p>`;
  if (answer === null) return nothing;
  const text = lesson.choices[answer] ?? answer;
  return html`<p><b>${words.t(choice === answer ? "ui.predict.right" : "ui.predict.wrong", { answer: text })}</b></p>`;
}

/** A scenario of one's own, or newer than our texts, has none. */
function lessonOf(why: Why, scenario: string): Lesson | null {
  return Object.hasOwn(why.lessons, scenario) ? (why.lessons[scenario] ?? null) : null;
}
