/** Clients' operations: bars from the call to the answer, on a lane for each client, and the same as a table. */
import { html, nothing, svg, type TemplateResult } from "lit/html.js";
import type { ClusterFrame, EventRecord, OperationView } from "../api/frames.ts";
import type { Words } from "../i18n/words.ts";
import type { Context } from "../protocols/protocol.ts";
import { px } from "../stage/picture.ts";
import { positionOf } from "../state/scene.ts";

/** A client's request, from the call to its end. */
export interface Operation extends Omit<OperationView, "late"> {
  client: string;
  /** Up to where one looks to see how it ended, or that it did not; null where the records do not reach back so far. */
  position: number | null;
}

/** So many of the newest have room. */
const SHOWN = 12;

/** The newest operations in the order of their calls: what the frame tells of clients that keep account, else the records. */
export function operationsOf(frame: ClusterFrame, records: readonly EventRecord[]): readonly Operation[] {
  const told = operationsIn(records);
  const all = frame.clients.flatMap(({ id: client, operations }) => {
    const own = told.filter((operation) => operation.client === client);
    if (operations === undefined) return own;
    const positions = new Map(own.map(({ number, position }) => [number, position]));
    return operations.map(({ late: _, ...operation }) => {
      return { client, ...operation, position: positions.get(operation.number) ?? null };
    });
  });
  return all.sort((one, other) => one.called - other.called).slice(-SHOWN);
}

/** The operations that the records tell of from their call on. */
function operationsIn(records: readonly EventRecord[]): readonly Operation[] {
  const all = new Map<string, Operation>();
  for (const record of records) {
    const client = record.node;
    if (client === null) continue;
    if (record.kind === "requested") {
      const { number, command, at } = record;
      const open = { ended: null, outcome: null, answer: null, position: positionOf(record) };
      all.set(`${client} ${number}`, { client, number, command, called: at, ...open });
    } else if (record.kind === "answered" || record.kind === "given-up") {
      const operation = all.get(`${client} ${record.number}`);
      if (operation === undefined) continue;
      operation.ended = record.at;
      operation.position = positionOf(record);
      operation.outcome = record.kind === "given-up" ? record.outcome : (record.outcome ?? "ok");
      operation.answer = record.kind === "given-up" ? null : record.answer;
    } else if (record.kind === "answered-late") {
      const operation = all.get(`${client} ${record.number}`);
      if (operation !== undefined) operation.answer = record.answer;
    }
  }
  return [...all.values()];
}

const WIDTH = 360;
/** Room for a client's name in front of its lane. */
const NAME = 28;
const LANE = 18;
/** A bar is seen, however soon the answer came. */
const LEAST = 3;
/** What ends nobody knows where runs on past where it was given up, as far as this. */
const BEYOND = 14;

/** The lanes of all clients, for what overlaps is what one looks for. Empty while nobody has asked for anything. */
export function drawLanes({ world, words }: Context, frame: ClusterFrame): TemplateResult | typeof nothing {
  const operations = operationsOf(frame, world.records);
  if (operations.length === 0) return nothing;
  return html`<h3>${words.t("ui.operations.title")}</h3>${lanes(operations, frame, words)}`;
}

/** The same as a table: what became of each request. A click goes to where that is to be seen. */
export function drawTable(
  { world, words, send }: Context,
  frame: ClusterFrame,
): TemplateResult | typeof nothing {
  const operations = operationsOf(frame, world.records);
  if (operations.length === 0) return nothing;
  return html`<table class="operations" aria-label=${words.t("ui.operations.title")}>
      <thead><tr>${(["client", "command", "called", "ended", "outcome"] as const).map((name) => html`<th scope="col">${words.t(`ui.operations.${name}`)}</th>`)}</tr></thead>
      <tbody>${operations.map((operation) => {
        const { position, ended } = operation;
        const seek = () =>
          send(
            position === null ? { type: "seek-time", ms: ended ?? frame.now } : { type: "seek", position },
          );
        return html`<tr>
          <td>${operation.client}</td>
          <th scope="row"><button type="button" class="link" @click=${seek}>${operation.command}</button></th>
          <td>${words.number(operation.called, { digits: 1 })}</td>
          <td>${operation.ended === null ? "–" : words.number(operation.ended, { digits: 1 })}</td>
          <td>${outcomeOf(operation, words)}</td></tr>`;
      })}</tbody>
    </table>`;
}

/** How it ended, in words, with the answer. */
function outcomeOf({ outcome, answer }: Operation, words: Words): string {
  const key = `ui.operations.${outcome ?? "open"}` as const;
  if (outcome === "unknown" && answer !== null) return words.t("ui.operations.late", { answer });
  return words.t(key, { answer: answer ?? "" });
}

function lanes(operations: readonly Operation[], { clients, now }: ClusterFrame, words: Words) {
  const from = Math.min(...operations.map(({ called }) => called));
  const asking = clients.filter(({ id }) => operations.some(({ client }) => client === id));
  const span = Math.max(now - from, 1);
  const x = (at: number) => NAME + ((at - from) / span) * (WIDTH - NAME - BEYOND);
  const height = asking.length * LANE + 4;
  return html`<svg class="lanes" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label=${words.t("ui.operations.lanes")}>
    ${asking.map(({ id }, index) => {
      const y = index * LANE + LANE / 2 + 2;
      const own = operations.filter(({ client }) => client === id);
      return svg`<g data-lane=${id}><text x="0" y=${y + 4}>${id}</text>
        <path class="lane" d="M${NAME} ${y}H${WIDTH}" />
        ${own.map((operation) => drawBar(operation, y, x, now, words))}</g>`;
    })}
  </svg>`;
}

/** A bar from the call to the answer: dashed below now while it is open; without an end where nobody knows the outcome. */
function drawBar(operation: Operation, y: number, x: (at: number) => number, now: number, words: Words) {
  const { number, command, called, ended, outcome } = operation;
  const start = x(called);
  const end = Math.max(x(ended ?? now), start + LEAST);
  const title = `${number} ${command}: ${outcomeOf(operation, words)}`;
  const fades = outcome === "unknown" ? svg`<path class="beyond" d="M${px(end)} ${y}h${BEYOND}" />` : nothing;
  return svg`<g class="operation ${outcome ?? "open"}" data-operation="${operation.client}#${number}"><title>${title}</title>
    <rect x=${px(start)} y=${y - 5} width=${px(end - start)} height="10" rx="2" />${fades}</g>`;
}
