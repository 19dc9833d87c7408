import { type Hue, hueOf } from "../../stage/cluster-presentation.ts";

/** n12 is 12. */
export const numberOf = (id: string): number => Number(id.slice(1));

/** A node's colour, by its number; from the seventh on they come again, and the name tells. */
export const hueOfNode = (node: number | string): Hue =>
  hueOf(typeof node === "string" ? numberOf(node) : node);
