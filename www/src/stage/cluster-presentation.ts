import type { ClusterFrame, MessageView } from "../api/frames.ts";

/** An epoch's colour: 1 to 6 of the palette, 0 for none yet. A class "e1" sets the hue for what is inside. */
export type Hue = 0 | 1 | 2 | 3 | 4 | 5 | 6;

export const hueOf = (epoch: number): Hue => (epoch <= 0 ? 0 : ((epoch - 1) % 6) + 1) as Hue;

/** A quorum in the making: one pip for each node asked. */
export type Pip = "granted" | "refused" | "awaited";

/** A value that a node holds or a message carries; its hue is its own mark, wherever it goes. */
export interface Chip {
  text: string;
  hue: Hue;
}

/** One of the roles that a node has at once: a letter, filled while it is on, dashed while something is due. */
export interface Badge {
  letter: string;
  state: "on" | "due" | "off";
  hue: Hue;
  /** What it says, for a pointer that rests on it. */
  title: string;
}

/** How a node looks. Which protocol it runs, the stage does not know. */
export interface NodeFace {
  id: string;
  status: "up" | "down" | "paused";
  shape: "circle" | "hexagon";
  /** A second ring and a crown. */
  crowned: boolean;
  hue: Hue;
  /** The epoch as number or ballot, for where there is room for little. */
  epoch: string;
  /** The line under the name. */
  label: string;
  pips: readonly Pip[];
  /** The timer whose arc runs out around the node. */
  timer: { set: number; due: number } | null;
  /** What a crash leaves, in a few characters, shown on the disk beside a node that is down; no disk if it is empty. */
  disk: string;
  /** Its roles, where one node has several at once; null keeps the place of one that it does not have. */
  badges?: readonly (Badge | null)[];
  /** The value that it holds, if the protocol has nodes hold one; null while there is none. Durable. */
  chip?: Chip | null;
  /** All of it as a sentence, for those who hear it. */
  spoken: string;
}

/** How a message looks. */
export interface MessageFace {
  hue: Hue;
  glyph: "request" | "reply" | "heartbeat" | "entries" | "client-request" | "client-reply";
  /** Of a reply: + or -. */
  answer: "+" | "−" | null;
  /** Entries carried, each in its own epoch's hue. */
  cells: readonly Hue[];
  /** A value carried. */
  chip?: Chip | null;
  label: string;
}

/** A line of a node's card: what it is called, what it is. Durable ones survive a crash; null where that is not known. */
export interface Fact {
  name: string;
  value: string;
  durable: boolean | null;
}

/** How the nodes and messages of a cluster look. Never how they work: rules live in the engine. */
export interface Presentation {
  nodes(frame: ClusterFrame): readonly NodeFace[];
  message(message: MessageView, frame: ClusterFrame): MessageFace;
  facts(frame: ClusterFrame, node: string): readonly Fact[];
  /** Timers of this name can be made to fire by hand. */
  timers: readonly string[];
  /** Clients may ask any node: the reader's choice of one is passed on. Else they find the one that serves. */
  anyNodeServes: boolean;
  /** What clients may ask, offered while typing. The first stands there at first. */
  commands: readonly string[];
}
