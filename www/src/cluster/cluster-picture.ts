import { render } from "lit/html.js";
import type { Picture, PictureContext } from "../protocols/protocol.ts";
import type { Presentation } from "../stage/cluster-presentation.ts";
import { type Layout, type Line, layOut, sidesOf } from "../stage/geometry.ts";
import { drawStage } from "../stage/stage.ts";
import type { Intent, Target } from "../state/app-state.ts";
import { partitionLine } from "../state/move-lines.ts";
import { clusterOf } from "../state/scene.ts";
import type { Details } from "./cluster-details.ts";
import { Stroke } from "./stroke.ts";

/** How long, on the wall, the cross of a lost message stays. */
const LOSS_MS = 900;

const INSETS = { top: 8, right: 16, bottom: 8, left: 16 };

/** The stage of a cluster: nodes in a circle, messages on their ways; a line drawn across it cuts the network. */
export class ClusterPicture implements Picture {
  readonly #host: HTMLElement;
  readonly #presentation: Presentation;
  readonly #details: () => Details | null;
  readonly #send: (intent: Intent) => void;
  readonly #stroke: Stroke;
  #layout: Layout | null = null;
  /** What it depends on. */
  #layoutOf = "";
  #context: PictureContext | null = null;
  /** What the focus was last sent to. */
  #focused: Target | null = null;

  constructor(
    host: HTMLElement,
    presentation: Presentation,
    details: () => Details | null,
    send: (intent: Intent) => void,
  ) {
    this.#host = host;
    this.#details = details;
    this.#presentation = presentation;
    this.#send = send;
    this.#stroke = new Stroke(
      host,
      () => this.#context?.redraw(),
      (line) => this.#cut(line),
    );
  }

  draw(context: PictureContext): void {
    this.#context = context;
    const { state, world, words, size } = context;
    const frame = clusterOf(world.frame);
    if (frame === null || size.width === 0) return;
    const send = this.#send;
    const handOn = this.#details()?.holdFocus(this.#host);
    render(
      drawStage({
        frame,
        now: state.now,
        records: world.records,
        layout: this.#layOut(context),
        presentation: this.#presentation,
        words,
        labels: context.readable,
        lossMs: Math.max(LOSS_MS * context.speed, 0.5),
        still: state.calm,
        selected: state.selection,
        choose: (target: Target | null) => send({ type: "select", selection: target }),
        menu: (target: Target | null, at: { clientX: number; clientY: number }) => {
          if (at instanceof Event) at.preventDefault();
          send({ type: "select", selection: target });
          send({ type: "popup", popup: { of: "moves", target, x: at.clientX, y: at.clientY } });
        },
        cuts: this.#details(),
        cutting: this.#stroke.line,
        menus: !state.locked,
        grab: state.locked ? () => undefined : this.#stroke.begin,
      }),
      this.#host,
    );
    this.#followFocus(state.selection);
    handOn?.();
  }

  /** A message that was reached by a key takes the focus, so that Enter and the menu key act on it. */
  #followFocus(selection: Target | null): void {
    if (selection === this.#focused) return;
    this.#focused = selection;
    if (selection?.focus) this.#host.querySelector<SVGElement>(`[data-message="${selection.id}"]`)?.focus();
  }

  dispose(): void {
    render(null, this.#host);
  }

  /** The layout stays the same object while nothing that it depends on changes. */
  #layOut({ world, size }: PictureContext): Layout {
    const frame = clusterOf(world.frame);
    const ids = (all: readonly { id: string }[] = []) => all.map((one) => one.id);
    const [nodes, clients] = [ids(frame?.nodes), ids(frame?.clients)];
    const zones = frame?.network.zones;
    const of = JSON.stringify([size.width, size.height, nodes, clients, zones]);
    if (this.#layout === null || of !== this.#layoutOf)
      this.#layout = layOut(size, INSETS, nodes, clients, zones);
    this.#layoutOf = of;
    return this.#layout;
  }

  /** A line across the stage parts the network along it. */
  #cut(line: Line): void {
    const sides = this.#layout === null ? null : sidesOf(this.#layout, line);
    if (sides !== null)
      this.#send({
        type: "act",
        line: partitionLine(sides, clusterOf(this.#context?.world.frame)?.network.zones),
      });
  }
}
