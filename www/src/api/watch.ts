/** Watching fields of nodes while a run goes on. */
import { checkKeys } from "./arguments.ts";
import { RingleaderError } from "./errors.ts";
import { words } from "./filter.ts";
import type { EndpointId, Frame, ProtocolName, Protocols } from "./frames.ts";

type NodeOf<Name extends ProtocolName> = Protocols[Name]["frame"]["nodes"][number];
type KeysOf<Node> = Node extends unknown ? keyof Node & string : never;

/** The fields that nodes have in frames. */
export type NodeField<P extends ProtocolName = ProtocolName> = KeysOf<Frame<P>["nodes"][number]>;

/** The values that a field of a node can have; null where only nodes in some state have it. */
export type NodeValue<Field extends string, P extends ProtocolName = ProtocolName> = ValuesOf[P][Field &
  NodeField];

/** Of every protocol the values of every field; of those that its nodes do not have, none. */
type ValuesOf = { [Name in ProtocolName]: { [Field in NodeField]: ValueOf<NodeOf<Name>, Field> } };

/** The same in one protocol. */
type ValueOf<Node, Field extends PropertyKey, All = Node> = Node extends unknown
  ? Field extends keyof Node
    ? Node[Field]
    : Field extends KeysOf<All>
      ? null
      : never
  : never;

/** Which fields of nodes to watch. */
export interface WatchOptions<Field extends string = NodeField> {
  nodes: readonly Field[];
}

/** What a watch names, at one position. */
export interface Watched<Field extends string = NodeField, P extends ProtocolName = ProtocolName> {
  position: number;
  now: number;
  nodes: ({ id: EndpointId } & { [Name in Field]: NodeValue<Name, P> })[];
}

/** Is called with what is named after an event that changed it, and just before that event. */
export type Watcher<Field extends string = NodeField, P extends ProtocolName = ProtocolName> = (
  now: Watched<Field, P>,
  before: Watched<Field, P>,
) => void;

/** Ends a watch, also at the end of a `using` block. */
export interface Unwatch {
  (): void;
  [Symbol.dispose](): void;
}

/** What the engine says of a change. */
export interface Change {
  watch: number;
  before: Watched;
  now: Watched;
}

/** A watch: the fields as the engine takes them, and whom to call. */
export interface Watch {
  fields: string;
  call: (now: Watched, before: Watched) => void;
}

/** The fields that are named. */
export function watchedFields(what: WatchOptions<string>): string[] {
  checkKeys(what, ["nodes"], "what to watch");
  const fields = words(what.nodes, "nodes") ?? [];
  if (fields.length > 0) return fields;
  throw new RingleaderError("argument", "nodes: at least one field of a node");
}
