import { hueColours, schemeAt, watchSchemes } from "../../stage/colours.ts";
import { circleOf, tableRoom } from "./ring.ts";
import { type Box, type Grid, gridOf, hueOfNode } from "./ring-geometry.ts";
import type { PlacedView } from "./types.ts";

/** What is painted, and where. */
interface Painting {
  canvas: HTMLCanvasElement;
  all: readonly PlacedView[];
  rooms: readonly Box[];
  size: { width: number; height: number };
  theme: string;
}

/**
 * What is too much for single shapes: the bins of a large ring, the cells of a table. Painted on a canvas, and only
 * when it changes; the table of the text twin says the same.
 */
export class Cells {
  #painted: readonly unknown[] = [];
  #last: Painting | null = null;
  #unwatch: (() => void) | null = null;

  paint(painting: Painting): void {
    const { canvas, all, rooms, size, theme } = painting;
    const { width, height } = size;
    const view = canvas.ownerDocument.defaultView;
    const ratio = view?.devicePixelRatio ?? 1;
    this.#last = painting;
    this.#unwatch ??= watchSchemes(view, () => this.#last !== null && this.paint(this.#last));
    // Asking for colours makes the browser work out all styles, so where nothing is painted they are not.
    const isUsed = all.some(({ picture }) => picture.kind === "bins" || picture.kind === "entries");
    const scheme = isUsed ? schemeAt(canvas) : "";
    const key = [...all.map((placed) => placed.picture), width, height, ratio, theme, scheme];
    if (key.length === this.#painted.length && key.every((part, index) => part === this.#painted[index]))
      return;
    this.#painted = key;
    const colours = isUsed ? hueColours(canvas) : [];
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
    const context = canvas.getContext("2d");
    if (context === null) return;
    context.scale(ratio, ratio);
    const colourOf = (owner: number) => colours[hueOfNode(owner) - 1] ?? "";
    all.forEach(({ picture }, index) => {
      const room = rooms[index];
      if (room === undefined) return;
      if (picture.kind === "bins") paintBins(context, picture.owners, room, colourOf);
      if (picture.kind === "entries") paintTable(context, picture.owners, room, colourOf);
    });
  }

  dispose(): void {
    this.#unwatch?.();
    this.#last = this.#unwatch = null;
  }
}

type ColourOf = (owner: number) => string;

function paintBins(
  context: CanvasRenderingContext2D,
  owners: Uint32Array,
  room: Box,
  colourOf: ColourOf,
): void {
  const { x, y, r } = circleOf(room);
  const angle = (bin: number) => (bin / owners.length - 0.25) * 2 * Math.PI;
  context.lineWidth = 16;
  let start = 0;
  for (let bin = 1; bin <= owners.length; bin += 1) {
    if (bin < owners.length && owners[bin] === owners[start]) continue;
    context.strokeStyle = colourOf(owners[start] ?? 0);
    context.beginPath();
    context.arc(x, y, r, angle(start), angle(bin));
    context.stroke();
    start = bin;
  }
}

function paintTable(
  context: CanvasRenderingContext2D,
  owners: Uint32Array,
  room: Box,
  colourOf: ColourOf,
): void {
  const grid: Grid = gridOf(owners.length, tableRoom(room));
  const gap = grid.cell > 6 ? 1 : 0;
  for (let index = 0; index < owners.length; index += 1) {
    context.fillStyle = colourOf(owners[index] ?? 0);
    const [column, row] = [index % grid.columns, Math.floor(index / grid.columns)];
    context.fillRect(grid.x + column * grid.cell, grid.y + row * grid.cell, grid.cell - gap, grid.cell - gap);
  }
}
