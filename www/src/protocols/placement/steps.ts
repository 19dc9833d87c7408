/** The steps of a lookup, in the words of the rules behind them, read off its way. */

import type { Params } from "../../i18n/format.ts";
import type { RuleCode } from "./codes.ts";
import type { LookupView, PlacementFrame } from "./types.ts";

/** A step as a rule tells it. */
export interface Step {
  rule: RuleCode;
  node: string | null;
  params: Params;
}

/** What a bounded lookup would name as its points' whereabouts. */
const degrees = (share: number): string => (Math.floor(share * 3_600) / 10).toFixed(1);

/**
 * How the key is placed as things stand: the records of the lookup tell of when it was looked up, and nodes may have
 * come or gone since.
 */
export function stepsNow(lookup: LookupView, frame: PlacementFrame): Step[] {
  const { key, hash, owners } = lookup;
  const [owner = ""] = owners;
  const steps: Step[] = [];
  const then = (rule: RuleCode, node: string | null, params: Params) =>
    void steps.push({ rule, node, params });
  if (hash !== null) {
    const by = lookup.way === "slots" ? "crc16" : (frame.settings.hash ?? "");
    then("placement.key.hashed", null, { key, hash: by, value: hash });
  }
  if (lookup.way === "ring" || lookup.way === "bounded")
    then("placement.key.positioned", null, { key, degrees: degrees(lookup.position) });
  if (lookup.way === "ring") {
    walk(lookup, then);
    // Who has no point is not met by the walk.
    const met = lookup.steps.filter((step) => step.taken).length;
    owners.slice(met).forEach((node, index) => {
      then("placement.replica.without-point", node, { key, replica: met + index + 1, node });
    });
  } else {
    decide(lookup, frame, owner, then);
    then("placement.owner.found", owner, { key, node: owner });
    owners.slice(1).forEach((node, index) => {
      then("placement.replica.chosen", node, { key, replica: index + 2, node });
    });
  }
  const asked = Number(frame.settings.replicas);
  if (lookup.way !== "bounded" && owners.length < asked)
    then("placement.replica.short", null, { asked, nodes: owners.length });
  return steps;
}

type Then = (rule: RuleCode, node: string | null, params: Params) => void;

/** Clockwise from point to point, until there are nodes enough. */
function walk({ key, steps }: LookupView & { way: "ring" }, then: Then): void {
  let taken = 0;
  for (const { node, position, taken: takes } of steps) {
    const at = { node, degrees: degrees(position) };
    if (!takes) {
      then("placement.replica.skipped", node, at);
      continue;
    }
    taken += 1;
    if (taken > 1) then("placement.replica.chosen", node, { key, replica: taken, node });
    else {
      then("placement.walk.point-found", node, at);
      then("placement.owner.found", node, { key, node });
    }
  }
}

/** The step or steps with which the other strategies find the owner. */
function decide(
  lookup: Exclude<LookupView, { way: "ring" }>,
  frame: PlacementFrame,
  node: string,
  then: Then,
): void {
  switch (lookup.way) {
    case "bounded":
      for (const step of lookup.steps) {
        if (step.taken)
          then("placement.walk.point-found", step.node, { node: step.node, degrees: degrees(step.position) });
        else
          then("placement.walk.node-full", step.node, {
            node: step.node,
            load: step.load ?? 0,
            bound: lookup.capacity,
          });
      }
      return;
    case "modulo": {
      const { key, divisor, remainder } = lookup;
      then("placement.remainder.taken", node, { key, divisor, remainder, node });
      return;
    }
    case "jump":
      then("placement.jump.landed", node, {
        bucket: lookup.buckets.at(-1) ?? 0,
        jumps: lookup.buckets.length - 1,
        node,
      });
      return;
    case "maglev":
      then("placement.table.read", node, { entry: lookup.entry, size: lookup.size, node });
      return;
    case "multi-probe": {
      const nearest = lookup.probes.reduce(
        (best, { distance }, index, all) => (distance < (all[best]?.distance ?? 0) ? index : best),
        0,
      );
      then("placement.probe.nearest", node, { probe: nearest + 1, probes: lookup.probes.length, node });
      return;
    }
    case "slots":
      then("placement.slot.computed", node, { slot: lookup.slot, slots: SLOTS, node });
      return;
    case "rendezvous":
      then("placement.score.highest", node, { node, nodes: frame.nodes.length });
  }
}

/** Of Redis Cluster. */
const SLOTS = 16_384;
