import { repeat } from "lit/directives/repeat.js";
import { html, nothing, svg, type TemplateResult } from "lit/html.js";
import type { ClusterFrame, EventRecord, LostRecord, MessageView, ZoneView } from "../api/frames.ts";
import type { Words } from "../i18n/words.ts";
import type { Target } from "../state/app-state.ts";
import { badgesBox, hasBadges } from "./badges.ts";
import { drawClient, drawWaiting } from "./client.ts";
import type { MessageFace, NodeFace, Presentation } from "./cluster-presentation.ts";
import type { Layout, Line } from "./geometry.ts";
import { type Box, placeLabels } from "./labels.ts";
import { drawLoss, drawMessage, type Queue, queueAt } from "./message.ts";
import { drawNode, pipsBox } from "./node.ts";
import type { UnlikeLink } from "./unlike-links.ts";

export interface StageOptions {
  frame: ClusterFrame;
  /** Simulated now, between events too; everything that moves is placed by it. */
  now: number;
  records: readonly EventRecord[];
  layout: Layout;
  presentation: Presentation;
  words: Words;
  /** Messages say what they are: there is time to read it. */
  labels: boolean;
  /** How long a loss stays in the picture, in simulated ms. */
  lossMs: number;
  /** Nothing glides: messages stand as arrows. */
  still: boolean;
  selected: Target | null;
  /** What draws cuts, links and disks, once it is loaded: most runs have none at first. */
  cuts: Later | null;
  /** A line that is being drawn across the stage, to part it in two. */
  cutting: Line | null;
  choose(target: Target | null): void;
  /** At a place of the window. */
  menu(target: Target | null, at: { clientX: number; clientY: number }): void;
  /** Whether anything has a menu. */
  menus: boolean;
  /** The pointer went down on empty ground. */
  grab(event: PointerEvent): void;
}

/** What draws cuts, zones, links that are unlike the others, and disks at work. */
type Later = Pick<typeof import("./cuts.ts"), "drawCuts" | "drawCutting"> &
  Pick<typeof import("./disks.ts"), "drawDisks"> &
  Pick<typeof import("./zones.ts"), "drawZone"> & { spokenZone(zone: ZoneView, words: Words): string } & Pick<
    typeof import("./unlike-links.ts"),
    "drawUnlikeLinks"
  > & {
    unlikeText(link: UnlikeLink, words: Words): string;
  };

/** With more messages than this under way, their ways and labels would be a thicket. */
const WAYS_MAX = 24;

interface Faces {
  nodes: readonly NodeFace[];
  faces: ReadonlyMap<string, MessageFace>;
}

/** Faces change with events, pictures sixty times a second: each frame's faces are worked out once. */
const known = new WeakMap<ClusterFrame, { presentation: Presentation; all: Faces }>();

function facesOf(frame: ClusterFrame, presentation: Presentation): Faces {
  const found = known.get(frame);
  if (found?.presentation === presentation) return found.all;
  const faces = new Map(
    frame.messages.map((message) => [message.id, presentation.message(message, frame)] as const),
  );
  const all = { nodes: presentation.nodes(frame), faces };
  known.set(frame, { presentation, all });
  return all;
}

/** The whole stage: a pure picture of the frame at `now`. */
export function drawStage(options: StageOptions): TemplateResult {
  const { frame, layout, presentation, words, now } = options;
  const { faces, nodes } = facesOf(frame, presentation);
  const readable = options.labels && frame.messages.length <= WAYS_MAX;
  const labels = readable
    ? placeLabels(frame.messages, faces, layout, now, standingOf(nodes, layout))
    : new Map();
  const queue = queueAt(frame.messages, now);
  const popup = options.menus ? "menu" : nothing;
  const isSelected = (kind: Target["kind"], id: string) =>
    options.selected?.kind === kind && options.selected.id === id;
  return html`<svg class="stage" viewBox="0 0 ${layout.width} ${layout.height}" role="group" aria-label=${words.t("ui.stage.label")}>
    <rect class="ground" width=${layout.width} height=${layout.height} @click=${() => options.choose(null)}
      @pointerdown=${options.grab} @contextmenu=${(event: MouseEvent) => options.menu(null, event)} />
    <circle class="orbit" cx=${layout.centre.x} cy=${layout.centre.y} r=${layout.radius} />
    ${frame.network.zones?.map((zone) => drawZone(zone, options, isSelected("zone", zone.name)))}
    ${frame.network.links === undefined ? nothing : options.cuts?.drawUnlikeLinks(frame.network, layout, (link) => options.cuts?.unlikeText(link, words) ?? "")}
    ${options.cuts?.drawCuts(frame.cuts, layout)}
    ${frame.clients.map((client) => drawWaiting(client, layout))}
    ${repeat(
      frame.messages,
      (message) => message.id,
      (message) => drawOne(message, faces.get(message.id), options, queue, labels.get(message.id) ?? null),
    )}
    ${losses(options).map(({ record, left }) => drawLoss(record, layout, left))}
    ${nodes.map((face) =>
      drawNode(face, {
        ...{ layout, now, popup },
        selected: isSelected("node", face.id),
        choose: () => options.choose({ kind: "node", id: face.id }),
        menu: (event) => options.menu({ kind: "node", id: face.id }, event),
      }),
    )}
    ${options.cuts?.drawDisks(frame.nodes, layout, now)}
    ${frame.clients.map((client) =>
      drawClient(client, {
        ...{ layout, popup },
        selected: isSelected("client", client.id),
        spoken: words.t(client.pending === null ? "ui.client.idle" : "ui.client.waits", {
          client: client.id,
          command: client.pending?.command ?? "",
          node: client.pending?.to ?? "",
        }),
        choose: () => options.choose({ kind: "client", id: client.id }),
        menu: (event) => options.menu({ kind: "client", id: client.id }, event),
      }),
    )}
    ${options.cutting === null ? nothing : options.cuts?.drawCutting(options.cutting)}
  </svg>`;
}

/** Where badges and pips stand. */
function standingOf(nodes: readonly NodeFace[], layout: Layout): Box[] {
  return nodes.flatMap(({ id, badges = [], pips }) => {
    const place = layout.places.get(id);
    if (place === undefined) return [];
    const beside =
      badges.length > 0 && hasBadges(place, layout) ? [badgesBox(place, layout, badges.length)] : [];
    return [...beside, ...pipsBox(pips, place, layout.gap)].map((box) => ({
      ...box,
      x: place.x + box.x,
      y: place.y + box.y,
    }));
  });
}

function drawZone(zone: ZoneView, options: StageOptions, selected: boolean) {
  const { layout, cuts, words } = options;
  const target: Target = { kind: "zone", id: zone.name };
  return cuts?.drawZone(zone, {
    ...{ layout, selected },
    popup: options.menus ? "menu" : nothing,
    spoken: cuts.spokenZone(zone, words),
    choose: () => options.choose(target),
    menu: (event) => options.menu(target, event),
  });
}

function drawOne(
  message: MessageView,
  face: MessageFace | undefined,
  options: StageOptions,
  queue: Queue,
  label: ReturnType<typeof placeLabels> extends ReadonlyMap<string, infer Spot> ? Spot | null : never,
) {
  if (face === undefined) return nothing;
  const target: Target = { kind: "message", id: message.id };
  return svg`${drawMessage(message, face, {
    layout: options.layout,
    now: options.now,
    queue,
    popup: options.menus ? "menu" : nothing,
    wayShown: options.frame.messages.length <= WAYS_MAX,
    label,
    selected: options.selected?.kind === "message" && options.selected.id === message.id,
    spoken: spokenMessage(message, face, options.words),
    tabbable: message.id === tabbable(options),
    still: options.still,
    choose: () => options.choose(target),
    open: (event) => options.menu(target, placeOf(event.currentTarget as Element)),
    menu: (event) => options.menu(target, event),
  })}`;
}

/** The middle of an element, as a pointer there would say it. */
function placeOf(element: Element): { clientX: number; clientY: number } {
  const { x, y, width, height } = element.getBoundingClientRect();
  return { clientX: x + width / 2, clientY: y + height / 2 };
}

/** With sixty messages under way the Tab key should not stop at each: at the selected one, or the first. */
function tabbable({ frame, selected }: StageOptions): string | undefined {
  const chosen = frame.messages.find(({ id }) => selected?.kind === "message" && selected.id === id);
  return (chosen ?? frame.messages[0])?.id;
}

export function spokenMessage(message: MessageView, face: MessageFace, words: Words): string {
  const { from, to } = message;
  const what = words.t("ui.messages.label", { kind: face.label || message.kind, from, to });
  const fate = message.fate === "held" ? "ui.fate.held" : message.delayed ? "ui.fate.delayed" : null;
  return fate === null ? what : `${what}, ${words.t(fate)}`;
}

/** Losses of the last moment, with the share of that moment that is left. */
function losses(options: StageOptions): { record: LostRecord; left: number }[] {
  const since = options.now - options.lossMs;
  const found: { record: LostRecord; left: number }[] = [];
  for (let index = options.records.length - 1; index >= 0; index -= 1) {
    const record = options.records[index];
    if (record === undefined || record.at < since) break;
    if (record.kind === "lost") found.push({ record, left: (record.at - since) / options.lossMs });
  }
  return found;
}
