/** A coordinate for markup: a tenth of a pixel is enough, and short text is quick to set. */
export const px = (value: number): number => Math.round(value * 10) / 10;
