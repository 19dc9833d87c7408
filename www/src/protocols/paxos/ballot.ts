import { type Hue, hueOf } from "../../stage/cluster-presentation.ts";
import type { Ballot } from "./types.ts";

/** The round of a ballot, and the number of its proposer; 0 for a bare round. */
function parts(ballot: Ballot): readonly [round: number, node: number] {
  const [round = "", node = ""] = ballot.split(".");
  return [Number(round), Number(node.slice(1))];
}

/** By round, then by proposer: n10 after n9 (2.2, 2.5). */
export function compareBallots(one: Ballot, other: Ballot): number {
  const [[round, node], [otherRound, otherNode]] = [parts(one), parts(other)];
  return round - otherRound || node - otherNode;
}

/** Steps from proposer to proposer within a round: of six, no two have the same hue, nor most in rounds that follow. */
const NODE_STEPS = [0, 2, 4, 1, 3, 5];

/** A hue by the whole ballot: 1.n1 and 1.n2 differ, and so do most that follow each other. */
export function ballotHue(ballot: Ballot | null): Hue {
  if (ballot === null) return 0;
  const [round, node] = parts(ballot);
  const step = node > 0 ? (NODE_STEPS[(node - 1) % NODE_STEPS.length] ?? 0) : 0;
  return Number.isFinite(round) ? hueOf(round + step) : 0;
}
