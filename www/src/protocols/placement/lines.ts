import type pseudocode from "../../texts/en/placement.pseudocode.json";
import type { RuleCode } from "./codes.ts";

/** The parts of the algorithm that the Why tab can show. */
export type Block = keyof typeof pseudocode;

/** Per rule, its block and the line that applied, from 0. The lines themselves are in each language. */
export const LINES: Readonly<Record<RuleCode, readonly [Block, number]>> = {
  "placement.built": ["ring", 0],
  "placement.node.joined": ["ring", 1],
  "placement.node.idle": ["ring", 1],
  "placement.node.left": ["ring", 3],
  "placement.setting.changed": ["ring", 4],
  "placement.key.hashed": ["lookup", 0],
  "placement.key.positioned": ["lookup", 1],
  "placement.walk.point-found": ["lookup", 2],
  "placement.owner.found": ["lookup", 3],
  "placement.replica.skipped": ["lookup", 5],
  "placement.replica.chosen": ["lookup", 6],
  "placement.replica.without-point": ["lookup", 7],
  "placement.replica.short": ["lookup", 7],
  "placement.remainder.taken": ["strategies", 0],
  "placement.score.highest": ["strategies", 1],
  "placement.jump.landed": ["strategies", 2],
  "placement.table.read": ["strategies", 3],
  "placement.slot.computed": ["strategies", 4],
  "placement.probe.nearest": ["strategies", 5],
  "placement.walk.node-full": ["bounded", 2],
  "placement.keys.moved": ["change", 2],
  "placement.keys.stayed": ["change", 1],
  "placement.keys.transferred": ["change", 2],
  "placement.keys.transfers-left-out": ["change", 2],
  "placement.strategy.compared": ["change", 4],
  "placement.modulo.compared": ["change", 4],
  "placement.balance.measured": ["change", 5],
};
