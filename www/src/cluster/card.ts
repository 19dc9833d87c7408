import { html, nothing, type TemplateResult } from "lit/html.js";
import type { ClientView, ClusterFrame, DiskView, MessageView, NodeBase, ZoneView } from "../api/frames.ts";
import { messageName } from "../api/message-name.ts";
import type { Words } from "../i18n/words.ts";
import type { Context } from "../protocols/protocol.ts";
import type { Fact, Presentation } from "../stage/cluster-presentation.ts";
import type { Intent, Target } from "../state/app-state.ts";
import { clientMoves, messageMoves, networkMoves, nodeMoves, zoneMoves } from "../state/moves.ts";
import { clusterOf } from "../state/scene.ts";
import { drawMoves } from "../widgets/draw-moves.ts";
import { drawLanes, drawTable } from "./operations.ts";
import { leaving, paceOf } from "./text-twin.ts";

type Send = (intent: Intent) => void;

/** The card of what is selected: what it is, what it holds, what can be done to it. */
export function drawCard(context: Context, presentation: Presentation): TemplateResult | null {
  const { selection } = context.state;
  const frame = clusterOf(context.world.frame);
  return selection === null || frame === null ? null : cardOf(context, presentation, frame, selection);
}

function cardOf(context: Context, presentation: Presentation, frame: ClusterFrame, selection: Target) {
  if (selection.kind === "node") return nodeCard(context, presentation, frame, selection.id);
  if (selection.kind === "client") {
    const client = frame.clients.find((one) => one.id === selection.id);
    return client === undefined ? null : clientCard(client, context, frame);
  }
  if (selection.kind === "zone") {
    const zone = frame.network.zones?.find(({ name }) => name === selection.id);
    return zone === undefined ? null : zoneCard(zone, context, frame);
  }
  const message = frame.messages.find((one) => one.id === selection.id);
  return message === undefined ? null : messageCard(message, context, presentation, frame);
}

function nodeCard(
  { words, send, state }: Context,
  presentation: Presentation,
  frame: ClusterFrame,
  id: string,
): TemplateResult | null {
  const face = presentation.nodes(frame).find((one) => one.id === id);
  const node = frame.nodes.find((one) => one.id === id);
  if (face === undefined || node === undefined) return null;
  const facts = presentation.facts(frame, id);
  const zone = frame.network.zones?.find(({ members }) => members.includes(id));
  return html`<h2>${face.spoken}${zone === undefined ? nothing : html` <span class="soft">${words.t("ui.zone.title", { zone: zone.name })}</span>`}</h2>
    <div class="actions">${drawMoves([...nodeMoves(node, presentation.timers), ...networkMoves(frame.cuts)], words, send)}${drawClock(node, words, send)}</div>
    ${FACTS.map(([title, durable]) =>
      factList(
        words.t(title),
        facts.filter((fact) => fact.durable === durable),
      ),
    )}
    ${
      node.timers.length === 0
        ? nothing
        : factList(
            words.t("ui.card.timers"),
            node.timers.map((timer) => ({
              name: timer.name,
              value: words.t("ui.card.timer-left", {
                ms: words.number(Math.max(0, timer.due - state.now), { digits: 1 }),
              }),
              durable: false,
            })),
          )
    }
    ${node.disk === undefined ? nothing : factList(words.t("ui.card.disk"), diskFacts(node.disk, words, state.now))}`;
}

/** How fast it is, what is being written to it, and what leaves when that is done. */
function diskFacts({ pace, slow, writes, waiting }: DiskView, words: Words, now: number): Fact[] {
  const left = (due: number | null): string =>
    due === null
      ? words.t("ui.disk.stalled")
      : words.t("ui.card.timer-left", { ms: words.number(Math.max(0, due - now), { digits: 1 }) });
  const facts = [
    { name: words.t("ui.disk.pace"), value: paceOf({ pace, slow }, words) },
    ...writes.map(({ number, due }) => ({ name: words.t("ui.disk.write", { number }), value: left(due) })),
    ...waiting.map(({ after, to, kind }) => ({
      name: `${kind} → ${to}`,
      value: words.t("ui.disk.after", { number: after }),
    })),
  ];
  return facts.map((fact) => ({ ...fact, durable: false }));
}

/** What survives a crash, what does not, and what may or may not. */
const FACTS = [
  ["ui.card.durable", true],
  ["ui.card.volatile", false],
  ["ui.card.state", null],
] as const;

/** Too long for half a line; characters of Chinese are twice as wide. */
const isLong = (text: string): boolean => text.replace(/[\u2e80-\uffff]/gu, "..").length > 12;

function factList(title: string, facts: readonly Fact[]): TemplateResult | typeof nothing {
  if (facts.length === 0) return nothing;
  return html`<h3>${title}</h3>
    <dl class="facts">${facts.map((fact) => html`<div class=${isLong(fact.value) ? "wide" : ""}><dt class="mono">${fact.name}</dt><dd class="mono">${fact.value}</dd></div>`)}</dl>`;
}

/** Rates of a node's timers, in percent. */
const CLOCK_RATES = [50, 75, 100, 125, 150, 200];

function drawClock(node: NodeBase, words: Words, send: Send): TemplateResult {
  const rates = CLOCK_RATES.includes(node.clock) ? CLOCK_RATES : [...CLOCK_RATES, node.clock];
  const set = (event: Event) =>
    send({ type: "act", line: `clock ${node.id} ${(event.target as HTMLSelectElement).value}%` });
  return html`<label class="clock-rate"><span class="soft">${words.t("ui.card.clock")}</span>
    <select class="control" @change=${set}>${rates.map(
      (rate) => html`<option value=${rate} ?selected=${rate === node.clock}>${rate}%</option>`,
    )}</select></label>`;
}

function clientCard(client: ClientView, context: Context, frame: ClusterFrame): TemplateResult {
  const { words, send, state } = context;
  const facts: Fact[] = [
    { name: words.t("ui.client.pending"), value: client.pending?.command ?? "–", durable: false },
    { name: words.t("ui.client.asks"), value: client.pending?.to ?? client.leader ?? "n1", durable: false },
    { name: words.t("ui.client.queued"), value: client.queued.join(", ") || "–", durable: false },
    { name: words.t("ui.client.answered"), value: String(client.answered), durable: false },
    {
      name: words.t("ui.client.last"),
      value: client.last === null ? "–" : `${client.last.command} → ${client.last.answer}`,
      durable: false,
    },
  ];
  const moves = clientMoves(client, state.command);
  return html`<h2>${words.t("ui.client.title", { client: client.id })}</h2>
    <div class="actions">${drawMoves(moves, words, send)}</div>
    ${factList(words.t("ui.client.state"), facts)}
    ${drawLanes(context, frame)}${drawTable(context, frame)}`;
}

/** A zone: who is in it, and what can be done to all of them. */
function zoneCard(zone: ZoneView, { words, send }: Context, { nodes }: ClusterFrame): TemplateResult {
  return html`<h2>${words.t("ui.zone.title", { zone: zone.name })}</h2>
    <div class="actions">${drawMoves(zoneMoves(zone, nodes), words, send)}</div>
    <p class="mono summary">${zone.members.join(" ")}</p>`;
}

function messageCard(
  message: MessageView,
  { words, send }: Context,
  presentation: Presentation,
  frame: ClusterFrame,
): TemplateResult {
  return html`<h2>${presentation.message(message, frame).label} <span class="soft">${message.from} → ${message.to}</span></h2>
    <div class="actions">${drawMoves(messageMoves(message, messageName(frame.messages, message.id), frame), words, send)}</div>
    <p class="mono summary">${message.summary}${leaving(message, words)}</p>`;
}
