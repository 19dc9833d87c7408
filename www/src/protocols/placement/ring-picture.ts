import { html, nothing, render, svg } from "lit";
import type { Words } from "../../i18n/words.ts";
import type { Popup } from "../../stage/picture.ts";
import type { Intent } from "../../state/app-state.ts";
import type { Picture, PictureContext } from "../protocol.ts";
import { drawBoxes } from "./boxes.ts";
import { Cells } from "./cells.ts";
import type { PlacementKey } from "./codes.ts";
import { drawRing } from "./ring.ts";
import type { Box } from "./ring-geometry.ts";
import type { PlacedView, PlacementFrame } from "./types.ts";
import { progress } from "./walk.ts";

/** What one strategy's drawing needs. */
export interface DrawOptions {
  frame: PlacementFrame;
  placed: PlacedView;
  /** Beside the strategy in use; its own lookup is not known. */
  isBeside: boolean;
  room: Box;
  /** How much of the move under way is over. */
  share: number;
  words: Words<PlacementKey>;
  /** Whether a node has a menu. */
  popup: Popup;
  selected: string | null;
  choose(id: string | null): void;
  menu(id: string | null, event: MouseEvent): void;
}

/** Room for a title over each of two strategies. */
const TITLE = 24;

/** The picture: one strategy, or two side by side with the same keys and the same change. */
export class PlacementPicture implements Picture {
  readonly #host: HTMLElement;
  readonly #words: Words<PlacementKey>;
  readonly #send: (intent: Intent) => void;
  readonly #cells = new Cells();

  constructor(host: HTMLElement, words: Words<PlacementKey>, send: (intent: Intent) => void) {
    this.#host = host;
    this.#words = words;
    this.#send = send;
  }

  draw({ state, world, size }: PictureContext): void {
    if (world.frame.protocol !== "placement" || size.width === 0) return;
    const { frame } = world;
    const both = frame.beside === null ? [frame.placed] : [frame.placed, frame.beside];
    const width = size.width / both.length;
    const selected = state.selection?.kind === "node" ? state.selection.id : null;
    const rooms = both.map((_, index) => ({
      x: index * width,
      y: both.length > 1 ? TITLE : 0,
      width,
      height: size.height - (both.length > 1 ? TITLE : 0),
    }));
    const send = this.#send;
    const drawings = both.map((placed, index) => {
      const options: DrawOptions = {
        frame,
        placed,
        isBeside: index > 0,
        room: rooms[index] as Box,
        share: progress(frame, state),
        words: this.#words,
        popup: state.locked ? nothing : "menu",
        selected,
        choose: (id) => send({ type: "select", selection: id === null ? null : { kind: "node", id } }),
        menu: (id, event) => {
          event.preventDefault();
          const target = id === null ? null : ({ kind: "node", id } as const);
          send({ type: "select", selection: target });
          send({ type: "popup", popup: { of: "moves", target, x: event.clientX, y: event.clientY } });
        },
      };
      return svg`<g class="strategy">${both.length > 1 ? this.#title(placed, rooms[index] as Box) : nothing}${drawStrategy(options)}</g>`;
    });
    const label = this.#words.t("placement.picture", {
      strategy: this.#words.t(`placement.strategy.${frame.placed.strategy}`),
      nodes: frame.nodes.length,
      keys: frame.keys,
    });
    render(
      html`<canvas class="cells" aria-hidden="true"></canvas>
        <svg class="placement" width=${size.width} height=${size.height} viewBox="0 0 ${size.width} ${size.height}" role="group" aria-label=${label}
          @contextmenu=${(event: MouseEvent) => this.#menuOf(event)}>${drawings}</svg>`,
      this.#host,
    );
    const canvas = this.#host.querySelector<HTMLCanvasElement>("canvas.cells");
    if (canvas !== null) this.#cells.paint({ canvas, all: both, rooms, size, theme: state.theme });
  }

  dispose(): void {
    this.#cells.dispose();
    render(null, this.#host);
  }

  #title(placed: PlacedView, room: Box) {
    return svg`<text class="strategy-name" x=${room.x + room.width / 2} y="18">${this.#words.t(`placement.strategy.${placed.strategy}`)}</text>`;
  }

  #menuOf(event: MouseEvent): void {
    if (event.defaultPrevented) return;
    event.preventDefault();
    this.#send({ type: "popup", popup: { of: "moves", target: null, x: event.clientX, y: event.clientY } });
  }
}

function drawStrategy(options: DrawOptions) {
  const { kind } = options.placed.picture;
  return kind === "none" ? drawBoxes(options) : drawRing(options);
}
