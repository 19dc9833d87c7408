import { nothing, type SVGTemplateResult, svg } from "lit/html.js";
import type { Chip } from "./cluster-presentation.ts";
import { px } from "./picture.ts";

const HEIGHT = 15;
/** Between the text and the chip's sides, together. */
const PADDING = 9;
/** Mean width of a character at 10 px, bold. */
const CHARACTER_PX = 6.4;

/** How many characters of Latin a text is as wide as. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text) columns += character > "\u2e80" ? 1.7 : 1;
  return columns;
}

/** The text, or as much of its beginning as fits with an ellipsis. */
export function cut(text: string, columns: number): string {
  if (columnsOf(text) <= columns) return text;
  let short = "";
  for (const character of text) {
    if (columnsOf(`${short}${character}…`) > columns) break;
    short += character;
  }
  return `${short}…`;
}

export interface ChipSize {
  text: string;
  width: number;
  height: number;
}

/** A chip no wider than this, with as much of its text as fits. */
export function chipSize(chip: Chip, widthMax: number): ChipSize {
  const text = cut(chip.text, Math.max((widthMax - PADDING) / CHARACTER_PX, 1));
  return { text, width: Math.max(columnsOf(text) * CHARACTER_PX + PADDING, HEIGHT), height: HEIGHT };
}

/** A value as a short label in its own hue. `x` is its left side, or its middle if so asked; `y` its middle. */
export function drawChip(
  chip: Chip,
  at: { x: number; y: number; align: "start" | "middle"; widthMax: number },
): SVGTemplateResult {
  const { text, width, height } = chipSize(chip, at.widthMax);
  const left = at.align === "start" ? at.x : at.x - width / 2;
  return svg`<g class="value e${chip.hue}">${text === chip.text ? nothing : svg`<title>${chip.text}</title>`}
    <rect x=${px(left)} y=${px(at.y - height / 2)} width=${px(width)} height=${height} rx="2.500" />
    <text x=${px(left + width / 2)} y=${px(at.y + 3.6)}>${text}</text></g>`;
}
