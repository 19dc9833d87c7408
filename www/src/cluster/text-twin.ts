import { html, nothing, type TemplateResult } from "lit/html.js";
import type { CutView, DiskView, MessageView, NodeBase, ZoneView } from "../api/frames.ts";
import type { Words } from "../i18n/words.ts";
import type { Context } from "../protocols/protocol.ts";
import type { Presentation } from "../stage/cluster-presentation.ts";
import { named } from "../state/move-lines.ts";
import { nodeMoves, zoneMoves } from "../state/moves.ts";
import { clusterOf } from "../state/scene.ts";
import { drawMoves } from "../widgets/draw-moves.ts";
import { networkFacts } from "./link-words.ts";
import { drawTable } from "./operations.ts";

/** All that the picture shows, as lists and tables. */
export function drawTextTwin(context: Context, presentation: Presentation): TemplateResult {
  const { world, words, send } = context;
  const frame = clusterOf(world.frame);
  if (frame === null) return html``;
  return html`
    <h3>${words.t("ui.twin.nodes")}</h3>
    <ul>${presentation.nodes(frame).map((face, index) => {
      const node = frame.nodes[index];
      const moves = node === undefined ? [] : nodeMoves(node, []);
      return html`<li data-twin=${face.id}><span>${face.spoken}${node?.disk === undefined ? "" : `${words.t("sentence.list")}${spokenDisk(node.disk, words)}`}</span>
        <span class="actions">${drawMoves(moves, words, send)}</span></li>`;
    })}</ul>
    ${frame.network.zones === undefined ? nothing : drawZones(frame.network.zones, frame.nodes, words, send)}
    ${frame.cuts.length === 0 ? nothing : drawCuts(frame.cuts, frame.network.zones, words)}
    ${drawFacts(networkFacts(frame.network, words), words)}
    <h3>${words.t("ui.twin.messages")}</h3>
    <table class="in-flight">
      <thead><tr>${(["message", "from", "to", "sent", "due"] as const).map((name) => html`<th scope="col">${words.t(`ui.twin.${name}`)}</th>`)}</tr></thead>
      <tbody>${frame.messages.map(
        (
          message,
        ) => html`<tr><th scope="row"><button type="button" class="link" @click=${() => send({ type: "select", selection: { kind: "message", id: message.id } })}>${presentation.message(message, frame).label || message.kind}</button></th>
          <td>${message.from}</td><td>${message.to}</td><td>${words.number(message.sent, { digits: 1 })}</td>
          <td>${message.fate === "held" ? words.t("ui.fate.held") : words.number(message.due, { digits: 1 })}${message.delayed ? ` (${words.t("ui.fate.delayed")})` : ""}${leaving(message, words)}</td></tr>`,
      )}</tbody>
    </table>
    ${drawTable(context, frame)}`;
}

/** Of a message on a link with a bandwidth: its size, and when it begins to leave if others leave first. */
export const leaving = ({ sent, leaves, bytes }: MessageView, words: Words): string => {
  if (leaves === undefined || bytes === undefined) return "";
  const at = words.number(leaves, { digits: 1 });
  return ` (${words.t(leaves > sent ? "ui.twin.leaves" : "ui.twin.bytes", { bytes, at })})`;
};

/** What is said of links beside what holds for all, and in which order messages come. */
const drawFacts = (facts: readonly string[], words: Words): TemplateResult | typeof nothing =>
  facts.length === 0
    ? nothing
    : html`<h3>${words.t("ui.network")}</h3>
    <ul class="links">${facts.map((fact) => html`<li>${fact}</li>`)}</ul>`;

/** Who is in each zone, and what can be done to it. */
const drawZones = (
  zones: readonly ZoneView[],
  nodes: readonly NodeBase[],
  words: Words,
  send: Context["send"],
): TemplateResult =>
  html`<h3>${words.t("ui.twin.zones")}</h3>
    <ul>${zones.map(
      (zone) => html`<li data-twin=${zone.name}><span>${spokenZone(zone, words)}</span>
        <span class="actions">${drawMoves(zoneMoves(zone, nodes), words, send)}</span></li>`,
    )}</ul>`;

/** A zone and who is in it. */
export const spokenZone = ({ name, members }: ZoneView, words: Words): string =>
  words.t("ui.zone.spoken", { zone: name, members: members.join(words.t("sentence.list")) });

/** A disk as the end of a sentence. */
const spokenDisk = (disk: DiskView, words: Words): string =>
  words.t("ui.twin.disk", {
    pace: paceOf(disk, words),
    writes: disk.writes.length,
    waiting: disk.waiting.length,
  });

/** How fast a disk is, in a word or two. */
export const paceOf = ({ pace, slow }: Pick<DiskView, "pace" | "slow">, words: Words): string =>
  words.t(`ui.disk.${pace}`, { ms: words.number(slow ?? 0) });

/** Which links are cut or held, and which way. */
const drawCuts = (
  cuts: readonly CutView[],
  zones: readonly ZoneView[] | undefined,
  words: Words,
): TemplateResult =>
  html`<h3>${words.t("ui.twin.cuts")}</h3>
    <ul class="cuts">${cuts.map((cut) => html`<li>${spokenCut(cut, zones, words)}</li>`)}</ul>`;

/** A cut as a sentence. */
export function spokenCut(
  { kind, from, to, both }: CutView,
  zones: readonly ZoneView[] | undefined,
  words: Words,
): string {
  const list = (ends: readonly string[]) => named(ends, zones).join(words.t("sentence.list"));
  const ends = { from: list(from), to: list(to) };
  if (kind === "hold") return words.t("ui.twin.hold", ends);
  return words.t(both ? "ui.twin.cut" : "ui.twin.cut.one-way", ends);
}
