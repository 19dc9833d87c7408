import { repeat } from "lit/directives/repeat.js";
import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Context, ProtocolView } from "../protocols/protocol.ts";
import { seconds } from "../stage/time-bar.ts";
import { EVENT_FILTERS, type EventFilter } from "../state/app-state.ts";
import { listed, reachesBack, wantedBy } from "../state/past.ts";
import { clusterOf, positionOf } from "../state/scene.ts";

/** Sentences, the newest first; a click goes there. Quiet ones (heartbeats) are left out unless asked for. */
export function drawEvents(context: Context, view: ProtocolView): TemplateResult {
  const { world, words, send, state } = context;
  const told = [...listed(state, world, wantedBy(state, view.weight))].reverse();
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
          }}><span class="at mono">${seconds(record.at, words)}</span><span><span class="what">${words.short(record)}</span> <span class="soft">${words.detail(record)}</span></span></button></li>`;
      },
    )}
  </ol>${drawEarlier(context, view)}`;
}

/** So few rows leave room for more: then the search goes back by itself, once for each filter. */
const ROWS_MIN = 20;

/** Looks further back if the filter leaves little of what is at hand. */
export function fillEvents({ state, world, send }: Context, view: ProtocolView): void {
  if (state.playing || state.older !== null || !reachesBack(state, world)) return;
  const wanted = wantedBy(state, view.weight);
  if (listed(state, world, wanted).length < ROWS_MIN) send({ type: "earlier", wanted });
}

function drawEarlier({ state, world, words, send }: Context, view: ProtocolView) {
  if (state.older?.searching)
    return html`<p class="earlier soft" role="status">${words.t("ui.events.searching")}</p>`;
  if (!reachesBack(state, world)) return nothing;
  const search = () => send({ type: "earlier", wanted: wantedBy(state, view.weight) });
  return html`<p class="earlier"><button type="button" class="control" @click=${search}>${words.t("ui.events.earlier")}</button></p>`;
}

/** By weight, and by whom it happened to. */
function drawFilters({ state, world, words, send }: Context): TemplateResult {
  const chosen = (event: Event) => (event.target as HTMLSelectElement).value;
  const cluster = clusterOf(world.frame);
  const there = [...(cluster?.nodes ?? []), ...(cluster?.clients ?? [])].map(({ id }) => id);
  const told = [...(state.older?.records ?? []), ...world.records].flatMap(({ node }) => node ?? []);
  const nodes = [...new Set([...there, ...told, ...(state.filterNode === null ? [] : [state.filterNode])])];
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
