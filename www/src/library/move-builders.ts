/** Moves as data and as lines, of every protocol: those of its own stand in its folder. */
import type { ProtocolName } from "../api/frames.ts";
import {
  type Codec,
  clusterCodecs,
  clusterMoves,
  type LineTools,
  lineTools,
  lineWith,
  type Move,
  type OwnMoves,
} from "../api/move-codecs.ts";

/** What a protocol's folder adds. */
type Part = (tools: LineTools) => { codecs: Readonly<Record<string, Codec>>; moves: Partial<OwnMoves> };

const PARTS = Object.values(
  import.meta.glob<Part>("../protocols/*/own-moves.ts", { eager: true, import: "ownMoves" }),
).map((part) => part(lineTools));

/** How the lines of every verb are read and written. */
export const codecs: Readonly<Partial<Record<string, Codec>>> = Object.assign(
  { ...clusterCodecs },
  ...PARTS.map((part) => part.codecs),
);

/** Builders of lines, a verb each: what is given stands quoted where it has to be, and what fits no line is refused. */
export const moves: typeof clusterMoves & OwnMoves = Object.assign(
  { ...clusterMoves },
  ...PARTS.map((part) => part.moves),
);

/**
 * The line of a move, as `act` and scenarios take it.
 * @throws RingleaderError `argument`, with the part of it that fits no line
 */
export const lineOf = <P extends ProtocolName = ProtocolName>(move: Move<P>): string =>
  lineWith(codecs, move);
