import type { EndpointId } from "../../api/frames.ts";

/** The parameters of each decision of placement, by its code. Angles are degrees from the top, as text. */
export interface PlacementRules {
  "placement.built": { strategy: string; nodes: number; keys: number; points: number };
  "placement.key.hashed": { key: string; hash: string; value: string };
  "placement.key.positioned": { key: string; degrees: string };
  "placement.walk.point-found": { node: EndpointId; degrees: string };
  "placement.probe.nearest": { probe: number; probes: number; node: EndpointId };
  "placement.walk.node-full": { node: EndpointId; load: number; bound: number };
  "placement.remainder.taken": { key: string; divisor: number; remainder: number; node: EndpointId };
  "placement.jump.landed": { bucket: number; jumps: number; node: EndpointId };
  "placement.table.read": { entry: number; size: number; node: EndpointId };
  "placement.slot.computed": { slot: number; slots: number; node: EndpointId };
  "placement.score.highest": { node: EndpointId; nodes: number };
  "placement.owner.found": { key: string; node: EndpointId };
  "placement.replica.chosen": { key: string; replica: number; node: EndpointId };
  "placement.replica.skipped": { node: EndpointId; degrees: string };
  "placement.replica.without-point": { key: string; replica: number; node: EndpointId };
  "placement.replica.short": { asked: number; nodes: number };
  "placement.node.joined": { node: EndpointId; weight: number; points: number; nodes: number };
  "placement.node.left": { node: EndpointId; keys: number; nodes: number };
  "placement.node.idle": { node: EndpointId; weight: number; points: number };
  "placement.setting.changed": { setting: string; was: string; now: string };
  "placement.keys.moved": {
    by: string;
    strategy: string;
    moved: number;
    ideal: number;
    needless: number;
    keys: number;
    all: number;
  };
  "placement.keys.stayed": { strategy: string; keys: number; all: number };
  "placement.keys.transferred": { from: EndpointId; to: EndpointId; count: number };
  "placement.keys.transfers-left-out": { pairs: number; count: number };
  "placement.modulo.compared": { moved: number; keys: number };
  "placement.strategy.compared": { strategy: string; moved: number; needless: number; keys: number };
  "placement.balance.measured": { node: EndpointId; load: number; share: string; ratio: string };
}
