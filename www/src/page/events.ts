import { repeat } from "lit/directives/repeat.js";
import { html, nothing, type TemplateResult } from "lit/html.js";
import type { EventRecord } from "../api/frames.ts";
import type { Context, ProtocolView } from "../protocols/protocol.ts";
import { seconds } from "../stage/time-bar.ts";
import { EVENT_FILTERS, type EventFilter } from "../state/app-state.ts";
import type { Weight } from "../state/caption.ts";
import { positionOf } from "../state/record.ts";

/** Least weight that each filter lets through. */
const LEAST: Readonly<Record<EventFilter, Weight>> = { all: 0, told: 1, turning: 3 };

/** Sentences, the newest first; a click goes there. Quiet ones (heartbeats) are left out unless asked for. */
export function drawEvents(context: Context, view: ProtocolView): TemplateResult {
  const { world, words, send, state } = context;
  const told = world.records
    .filter((record) => view.weight(record) >= LEAST[state.filter] && concerns(record, state.filterNode))
    .reverse();
  return html`${drawFilters(context)}
  ${told.length === 0 ? html`<p class="why soft">${words.t("ui.events.empty")}</p>` : nothing}
  <ol class="events" reversed aria-label=${words.t("ui.events.label")}>
    ${repeat(
      told,
      (record) => record.id,
      (record) => {
        const chosen = state.selection?.kind === "record" && state.selection.id === record.id;
        return html`<li class="weight-${view.weight(record)} ${chosen ? "selected" : ""}">
          <button type="button" @click=${() => {
            send({ type: "seek", position: positionOf(record) });
            send({ type: "select", selection: { kind: "record", id: record.id } });
          }}><span class="at mono">${seconds(record.at)}</span><span><span class="what">${words.short(record)}</span> <span class="soft">${words.detail(record)}</span></span></button></li>`;
      },
    )}
  </ol>`;
}

/** By weight, and by whom it happened to. */
function drawFilters({ state, world, words, send }: Context): TemplateResult {
  const chosen = (event: Event) => (event.target as HTMLSelectElement).value;
  const nodes = [...new Set(world.records.flatMap(({ node }) => node ?? []).concat(state.filterNode ?? []))];
  return html`<div class="filter"><label><span class="soft">${words.t("ui.events.filter")}</span>
    <select class="control" @change=${(event: Event) => send({ type: "filter", filter: chosen(event) as EventFilter })}>
      ${EVENT_FILTERS.map((filter) => html`<option value=${filter} ?selected=${filter === state.filter}>${words.t(`ui.events.${filter}`)}</option>`)}
    </select></label>
    <label><span class="soft">${words.t("ui.events.of")}</span>
    <select class="control" @change=${(event: Event) => send({ type: "filter-node", node: chosen(event) || null })}>
      <option value="" ?selected=${state.filterNode === null}>${words.t("ui.events.everyone")}</option>
      ${nodes.sort(byNumber).map((node) => html`<option value=${node} ?selected=${node === state.filterNode}>${node}</option>`)}
    </select></label></div>`;
}

/** n2 before n10. */
const byNumber = (one: string, other: string) => one.localeCompare(other, "en", { numeric: true });

/** Whether it happened at this node or client, or to a message from or to it. */
function concerns(record: EventRecord, node: string | null): boolean {
  if (node === null || record.node === node) return true;
  return "message" in record && [record.message.from, record.message.to].includes(node);
}
