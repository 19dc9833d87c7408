/** Placement as tables: what each strategy can do, how even it is, and what a change moves, all measured by running it. */
import {
  type Placement,
  type PlacementStrategy,
  placement,
  RingleaderError,
} from "../../www/src/library/ringleader.ts";
import { code, table } from "./regions.ts";

const KEYS = 100_000;
const NODES = 10;
const SETS = 20;

/** Names of nodes; other sets stand at other places. */
const names = (count: number, set = 0): string[] =>
  Array.from({ length: count }, (_, index) => `node-${set}-${index + 1}`);

const create = (strategy: PlacementStrategy, count = NODES): Placement =>
  placement.create({ strategy, nodes: names(count) });

/** What is measured: every strategy with its defaults, and a bound that is met. */
const MEASURED: readonly (readonly [string, (nodes: string[]) => Placement])[] = [
  ...placement.strategies.map(
    (strategy) => [code(strategy), (nodes: string[]) => placement.create({ strategy, nodes })] as const,
  ),
  [
    "`bounded`, load factor 1.05",
    (nodes) => placement.create({ strategy: "bounded", nodes, loadFactor: 1.05 }),
  ],
];

/** "yes", or why not, in the engine's words. */
function tried(use: () => unknown): string {
  try {
    use();
    return "yes";
  } catch (error) {
    if (!(error instanceof RingleaderError) || error.code !== "refused") throw error;
    return `refused: ${error.message.replace(/^[\w[\].]+: /u, "")}`;
  }
}

/** What each strategy does with what it is asked for. */
export const placementCan = (): string =>
  table(
    ["Strategy", "`owner`", "`owners`", "a weight", "`add`", "`remove` the last", "`remove` another"],
    placement.strategies.map((strategy) => {
      const made = create(strategy);
      const [first = "", , , , , , , , , last = ""] = names(NODES);
      return [
        code(strategy),
        tried(() => made.owner("user:17")),
        tried(() => made.owners("user:17", 3)),
        tried(() => placement.create({ strategy, nodes: [{ name: "a", weight: 2 }, "b"] })),
        tried(() => made.add("one more")),
        tried(() => made.remove(last)),
        tried(() => made.remove(first)),
      ];
    }),
  );

/** Keys that a change moves, and how many of them needlessly; "refused" where it cannot be. */
function movedBy(made: Placement, change: (made: Placement) => Placement): string[] {
  try {
    const { moved, ideal, needless } = made.diff(change(made), KEYS);
    return [moved, ideal, needless].map((count) => count.toLocaleString("en", { maximumFractionDigits: 0 }));
  } catch (error) {
    if (!(error instanceof RingleaderError) || error.code !== "refused") throw error;
    return ["refused", "", ""];
  }
}

/** What a join, a leave of the last and a leave of another node move of the keys 0 to 99,999. */
export const placementMoves = (): string =>
  table(
    [
      "Strategy",
      "join: moved",
      "ideal",
      "needless",
      "last leaves: moved",
      "ideal",
      "needless",
      "fourth leaves: moved",
      "ideal",
      "needless",
    ],
    MEASURED.map(([name, make]) => {
      const made = make(names(NODES));
      const [, , , fourth = "", , , , , , last = ""] = names(NODES);
      return [
        name,
        ...movedBy(made, (before) => before.add("one more")),
        ...movedBy(made, (before) => before.remove(last)),
        ...movedBy(made, (before) => before.remove(fourth)),
      ];
    }),
  );

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

/** How far shares are from equal, over several sets of names: root mean square, and the worst of the fullest nodes. */
function deviation(make: (nodes: string[]) => Placement): { relative: number; fullest: number } {
  const all = Array.from({ length: SETS }, (_, set) => make(names(NODES, set)).stats(KEYS));
  const square = all.reduce((sum, { stddev, mean }) => sum + (stddev / mean) ** 2, 0) / SETS;
  return { relative: Math.sqrt(square), fullest: Math.max(...all.map(({ maxOverMean }) => maxOverMean)) };
}

/** Relative standard deviation of a ring's keys in theory: drawn on exponential arcs, v of them a node. */
const theory = (nodes: number, virtualNodes: number): number =>
  Math.sqrt((nodes - 1) * (1 / KEYS + (1 - 1 / KEYS) / (nodes * virtualNodes + 1)));

/** Virtual nodes against theory. */
export const placementRing = (): string =>
  table(
    ["Virtual nodes", "Measured", "Theory", "Fullest node of all, over the mean"],
    [1, 4, 16, 40, 160, 640].map((virtualNodes) => {
      const { relative, fullest } = deviation((nodes) =>
        placement.create({ strategy: "ring", nodes, virtualNodes }),
      );
      return [
        String(virtualNodes),
        percent(relative),
        percent(theory(NODES, virtualNodes)),
        fullest.toFixed(2),
      ];
    }),
  );

/** How even each is. */
export const placementBalance = (): string =>
  table(
    ["Strategy", "Relative standard deviation", "Fullest node of all, over the mean"],
    MEASURED.map(([name, make]) => {
      const { relative, fullest } = deviation(make);
      return [name, percent(relative), fullest.toFixed(2)];
    }),
  );
