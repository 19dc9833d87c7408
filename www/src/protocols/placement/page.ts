import { html, nothing, type TemplateResult } from "lit";
import type { EventRecord } from "../../api/frames.ts";
import type { Words } from "../../i18n/words.ts";
import type { AppState, Intent } from "../../state/app-state.ts";
import type { Weight } from "../../state/caption.ts";
import type { Move } from "../../state/moves.ts";
import type { Context, ProtocolPage, ProtocolView } from "../protocol.ts";
import type { PlacementKey } from "./codes.ts";
import { drawLoad } from "./load.ts";
import { drawKeyBox, drawLookup, keyTyped, lookupLine } from "./lookup.ts";
import { phrasing } from "./phrasing.ts";
import styles from "./placement.css?inline";
import { hueOfNode, numberOf } from "./ring-geometry.ts";
import { PlacementPicture } from "./ring-picture.ts";
import { nameOf } from "./sliders.ts";
import type { PlacementFrame } from "./types.ts";

export const page: ProtocolPage = { phrasing, styles, view };

/** Beats of a steady pace that a move takes: a walk is followed step by step. */
const BEATS = 4;

function view(words: Words<PlacementKey>): ProtocolView {
  let details: (typeof import("./answers.ts") & typeof import("./twin.ts")) | null = null;
  return {
    async later() {
      const [answers, twin] = await Promise.all([import("./answers.ts"), import("./twin.ts")]);
      details = { ...answers, ...twin };
    },
    weight,
    quiet: () => false,
    beats: (frame) => (frame.protocol === "placement" && isUnderWay(frame) ? BEATS : 1),
    judge: (scenario) => details?.answerOf(scenario) ?? null,
    hue: (moment) => (moment.node === null ? 0 : hueOfNode(moment.node)),
    chip: (property) => property.kind === "always",
    subject: (strategy) => nameOf("strategy", strategy, words),
    tabs: [
      { name: "load", draw: (context) => drawLoad(context, words) },
      { name: "lookup", draw: (context) => drawLookup(context, words) },
    ],
    picture: (host, send) => new PlacementPicture(host, words, send),
    tools: (context) => drawTools(context, words),
    card: (context) => details?.drawCard(context, words, nodeMoves) ?? null,
    menu: ({ world }, target) => {
      if (world.frame.protocol !== "placement") return [];
      return target === null ? [joinMove(world.frame)] : nodeMoves(target.id);
    },
    twin: (context) => details?.drawTwin(context, words) ?? html``,
    keys: {
      help: [
        { keys: ["1", "…", "9"], text: "ui.key.node" },
        { keys: ["a"], text: "placement.key.add", acts: true },
        { keys: ["x"], text: "placement.key.remove", acts: true },
        { keys: ["r"], text: "placement.key.lookup", acts: true },
        { keys: ["m"], text: "placement.key.compare", acts: true },
      ],
      intentOf,
    },
    legendSamples: async () => (await import("./twin.ts")).PLACEMENT_LEGEND,
  };
}

const isUnderWay = ({ move, now }: PlacementFrame): boolean => move !== null && now < move.until;

/** What a move is about comes first, then what it moved; single transfers are small print. */
function weight(record: EventRecord): Weight {
  if (record.kind === "violated" || record.kind === "no-effect") return 3;
  if (record.kind === "action") return 1;
  if (!("rule" in record)) return record.kind === "boot" ? 0 : 1;
  switch (record.rule) {
    case "placement.keys.moved":
    case "placement.keys.stayed":
    case "placement.owner.found":
      return 3;
    case "placement.node.joined":
    case "placement.node.left":
    case "placement.setting.changed":
    case "placement.replica.short":
    case "placement.node.idle":
      return 2;
    default:
      return 1;
  }
}

// ------------------------------------------------------------------------------------------------------ moves

/** The lowest number that is free. */
function freeNode({ nodes }: PlacementFrame): string {
  const taken = new Set(nodes.map((node) => numberOf(node.id)));
  let number = 1;
  while (taken.has(number)) number += 1;
  return `n${number}`;
}

const joinMove = (frame: PlacementFrame): Move => ({
  line: `join ${freeNode(frame)}`,
  label: "placement.act.add",
});

const nodeMoves = (id: string): Move[] => [
  { line: `leave ${id}`, label: "placement.act.remove", danger: true },
];

/** The selected node, else the one that came last. */
function leaving(frame: PlacementFrame, { selection }: AppState): string | null {
  const chosen = selection?.kind === "node" && frame.nodes.some((node) => node.id === selection.id);
  return chosen ? selection.id : (frame.nodes.at(-1)?.id ?? null);
}

/** Modulo beside the strategy in use, or beside modulo the ring; and back. */
const compareLine = ({ settings }: PlacementFrame): string =>
  `change compare ${settings.compare !== "none" ? "none" : otherThan(settings.strategy)}`;

const otherThan = (strategy: string | undefined) => (strategy === "modulo" ? "ring" : "modulo");

function intentOf(key: string, state: AppState): Intent | null {
  const frame = state.world?.frame;
  if (frame?.protocol !== "placement") return null;
  if (/^[1-9]$/u.test(key)) {
    const node = frame.nodes[Number(key) - 1];
    return node === undefined ? null : { type: "select", selection: { kind: "node", id: node.id } };
  }
  switch (key) {
    case "a":
      return { type: "act", line: joinMove(frame).line };
    case "x": {
      const node = leaving(frame, state);
      return node === null ? null : { type: "act", line: `leave ${node}` };
    }
    case "r":
      return { type: "act", line: lookupLine(keyTyped({ state })) };
    case "m":
      return { type: "act", line: compareLine(frame) };
    default:
      return null;
  }
}

// -------------------------------------------------------------------------------------------------- under and beside

function drawTools(context: Context, words: Words<PlacementKey>): TemplateResult {
  const { world, state, send } = context;
  const { frame } = world;
  if (frame.protocol !== "placement") return html``;
  const act = (line: string) => () => send({ type: "act", line });
  const node = leaving(frame, state);
  const { compare } = frame.settings;
  const other = words.t(`placement.strategy.${otherThan(frame.settings.strategy)}`);
  return html`<div class="ring-tools">
    <button type="button" class="control" title=${joinMove(frame).line} @click=${act(joinMove(frame).line)}>${words.t("placement.act.add")}</button>
    <button type="button" class="control" title=${`leave ${node ?? ""}`} ?disabled=${node === null || frame.nodes.length < 2} @click=${act(`leave ${node}`)}>${node === null ? words.t("placement.act.remove") : words.t("placement.act.remove-node", { node })}</button>
    <button type="button" class="control" title=${compareLine(frame)} @click=${act(compareLine(frame))}>${compare === "none" ? words.t("placement.compare", { strategy: other }) : words.t("placement.compare.off")}</button>
    ${state.working ? html`<span class="soft working" role="status">${words.t("placement.working")}</span>` : nothing}</div>${drawKeyBox(context, words, "tools")}`;
}
