/**
 * Every sentence of placement with a number, at every position of every scenario of its gallery and of some beyond, is
 * held against numbers that are worked out here, from keys and their owners alone.
 */
import { describe, expect, it } from "vitest";
import type { EventRecord } from "../../api/frames.ts";
import { drawChips } from "../../bench/chips.ts";
import { languages } from "../../i18n/words.ts";
import { catalog, placement, Simulation } from "../../library/ringleader.ts";
import { numbersIn, partsOf, textOf, wordsIn } from "../../testing/words-in.ts";
import type { Context } from "../protocol.ts";
import { drawCenter } from "./center.ts";
import type { PlacementKey } from "./codes.ts";
import { placement as entry } from "./entry.ts";
import { drawLoad } from "./load.ts";
import { drawLookup } from "./lookup.ts";
import { drawCard, drawTwin } from "./twin.ts";
import type { PlacedView, PlacementFrame } from "./types.ts";

/** What the gallery lacks: weights beside a strategy without them, ketama's rounding, keys that come, two rings. */
const BEYOND = [
  "nodes 4\nkeys 600\nseed 7\nset compare rendezvous\ngiven n2 weight 3\njoin n5 weight 2\nchange keys 900\nleave n1",
  "nodes 3\nseed 3\nset hash ketama\ngiven n1 weight 1\ngiven n2 weight 999\nlookup 5\njoin n4 weight 500\nlookup 9",
  "nodes 5\nseed 5\nkeys 500\nchange keys 1000\nset-nothing".replace("\nset-nothing", ""),
  "nodes 5\nseed 5\nset strategy bounded\nset compare modulo\nset virtual-nodes 3\njoin n6\nchange keys 1000\nleave n2",
  "nodes 4\nseed 8\nset strategy slots\nset compare maglev\nset table-size 251\njoin n5\nchange nodes 3",
].map((text, index) => ({ name: `beyond ${index}`, text: `protocol placement\n${text}\n` }));
const SCENARIOS = [...catalog.scenarios.filter(({ protocol }) => protocol === "placement"), ...BEYOND];

const speeches = await Promise.all(
  Array.from(languages.keys(), (locale) => wordsIn<PlacementKey>(locale, entry)),
);
const { page } = await entry.page();
const views = speeches.map((words) => page.view(words as never));

/** Of each key its owner, by the keys that a frame shows: all, up to a thousand. */
function ownersIn(placed: PlacedView): Map<number, string> {
  expect(placed.keys.every).toBe(1);
  return new Map(Array.from(placed.keys.numbers, (key, i) => [key, `n${placed.keys.owners[i]}`]));
}

/** Who owns a key, worked out anew by the library; not where owners have a past, as slots do, or need all keys. */
function checkOwners(placed: PlacedView, frame: PlacementFrame, weighted: boolean): void {
  const owners = ownersIn(placed);
  const { settings } = frame;
  if (placed.strategy === "slots") {
    const entries = "size" in placed.picture ? placed.picture.owners : [];
    for (const [key, owner] of owners) expect(`n${entries[placement.slot(String(key))]}`).toBe(owner);
    return;
  }
  const knows = ["ring", "rendezvous", "maglev"].includes(placed.strategy);
  if (knows && weighted && settings.hash === "ketama") return;
  const made = placement.create({
    strategy: placed.strategy,
    nodes: frame.nodes.map(({ id, weight }) => (knows && weighted ? { name: id, weight } : id)),
    hash: settings.hash as "xxh64",
    virtualNodes: Number(settings["virtual-nodes"]),
    tableSize: Number(settings["table-size"]),
    loadFactor: Number(settings["load-factor"]),
    probes: Number(settings.probes),
  });
  const indexes = made.assign(Uint32Array.from(owners.keys()));
  expect(Array.from(indexes, (index) => made.nodes[index]?.name)).toEqual([...owners.values()]);
}

/** How even keys are, by counting. */
function counted(placed: PlacedView, { nodes, keys, settings }: PlacementFrame) {
  const owners = [...ownersIn(placed).values()];
  const total = nodes.reduce((sum, { weight }) => sum + weight, 0);
  const loads = nodes.map(({ id }) => owners.filter((owner) => owner === id).length);
  const due = nodes.map(({ weight }) => (keys * weight) / total);
  const ratios = loads.map((load, i) => load / (due[i] as number));
  const deviation = Math.sqrt(ratios.reduce((sum, ratio) => sum + (ratio - 1) ** 2, 0) / nodes.length);
  const points = nodes.length * Number(settings["virtual-nodes"]);
  const n = nodes.length;
  // Of equal nodes: keys are binomial on arcs that are Dirichlet.
  const theory = (all: number) => Math.sqrt((n - 1) * (1 / keys + (1 - 1 / keys) / (all + 1)));
  return {
    loads,
    due,
    ratios,
    ratio: Math.max(...ratios),
    deviation,
    theory: [theory(points), Math.sqrt((n - 1) / keys), theory(160 * n)],
  };
}

/** What a change moved, by comparing two frames. */
function moved(before: PlacedView, after: PlacedView, was: PlacementFrame, is: PlacementFrame) {
  const [from, to] = [ownersIn(before), ownersIn(after)];
  const knows = !["modulo", "jump", "bounded", "multi-probe"].includes(after.strategy);
  const sharesOf = ({ nodes }: PlacementFrame) => {
    const weight = (one: { weight: number }) => (knows ? one.weight : 1);
    const total = nodes.reduce((sum, one) => sum + weight(one), 0);
    return new Map(nodes.map((one) => [one.id as string, weight(one) / total]));
  };
  const [old, now] = [sharesOf(was), sharesOf(is)];
  const growth = (id: string) => (now.get(id) ?? 0) - (old.get(id) ?? 0);
  const common = [...from.keys()].filter((key) => to.has(key));
  const movers = common.filter((key) => from.get(key) !== to.get(key));
  const isNeedless = (key: number) =>
    growth(to.get(key) ?? "") <= 1e-12 || growth(from.get(key) ?? "") >= -1e-12;
  const ideal = [...now.keys()].reduce((sum, id) => sum + Math.max(growth(id), 0), 0);
  const flows = new Map<string, number>();
  for (const key of movers) {
    const flow = `${from.get(key)} ${to.get(key)}`;
    flows.set(flow, (flows.get(flow) ?? 0) + 1);
  }
  return {
    keys: common.length,
    moved: movers.length,
    ideal: Math.round(common.length * ideal),
    needless: movers.filter(isNeedless).length,
    flows,
  };
}

/** What the remainder by the number of nodes would have moved. */
function byModulo(was: PlacementFrame, is: PlacementFrame): number {
  const name = ({ nodes }: PlacementFrame, key: number) => nodes[key % nodes.length]?.id;
  return Array.from(is.placed.keys.numbers).filter((key) => name(was, key) !== name(is, key)).length;
}

const near = (shown: readonly number[], exact: readonly number[], within: number) => {
  expect(shown.length, `${shown} for ${exact}`).toBe(exact.length);
  shown.forEach(
    (number, i) =>
      void expect(Math.abs(number - (exact[i] as number)), `${shown} for ${exact}`).toBeLessThanOrEqual(
        within,
      ),
  );
};

const withoutNames = (text: string) => text.replaceAll(/n\d+/gu, "");

describe.each(SCENARIOS)("the sentences of $name", ({ text }) => {
  const sim = new Simulation(text);
  sim.seek(Number.MAX_SAFE_INTEGER);
  const frames = Array.from({ length: sim.position + 1 }, (_, position) => {
    sim.seek(position);
    return { frame: sim.frame() as PlacementFrame, properties: sim.properties() };
  });
  const weighted =
    frames.some(({ frame }) => frame.nodes.some(({ weight }) => weight !== 1)) || /weight/u.test(text);
  const contextOf = (position: number, id: string | null, locale: number): Context => {
    sim.seek(position);
    const { frame, properties } = frames[position] as (typeof frames)[number];
    const words = speeches[locale];
    return {
      state: {
        now: frame.now,
        calm: true,
        playing: false,
        view: {},
        tabs: null,
        bugsOn: [],
        text,
        bugs: [],
        selection: id === null ? null : { kind: "node", id },
      },
      world: { frame, properties, records: sim.events(), position },
      words,
      why: null,
      send: () => {},
    } as unknown as Context;
  };
  const each = (check: (position: number, frame: PlacementFrame, locale: number) => void) => {
    frames.forEach(({ frame }, position) => {
      for (const locale of speeches.keys()) check(position, frame, locale);
    });
  };
  const both = (frame: PlacementFrame) =>
    frame.beside === null ? [frame.placed] : [frame.placed, frame.beside];

  it("are about owners that the library finds", () => {
    for (const { frame } of frames) for (const placed of both(frame)) checkOwners(placed, frame, weighted);
  });

  it("in the Load tab: loads, fair shares, balance, theory of the same quantity", () => {
    each((position, frame, locale) => {
      const words = speeches[locale] as (typeof speeches)[number];
      const drawn = drawLoad(contextOf(position, null, locale), words);
      const views = both(frame);
      const sums = views.map((placed) => counted(placed, frame));
      const bars = partsOf(drawn, "title");
      expect(bars.length).toBe(frame.nodes.length);
      bars.forEach((bar, i) => {
        const numbers = numbersIn(withoutNames(bar));
        near(
          numbers,
          [...sums.map(({ loads }) => loads[i] as number), Math.round(sums[0]?.due[i] as number)],
          0.5,
        );
      });
      const balances = partsOf(drawn, "p", 'class="balance"');
      balances.forEach((balance, i) => {
        const [placed, sum] = [views[i] as PlacedView, sums[i] as ReturnType<typeof counted>];
        expect(balance.includes(words.t(`placement.strategy.${placed.strategy}`))).toBe(views.length > 1);
        const numbers = numbersIn(balance);
        near(numbers.slice(0, 1), [sum.ratio], 0.0051);
        near(numbers.slice(1, 2), [100 * sum.deviation], 0.051);
        if (placed.strategy !== "ring" || weighted) return;
        for (const [what, exact] of [
          ["theory", sum.theory[0]],
          ["sampling", sum.theory[1]],
          ["with 160", sum.theory[2]],
        ] as const)
          expect(
            numbers.some((number) => Math.abs(number - 100 * (exact as number)) < 0.051),
            `${what} ${exact}: ${balance}`,
          ).toBe(true);
        expect(numbers).toContain(frame.keys);
        expect(numbers).toContain(frame.nodes.length);
      });
    });
  });

  it("in twin and card: what is shown is counted, and of two strategies each by its name", () => {
    each((position, frame, locale) => {
      const words = speeches[locale] as (typeof speeches)[number];
      const views = both(frame);
      const sums = views.map((placed) => counted(placed, frame));
      const drawn = drawTwin(contextOf(position, null, locale), words);
      partsOf(drawn, "tr", "data-twin").forEach((row, i) => {
        const fair = (frame.nodes[i] as PlacementFrame["nodes"][number]).fair;
        const share = frame.placed.shares?.[i];
        const exact = [
          frame.nodes[i]?.weight,
          100 * fair,
          sums[0]?.loads[i],
          sums[0]?.ratios[i],
          ...(share === undefined ? [] : [100 * share]),
          ...(sums[1] === undefined ? [] : [sums[1].loads[i], sums[1].ratios[i]]),
        ];
        near(numbersIn(withoutNames(row)), exact as number[], 0.051);
      });
      frame.nodes.forEach(({ id }, i) => {
        const card = textOf(drawCard(contextOf(position, id, locale), words, () => []));
        for (const { loads } of sums) expect(numbersIn(withoutNames(card))).toContain(loads[i]);
        for (const { strategy } of views.slice(views.length > 1 ? 0 : 1))
          expect(card).toContain(words.t(`placement.strategy.${strategy}`));
      });
    });
  });

  it("of changes: moved, ideal, needless, from whom to whom, in picture, twin and headline", () => {
    each((position, frame, locale) => {
      if (frame.change === null) return;
      const words = speeches[locale] as (typeof speeches)[number];
      const was = (frames[position - 1] as (typeof frames)[number]).frame;
      const old = both(was);
      const context = contextOf(position, null, locale);
      const twin = drawTwin(context, words);
      const records = context.world.records.filter(({ id }) => id.startsWith(`${position}.`));
      both(frame).forEach((placed, i) => {
        const change = i === 0 ? frame.change?.placed : frame.change?.beside;
        if (!change || old[i] === undefined) return;
        const sum = moved(old[i], placed, was, frame);
        const name = words.t(`placement.strategy.${placed.strategy}`);
        // In the twin.
        const line = partsOf(twin, "p")[i] ?? "";
        expect(line.includes(name)).toBe(frame.change?.beside !== null);
        expect(numbersIn(line)).toEqual([sum.moved, sum.keys, sum.ideal, sum.needless]);
        // Chinese puts the number last.
        const table = partsOf(twin, "table", 'class="moves-table"')[i] ?? "";
        for (const [flow, count] of [...sum.flows].slice(0, sum.flows.size > 12 ? 0 : 12))
          expect(table).toContain(`${flow} ${count.toLocaleString("en")}`);
        // In the picture.
        const center = textOf(
          drawCenter({ frame, placed, isBeside: i > 0, share: 1, words } as never, { x: 0, y: 0, r: 200 }),
        );
        expect(numbersIn(center).slice(0, 4)).toEqual([sum.moved, sum.keys, sum.ideal, sum.needless]);
        // In the headline, or in the record of the strategy beside.
        const record = records.find((one) => {
          if (!("rule" in one)) return false;
          const rule: string = one.rule;
          return i === 0
            ? /^placement\.keys\.(?:moved|stayed)$/u.test(rule)
            : rule === "placement.strategy.compared";
        }) as EventRecord;
        const sentence = words.describe(record);
        expect(sentence).toContain(placed.strategy);
        const numbers = numbersIn(withoutNames(sentence));
        expect(numbers).toContain(sum.keys);
        if (sum.moved > 0) expect(numbers).toContain(sum.moved);
        if (sum.needless > 0) expect(numbers).toContain(sum.needless);
        // Of keys that came nothing is said.
        if (i === 0 && sum.keys < frame.keys) expect(numbers).toContain(frame.keys);
      });
      const { modulo } = frame.change;
      if (modulo !== null) {
        expect(modulo).toBe(byModulo(was, frame));
        expect(numbersIn(textOf(twin))).toContain(modulo);
      }
    });
  });

  it("of lookups: owners, and the steps with their numbers", () => {
    each((position, frame, locale) => {
      const { lookup } = frame;
      if (lookup === null) return;
      const words = speeches[locale] as (typeof speeches)[number];
      const drawn = drawLookup(contextOf(position, null, locale), words);
      const owners = partsOf(drawn, "ol", 'class="owners"')[0] ?? "";
      expect(owners.match(/n\d+/gu)).toEqual(lookup.owners);
      const owner = ownersIn(frame.placed).get(Number(lookup.key));
      if (owner !== undefined) expect(lookup.owners[0]).toBe(owner);
      expect(new Set(lookup.owners).size).toBe(
        lookup.way === "bounded" ? 1 : Math.min(Number(frame.settings.replicas), frame.nodes.length),
      );
      const steps = partsOf(drawn, "ol", 'class="steps"')[0] ?? "";
      if (lookup.way === "ring" || lookup.way === "bounded") {
        const at = (share: number) => (Math.floor(share * 3_600) / 10).toFixed(1);
        // A further copy is told without its place.
        const first = lookup.steps.findIndex(({ taken }) => taken);
        const told = lookup.steps.filter(
          ({ taken }, index) => index === first || (!taken && lookup.way === "ring"),
        );
        for (const step of told) expect(steps).toContain(`${at(step.position)}°`);
        expect(steps).toContain(`${at(lookup.position)}°`);
      }
      if (lookup.way === "modulo") expect(lookup.remainder).toBe(Number(lookup.key) % frame.nodes.length);
      if (lookup.way === "slots") expect(numbersIn(steps)).toContain(placement.slot(lookup.key));
      if (lookup.hash !== null && lookup.way !== "slots") {
        const value = placement.hash(frame.settings.hash as "xxh64", lookup.key);
        expect(BigInt(lookup.hash)).toBe(value);
        expect(steps).toContain(lookup.hash);
      }
    });
  });

  it("of chips: each says which strategy it judges, and all that are there are judged", () => {
    each((position, frame, locale) => {
      const words = speeches[locale] as (typeof speeches)[number];
      const context = contextOf(position, null, locale);
      const chips = partsOf(drawChips(context, views[locale] as (typeof views)[number]), "button");
      const judged = context.world.properties.filter(({ kind }) => kind === "always");
      expect(chips.length).toBe(judged.length);
      const names = new Set(both(frame).map(({ strategy }) => strategy as string));
      expect(new Set(judged.map(({ subject }) => subject))).toEqual(names);
      if (names.size === 1) return;
      for (const strategy of names) {
        const own = chips.filter((chip) =>
          chip.includes(words.t(`placement.strategy.${strategy}` as PlacementKey)),
        );
        expect(own.length).toBe(judged.filter(({ subject }) => subject === strategy).length);
      }
    });
  });

  it("of the heaviest node: its keys, its own share, and how many times that", () => {
    for (const [position, { frame }] of frames.entries()) {
      sim.seek(position);
      const record = sim
        .events({ from: position - 1, to: position })
        .find((one) => "rule" in one && one.rule === "placement.balance.measured");
      if (record === undefined || !("rule" in record) || record.rule !== "placement.balance.measured")
        continue;
      const { loads, due, ratios, ratio } = counted(frame.placed, frame);
      const index = frame.nodes.findIndex(({ id }) => id === record.params.node);
      expect(ratios[index]).toBe(ratio);
      for (const words of speeches)
        near(
          numbersIn(withoutNames(`${words.short(record)} ${words.detail(record)}`))
            .slice(0, 3)
            .sort((a, b) => a - b),
          [loads[index] as number, due[index] as number, ratio].sort((a, b) => a - b),
          0.0051,
        );
    }
  });
});
