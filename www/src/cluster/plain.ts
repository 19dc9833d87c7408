/**
 * The default presentation: a cluster whose nodes and messages are shown by what their frames say of them, whatever the
 * protocol. A chunk of its own, asked for by a protocol that has no picture of its own.
 */
import { html } from "lit/html.js";
import type { ProtocolInfo } from "../api/catalog.ts";
import type { EventRecord, MessageView, Moment, NodeBase } from "../api/frames.ts";
import { NONE, type Params, valueIn } from "../i18n/format.ts";
import { listed, plainPhrasing, printed } from "../i18n/plain-phrasing.ts";
import type { Words } from "../i18n/words.ts";
import type { Context, ProtocolPage, ProtocolTab, ProtocolView } from "../protocols/protocol.ts";
import { columnsOf } from "../stage/chip.ts";
import { hueOf, type MessageFace, type NodeFace, type Presentation } from "../stage/cluster-presentation.ts";
import type { Weight } from "../state/caption.ts";
import { clusterOf } from "../state/scene.ts";
import type texts from "../texts/en/plain.json";
import { clusterView } from "./cluster-view.ts";

type PlainWords = Words<keyof typeof texts>;

export const plainPage = (known: ProtocolInfo | null): ProtocolPage => ({
  phrasing: plainPhrasing(known),
  view: (words: PlainWords): ProtocolView => ({
    ...clusterView(plainPresentation(words, known?.timers ?? [])),
    weight,
    quiet: () => false,
    judge: () => null,
    hue: ({ epoch }: Moment) => hueOf(Number(epoch) || 0),
    chip: () => true,
    tabs: [nodesTab(words)],
  }),
});

/** What was decided is worth a sentence, and what makes a mark is a turning point; the rest is how it came about. */
function weight(record: EventRecord): Weight {
  if ("rule" in record) return record.kind === "rule" ? 2 : 3;
  switch (record.kind) {
    case "violated":
    case "action":
    case "crashed":
    case "restarted":
      return 3;
    case "paused":
    case "resumed":
    case "writes-lost":
    case "no-effect":
    case "answered":
    case "given-up":
    case "answered-late":
    case "pushed":
    case "lost":
      return 2;
    default:
      return 1;
  }
}

export function plainPresentation(words: PlainWords, timers: readonly string[]): Presentation {
  return {
    nodes: ({ nodes }) => nodes.map((node) => nodeFace(node, words)),
    message: messageFace,
    facts: (frame, id) =>
      Object.entries(fieldsOf(frame.nodes.find((node) => node.id === id))).map(([name, value]) => ({
        name,
        value: valueIn(value, words.locale),
        durable: null,
      })),
    timers,
    anyNodeServes: true,
    commands: [],
  };
}

/** What a frame shows of a node besides what every node has. */
function fieldsOf(node: NodeBase | undefined): Params {
  if (node === undefined) return {};
  const { id: _, status: __, clock: ___, timers: ____, disk: _____, ...own } = node;
  return printed(own);
}

/** So many characters have room in a node, and beside a message. */
const COLUMNS = { node: 11, message: 22 };

/** What stands in a node that is up: its role if it has one, else the first of its fields for which there is room. */
function labelOf(fields: Params): string {
  if (typeof fields.role === "string") return fields.role;
  const told = Object.entries(fields).filter(([, value]) => value !== null);
  return told.map((field) => field.join(" ")).find((text) => columnsOf(text) <= COLUMNS.node) ?? "";
}

function nodeFace(node: NodeBase, words: PlainWords): NodeFace {
  const { id, timers } = node;
  const fields = fieldsOf(node);
  const status = words.t(`ui.status.${node.status}`);
  const told = listed(fields, words.locale, words.t("sentence.list"));
  const [timer = null] = [...timers].sort((one, other) => one.due - other.due);
  return {
    id,
    status: node.status,
    shape: "circle",
    crowned: false,
    hue: 0,
    epoch: "",
    label: node.status === "up" ? labelOf(fields) : status,
    pips: [],
    timer,
    disk: "",
    spoken: words.t(told === "" ? "plain.spoken.bare" : "plain.spoken", { node: id, status, fields: told }),
  };
}

function messageFace(message: MessageView): MessageFace {
  const face = { hue: 0, answer: null, cells: [] } as const;
  if (message.kind === "ClientRequest")
    return { ...face, glyph: "client-request", label: message.fields.command };
  if (message.kind === "ClientPush") return { ...face, glyph: "client-reply", label: message.fields.text };
  if (message.kind === "ClientReply") {
    const { outcome, answer, leader } = message.fields;
    if (outcome === "answer") return { ...face, glyph: "client-reply", answer: "+", label: answer ?? "" };
    return { ...face, glyph: "client-reply", answer: "−", label: `→ ${leader ?? "?"}` };
  }
  const { kind, fields }: { kind: string; fields: object } = message;
  const values = Object.values(printed(fields)).map((value) => value ?? NONE);
  const whole = [kind, ...values].join(" ");
  return { ...face, glyph: "request", label: columnsOf(whole) > COLUMNS.message ? kind : whole };
}

/** A row for each node, a column for each field. */
function nodesTab(words: PlainWords): ProtocolTab {
  return {
    name: "nodes",
    draw({ world, send }: Context) {
      const nodes = clusterOf(world.frame)?.nodes ?? [];
      const rows = nodes.map((node) => [node, fieldsOf(node)] as const);
      const names = [...new Set(rows.flatMap(([, fields]) => Object.keys(fields)))];
      const choose = (id: string) => send({ type: "select", selection: { kind: "node", id } });
      return html`<div class="twin"><table>
        <thead><tr><th scope="col">${words.t("plain.node")}</th><th scope="col">${words.t("plain.status")}</th>${names.map((name) => html`<th scope="col" class="mono">${name}</th>`)}</tr></thead>
        <tbody>${rows.map(
          ([{ id, status }, fields]) =>
            html`<tr><th scope="row"><button type="button" class="link" @click=${() => choose(id)}>${id}</button></th><td>${words.t(`ui.status.${status}`)}</td>${names.map((name) => html`<td class="mono">${valueIn(fields[name], words.locale)}</td>`)}</tr>`,
        )}</tbody></table></div>`;
    },
  };
}
