/** The moves of placement as data and as lines: see `api/move-codecs.ts`. */
import type { Of } from "../../api/frames.ts";
import type { Codec, LineTools, OwnMoves, TimeMove, Word } from "../../api/move-codecs.ts";
import type { PlacementChange, PlacementMove } from "./types.ts";

/** What a move of a verb says. */
type Said<Verb extends PlacementMove["verb"]> = Extract<PlacementMove, { verb: Verb }>;

function changeOf([what, ...rest]: readonly Word[]): PlacementChange {
  const [first, second] = rest.map(String);
  if (what === "nodes") return { nodes: Number(first) };
  if (what === "keys") return { keys: Number(first) };
  if (what === "weight") return { node: String(first), weight: Number(second) };
  const value = /^\d+(?:\.\d+)?$/u.test(String(first)) ? Number(first) : String(first);
  return { option: String(what) as keyof Of<"options", "placement">, value };
}

/** How they are read and written, by verb, and the builders of their lines. */
export function ownMoves({ bare, digits, quoted, textOf, lineWith }: LineTools): {
  codecs: Readonly<Record<string, Codec>>;
  moves: OwnMoves;
} {
  const changeWords = (change: PlacementChange): string => {
    if ("nodes" in change) return `nodes ${digits(change.nodes, "nodes")}`;
    if ("keys" in change) return `keys ${digits(change.keys, "keys")}`;
    if ("weight" in change) return `weight ${bare(change.node, "node")} ${digits(change.weight, "weight")}`;
    return `${bare(change.option, "option")} ${bare(String(change.value), "value")}`;
  };
  const codecs: Readonly<Record<Exclude<PlacementMove["verb"], TimeMove["verb"]>, Codec>> = {
    lookup: {
      read: ([key]) => ({ key: typeof key === "string" ? Number(key) : textOf(key) }),
      write: ({ key }: Said<"lookup">) => (typeof key === "number" ? digits(key, "key") : quoted(key, "key")),
    },
    join: {
      read: ([node, , weight]) => ({ node, weight: weight === undefined ? null : Number(weight) }),
      write: ({ node, weight }: Said<"join">) =>
        `${bare(node, "node")}${weight === null ? "" : ` weight ${digits(weight, "weight")}`}`,
    },
    leave: { read: ([node]) => ({ node }), write: ({ node }: Said<"leave">) => bare(node, "node") },
    change: { read: changeOf, write: changeWords },
  };
  const line = (move: Exclude<PlacementMove, TimeMove>): string => lineWith(codecs, move);
  const moves: OwnMoves = {
    lookup: (key) => line({ verb: "lookup", key }),
    join: (node, weight = null) => line({ verb: "join", node, weight }),
    leave: (node) => line({ verb: "leave", node }),
    change: (change) => line({ verb: "change", ...change }),
  };
  return { codecs, moves };
}
