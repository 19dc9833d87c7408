import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { EventRecord } from "../../api/frames.ts";
import type { Words } from "../../i18n/words.ts";
import { quoted } from "../../state/move-lines.ts";
import type { Context } from "../protocol.ts";
import type { PlacementKey } from "./codes.ts";
import { hueOfNode } from "./ring-geometry.ts";
import { type Step, stepsNow } from "./steps.ts";
import type { LookupView, PlacementFrame } from "./types.ts";
import { progress } from "./walk.ts";

/** What was typed as a key. */
export const keyTyped = (context: Pick<Context, "state">): string => {
  const typed = context.state.view.key;
  return typeof typed === "string" ? typed : "user:17";
};

/** A number is a number key; anything else is a text. */
export const lookupLine = (key: string): string => `lookup ${/^\d{1,15}$/u.test(key) ? key : quoted(key)}`;

/** A key to type, and the steps that lead from it to its owners. */
export function drawLookup(context: Context, words: Words<PlacementKey>): TemplateResult {
  const { frame, records } = context.world;
  if (frame.protocol !== "placement") return html``;
  const { lookup } = frame;
  return html`<div class="lookup-tab">${context.state.locked ? nothing : drawKeyBox(context, words, "tab")}
    ${lookup === null ? html`<p class="soft">${words.t("placement.lookup.empty")}</p>` : drawResult(lookup, frame, records, context, words)}</div>`;
}

/** The box in which a key is typed. */
export function drawKeyBox(
  context: Context,
  words: Words<PlacementKey>,
  place: "tab" | "tools",
): TemplateResult {
  const { send } = context;
  const typed = keyTyped(context);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const key = new FormData(event.target as HTMLFormElement).get("key");
    if (typeof key !== "string" || key.trim() === "") return;
    send({ type: "view", change: { key: key.trim() } });
    send({ type: "act", line: lookupLine(key.trim()) });
  };
  return html`<form class="client-box key-box" data-place=${place} @submit=${submit}>
    <label class="who" for="key-${place}">${words.t("placement.lookup.key")}</label>
    <input id="key-${place}" name="key" class="mono" .defaultValue=${typed} maxlength="200" autocomplete="off" spellcheck="false" />
    <button type="submit" class="control">${words.t("placement.lookup.go")}</button></form>`;
}

function drawResult(
  lookup: LookupView,
  frame: PlacementFrame,
  records: readonly EventRecord[],
  { state, send }: Context,
  words: Words<PlacementKey>,
): TemplateResult {
  const steps = frame.looks ? stepsOf(lookup, records) : asRecords(stepsNow(lookup, frame), frame);
  const over = frame.looks ? progress(frame, state) : 1;
  const reached = Math.ceil(over * steps.length);
  return html`
    <ol class="owners">${lookup.owners.map(
      (
        node,
        index,
      ) => html`<li class="e${hueOfNode(node)}"><button type="button" class="link" @click=${() => send({ type: "select", selection: { kind: "node", id: node } })}><i class="swatch"></i>${node}</button>
        <span class="soft">${index === 0 ? words.t("placement.lookup.owner") : words.t("placement.lookup.replica", { replica: index + 1 })}</span></li>`,
    )}</ol>
    ${lookup.way === "bounded" && Number(frame.settings.replicas) > 1 ? html`<p class="soft">${words.t("placement.lookup.no-replicas")}</p>` : nothing}
    <h3 class="soft">${words.t(frame.looks ? "placement.lookup.steps" : "placement.lookup.steps-now")}</h3>
    <ol class="steps">${repeat(
      steps,
      (record) => record.id,
      (record, index) =>
        html`<li class=${index < reached ? "done" : ""}>${drawStep(record, frame.looks, words, send)}</li>`,
    )}</ol>
    ${drawWay(lookup, words)}`;
}

/** A step that a record tells of leads to it. */
function drawStep(
  record: EventRecord,
  isTold: boolean,
  words: Words<PlacementKey>,
  send: Context["send"],
): TemplateResult {
  const text = html`<span class="what">${words.short(record)}</span> <span class="soft">${words.detail(record)}</span>`;
  const select = () => send({ type: "select", selection: { kind: "record", id: record.id } });
  return isTold
    ? html`<button type="button" class="plain-step" @click=${select}>${text}</button>`
    : html`<span class="plain-step">${text}</span>`;
}

/** Steps that no record tells of, in the form in which they are put into words. */
const asRecords = (steps: readonly Step[], { now }: PlacementFrame): readonly EventRecord[] =>
  steps.map((step, index) => {
    const record = { ...step, id: `now.${index}`, at: now, kind: "rule", cause: null };
    return record as unknown as EventRecord;
  });

/** The records of the last lookup of this key. */
function stepsOf(lookup: LookupView, records: readonly EventRecord[]): readonly EventRecord[] {
  const head = [...records]
    .reverse()
    .find((record) => record.kind === "action" && record.line === lookup.line);
  if (head === undefined) return [];
  const event = head.id.split(".")[0];
  return records.filter((record) => record.id.startsWith(`${event}.`) && "rule" in record);
}

/** What has no picture of its own: the numbers that were drawn, the jumps. */
function drawWay(lookup: LookupView, words: Words<PlacementKey>) {
  if (lookup.way === "jump")
    return html`<p class="soft">${words.t("placement.lookup.buckets", { buckets: lookup.buckets.join(" → ") })}</p>`;
  if (lookup.way !== "rendezvous") return nothing;
  const highest = Math.max(...lookup.scores.map(({ score }) => score));
  const shown = [...lookup.scores].sort((a, b) => b.score - a.score).slice(0, 40);
  return html`<h3 class="soft">${words.t("placement.lookup.scores")}</h3>
    <ul class="scores">${shown.map(
      ({ node, score }) => html`<li class="e${hueOfNode(node)}"><span>${node}</span>
        <svg width="200" height="10" viewBox="0 0 200 10" aria-hidden="true"><rect width=${Math.max(1, (score / highest) * 200)} height="10" rx="2" /></svg>
        <span class="mono soft">${words.number(score, { digits: 4 })}</span></li>`,
    )}</ul>`;
}
