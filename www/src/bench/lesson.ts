import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Lesson, Why, Words } from "../i18n/words.ts";
import type { AppState, Intent } from "../state/app-state.ts";
import { icon } from "../widgets/icons.ts";
import { differs, keptOf } from "./take-over.ts";

export interface LessonOptions {
  state: AppState;
  words: Words;
  why: Why | null;
  send(intent: Intent): void;
}

/** What to watch in this scenario, and a question to answer before the run answers it. */
export function drawLesson(options: LessonOptions): TemplateResult {
  const { state, words, why, send } = options;
  const lesson = why === null ? null : lessonOf(why, state.scenario);
  if (lesson === null || !state.lesson) return html`${drawOffer(options)}`;
  return html`${drawOffer(options)}<section class="lesson" aria-label=${words.t("ui.watch")}>
    <button type="button" class="icon-button close" aria-label=${words.t("ui.close")} title=${words.t("ui.close")}
      @click=${() => send({ type: "lesson", open: false })}>${icon("close")}</button>
    ${drawWatch(lesson, options)}
    ${lesson.question === null ? nothing : drawQuestion(lesson, lesson.question, options)}
  </section>`;
}

/** What is to be watched is true of the scenario as it is; of a run that was changed it is said to be of that one. */
function drawWatch({ watch }: Lesson, { state, words, send }: LessonOptions): TemplateResult {
  const changes = changesOf(state).map((change) => words.t(`ui.changed.${change}`));
  if (changes.length === 0) return html`<p><b>${words.t("ui.watch")}</b> ${watch}</p>`;
  const back = () => send({ type: "open", scenario: state.scenario });
  return html`<p class="changed">${words.t("ui.changed", { changes: changes.join(words.t("sentence.list")) })}
      ${state.locked ? nothing : html`<button type="button" class="link" @click=${back}>${words.t("ui.changed.back")}</button>`}</p>
    <p class="soft"><b>${words.t("ui.watch.original")}</b> ${watch}</p>`;
}

/** How the run differs from the scenario whose name it has. */
export const changesOf = ({ changes, world }: Pick<AppState, "changes" | "world">) =>
  world?.own ? ([...changes, "moves"] as const) : changes;

/** Seed, size and network of the run before, where they were others. */
function drawOffer({ state, words, send }: LessonOptions) {
  const { leftBehind, world, locked } = state;
  if (leftBehind === null || world === null || locked || !differs(leftBehind, world)) return nothing;
  const { seed = 0, nodes = 0, network } = keptOf(leftBehind.frame, leftBehind.seed);
  const what = [words.t("ui.take-over.seed", { seed }), words.t("ui.take-over.size", { nodes })];
  if (network !== undefined && keptOf(world.frame, world.seed).network !== undefined)
    what.push(words.t("ui.take-over.network"));
  return html`<p class="offer"><button type="button" class="link" @click=${() => send({ type: "take-over" })}>${words.t("ui.take-over", { what: what.join(words.t("sentence.list")) })}</button></p>`;
}

function drawQuestion(
  lesson: Lesson,
  question: string,
  { state, words, send }: LessonOptions,
): TemplateResult {
  const { choice, running, answer, without } = state.prediction;
  const settled = running || answer !== null || without !== null;
  // A property that breaks on the way stops the run, as the reader may.
  const stopped = running && !state.playing;
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
      settled && !stopped
        ? nothing
        : html`<button type="button" class="control" ?disabled=${choice === null} @click=${() => send({ type: "predict-run" })}>${words.t(stopped ? "ui.predict.on" : "ui.predict.run")}</button>`
    }</details>`;
}

function verdict(lesson: Lesson, { prediction, playing }: AppState, words: Words) {
  const { choice, running, answer, without } = prediction;
  if (running)
    return html`<p class="soft">${words.t(playing ? "ui.predict.running" : "ui.predict.stopped")}</p>`;
  if (without === "never") return html`<p>${words.t("ui.predict.never", { needs: lesson.needs })}</p>`;
  if (without === "not-yet") return html`<p>${words.t("ui.predict.not-yet")}</p>`;
  if (answer === null) return nothing;
  const text = lesson.choices[answer] ?? answer;
  return html`<p><b>${words.t(choice === answer ? "ui.predict.right" : "ui.predict.wrong", { answer: text })}</b></p>`;
}

/** A scenario of one's own, or newer than our texts, has none. */
function lessonOf(why: Why, scenario: string): Lesson | null {
  return Object.hasOwn(why.lessons, scenario) ? (why.lessons[scenario] ?? null) : null;
}
