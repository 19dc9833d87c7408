/**
 * The codes that records carry, with their places in the papers. Which rule applies is the engine's to say; here is
 * only what a text must exist for. A test reads the engine's own list and holds the two together.
 */

import type { Titled } from "../../i18n/words.ts";
import type texts from "../../texts/en/placement.json";
import type { PlacementRules } from "./rules.ts";

/** The keys of what is said of placement alone. */
export type PlacementKey = keyof typeof texts;

export type RuleCode = keyof PlacementRules;

/** Rule code -> paper and section. */
export const RULE_SECTIONS: Readonly<Record<RuleCode, string>> = {
  "placement.built": "Karger 1997, 4",
  "placement.key.hashed": "Karger 1997, 4",
  "placement.key.positioned": "Karger 1997, 4",
  "placement.walk.point-found": "Karger 1997, 4",
  "placement.probe.nearest": "Appleton 2015",
  "placement.walk.node-full": "Mirrokni 2016, 1",
  "placement.remainder.taken": "Karger 1997, 4",
  "placement.jump.landed": "Lamping 2014, 2",
  "placement.table.read": "Maglev 2016, 3.4",
  "placement.slot.computed": "Redis Cluster, key distribution",
  "placement.score.highest": "Thaler 1998",
  "placement.owner.found": "Karger 1997, 4",
  "placement.replica.chosen": "Dynamo 2007, 4.3",
  "placement.replica.skipped": "Dynamo 2007, 4.3",
  "placement.replica.without-point": "Dynamo 2007, 4.3",
  "placement.replica.short": "Dynamo 2007, 4.3",
  "placement.node.joined": "Karger 1997, 4",
  "placement.node.left": "Karger 1997, 4",
  "placement.node.idle": "Karger 1997, 4",
  "placement.setting.changed": "Karger 1997, 4",
  "placement.keys.moved": "Karger 1997, 4",
  "placement.keys.stayed": "Karger 1997, 4",
  "placement.keys.transferred": "Karger 1997, 4",
  "placement.keys.transfers-left-out": "Karger 1997, 4",
  "placement.modulo.compared": "Karger 1997, 4",
  "placement.strategy.compared": "Karger 1997, 4",
  "placement.balance.measured": "Karger 1997, 4",
};

export const isRuleCode = (code: string): code is RuleCode => Object.hasOwn(RULE_SECTIONS, code);

/** Property -> where it is stated. */
export const PROPERTY_SECTIONS = {
  "one-owner": "Karger 1997, 4",
  "minimal-movement": "Karger 1997, 4",
  "replicas-distinct": "Dynamo 2007, 4.3",
  "bound-held": "Mirrokni 2016, 1",
  "a-key-moves": "Karger 1997, 4",
  "a-replica-walk-skips": "Dynamo 2007, 4.3",
} as const;
export type PropertyName = keyof typeof PROPERTY_SECTIONS;

export const isPropertyName = (name: string): name is PropertyName => Object.hasOwn(PROPERTY_SECTIONS, name);

/** The gallery. */
export type ScenarioName = Titled<keyof typeof texts>;
