/**
 * A protocol that the page knows nothing of: a run of the worked example, shown without a page part, and with the least
 * that one can be. What it says is held against what the engine gave.
 */
import { describe, expect, it } from "vitest";
import { App, type Engine } from "../bench/app.ts";
import { offered } from "../bench/bench.ts";
import { propertyName } from "../bench/chips.ts";
import { Presenter } from "../bench/presenter.ts";
import type { Locale, Words } from "../i18n/words.ts";
import { catalog } from "../library/ringleader.ts";
import type { Context, ProtocolEntry, ProtocolView, ShownProtocol } from "../protocols/protocol.ts";
import { PROTOCOLS } from "../protocols/protocols.ts";
import { layOut } from "../stage/geometry.ts";
import { drawStage } from "../stage/stage.ts";
import { momentText } from "../stage/time-bar.ts";
import { initialState, type Target } from "../state/app-state.ts";
import { FakeClock } from "../testing/fake-clock.ts";
import { ringElection } from "../testing/ring-election/entry.ts";
import {
  FRAMES,
  INFO,
  MOMENTS,
  PROPERTIES,
  RECORDS,
  RecordedSimulation,
} from "../testing/ring-election/recorded.ts";
import { ENGINE as WHOLE } from "../testing/whole-engine.ts";
import { markupOf, partsOf, SHOWN, textOf, wordsIn } from "../testing/words-in.ts";
import { plainPresentation } from "./plain.ts";

const ENGINE: Engine = {
  ...WHOLE,
  Simulation: RecordedSimulation,
  protocols: [...catalog.protocols, INFO],
};
const LAST = FRAMES.length - 1;

/** The page with this run open, but for a document. */
async function opened(locale: Locale, entries: readonly ProtocolEntry[]) {
  const presenter = new Presenter(entries, locale, {} as ShadowRoot);
  await presenter.speak(false);
  const app = new App({
    engine: offered(ENGINE, presenter),
    clock: new FakeClock(),
    state: initialState({ locale, autoplay: false }),
    base: () => "",
    loader: presenter,
    changed: () => {},
  });
  const own = app.state.scenarios.find(({ protocol }) => protocol === INFO.name);
  app.send({ type: "open", scenario: own?.name ?? "" });
  await app.opened;
  await presenter.explain();
  const { view, words, why } = presenter;
  if (view === null) throw new Error("nothing is shown");
  await view.later?.();
  app.send({ type: "seek", position: LAST });
  const context = (selection: Target | null = null): Context => {
    const { world } = app.state;
    if (world === null) throw new Error("nothing is open");
    return { state: { ...app.state, selection }, world, words, why, send: () => {} };
  };
  return { app, presenter, view, words, own, context };
}

const seek = (shown: Awaited<ReturnType<typeof opened>>, position: number) =>
  shown.app.send({ type: "seek", position });

describe("a protocol without a page part", () => {
  it("has a tab after those that have one, though the gallery has no scenario of it", async () => {
    const { app, own, presenter } = await opened("en", PROTOCOLS);
    expect(app.state.failure).toBeNull();
    expect(app.state.protocol).toBe("ring-election");
    expect(own).toEqual({ name: INFO.name, protocol: INFO.name, text: "protocol ring-election\nseed 1\n" });
    expect(presenter.protocols).toEqual([...PROTOCOLS.map(({ name }) => name), INFO.name]);
    expect(app.state.bugs).toEqual(["pass-everything"]);
    app.dispose();
  });

  it("is told by codes and parameters, with the catalog's sections, in both languages", async () => {
    const [en, zh] = [await opened("en", PROTOCOLS), await opened("zh-CN", PROTOCOLS)];
    const passed = RECORDS.find((record) => "rule" in record && String(record.rule).endsWith("passed-on"));
    if (passed === undefined) throw new Error("nothing was passed on");
    expect(en.words.describe(passed)).toBe("n3: ring-election.passed-on (number n2) (§ 2)");
    expect(zh.words.describe(passed)).toBe("n3：ring-election.passed-on（number n2）（§ 2）");
    const sent = RECORDS.find(({ kind }) => kind === "sent");
    if (sent === undefined) throw new Error("nothing was sent");
    expect(en.words.describe(sent)).toBe("n2 sends n3 Candidate (number n2)");
    for (const { words } of [en, zh]) expectWhole(words);
    for (const { app } of [en, zh]) app.dispose();
  });

  /** Every record is a sentence that has all of its parameters, and nothing that was not filled. */
  function expectWhole(words: Words): void {
    for (const record of RECORDS) {
      const said = words.describe(record);
      expect(said, record.id).not.toMatch(/[{}]|::|undefined|NaN|\[object/u);
      if (!("params" in record)) continue;
      for (const value of Object.values(record.params)) expect(said, record.id).toContain(String(value));
    }
  }

  it("shows each node's fields as text, as a table and on its card", async () => {
    const shown = await opened("en", PROTOCOLS);
    for (const position of [0, 20, LAST]) {
      seek(shown, position);
      const nodes = FRAMES[position]?.nodes as unknown as {
        id: string;
        next: string;
        leader: string | null;
      }[];
      const twin = textOf(shown.view.twin(shown.context()));
      const table = partsOf(shown.view.tabs[0]?.draw(shown.context()), "tr").slice(1);
      for (const [row, { id, leader, ...node }] of nodes.entries()) {
        const status = position === LAST && id === "n2" ? "down" : "up";
        expect(twin).toContain(`${id}, ${status}: ${fieldsOf({ leader, ...node })}`);
        expect(table[row]?.split(" ").filter((word) => word !== "–")).toEqual(
          [id, status, leader, "next" in node ? node.next : null].filter((word) => word != null),
        );
        const card = textOf(shown.view.card(shown.context({ kind: "node", id })));
        expect(card).toContain(`leader ${leader ?? "–"}`);
        // Nobody said what survives a crash.
        expect(card).not.toMatch(/Durable|Volatile/u);
      }
    }
    shown.app.dispose();
  });

  const fieldsOf = (node: object): string =>
    Object.entries(node)
      .filter(([name]) => !["status", "clock", "timers"].includes(name))
      .map(([name, value]) => `${name} ${value ?? "–"}`)
      .join(", ");

  it("draws nodes, messages with what they carry, clients and timers", async () => {
    const shown = await opened("en", PROTOCOLS);
    const position = FRAMES.findIndex(({ messages }) =>
      messages.some(({ kind }) => kind !== "ClientRequest"),
    );
    seek(shown, position);
    const { state, world, words } = shown.context();
    const frame = FRAMES[position];
    if (frame === undefined) throw new Error("nothing is ever under way");
    const ids = (all: readonly { id: string }[]) => all.map(({ id }) => id);
    const size = { width: 900, height: 600 };
    const picture = drawStage({
      frame,
      now: state.now,
      records: world.records,
      layout: layOut(size, { top: 8, right: 16, bottom: 8, left: 16 }, ids(frame.nodes), ids(frame.clients)),
      presentation: plainPresentation(words as never, INFO.timers),
      words,
      labels: true,
      lossMs: 1,
      still: false,
      selected: null,
      choose: () => {},
      menu: () => {},
      menus: true,
      cuts: null,
      cutting: null,
      grab: () => {},
    });
    const markup = markupOf(picture);
    for (const { id } of [...frame.nodes, ...frame.clients]) expect(markup).toContain(id);
    for (const message of frame.messages) {
      const { number } = message.fields as { number?: string };
      expect(textOf(picture)).toContain(`${message.kind} ${number}`);
    }
    expect(textOf(picture)).toContain("next n2");
    expect(markup).toContain("timer");
    const last = FRAMES[LAST];
    const faces = last && plainPresentation(words as never, INFO.timers).nodes(last);
    // What survived the crash is not known: no disk says it.
    expect(faces?.map(({ label, disk }) => label + disk)).toEqual([
      "leader n4",
      "down",
      "leader n4",
      "leader n5",
      "leader n1",
    ]);
    shown.app.dispose();
  });

  it("marks what makes a moment, weighs it above what is only decided, and shows every property", async () => {
    const shown = await opened("en", PROTOCOLS);
    const marks = MOMENTS.map((moment) => momentText(moment, shown.words));
    expect(marks).toEqual([
      "leader-elected n2",
      "leader-elected n1",
      "one-leader violated",
      "leader-elected n5",
      "leader-elected n4",
      "n2 down",
    ]);
    for (const record of RECORDS)
      if ("rule" in record) expect(shown.view.weight(record)).toBe(record.kind === "rule" ? 2 : 3);
    const all = PROPERTIES[LAST] ?? [];
    expect(all.map((property) => propertyName(property, shown.words, shown.view, all))).toEqual([
      "one-leader",
      "a-leader-is-elected",
    ]);
    expect(all.every(shown.view.chip)).toBe(true);
    const violated = RECORDS.find(({ kind }) => kind === "violated");
    expect(violated && shown.words.describe(violated)).toMatch(
      /^one-leader is violated at n1: first n2, other n1 \(Chang and Roberts 2\)$/u,
    );
    shown.app.dispose();
  });

  it("offers what can be done to any node, its own timers too", async () => {
    const shown = await opened("en", PROTOCOLS);
    seek(shown, 0);
    const items = shown.view.menu(shown.context(), { kind: "node", id: "n1" });
    expect(items.flatMap((item) => ("line" in item ? [item.line] : []))).toEqual([
      "crash n1",
      "pause n1",
      "cut n1",
      "fire n1 start",
    ]);
    expect(textOf(shown.view.card(shown.context({ kind: "node", id: "n1" })))).toContain("fire n1 start");
    shown.app.dispose();
  });
});

describe("a page part of one folder and one line", () => {
  /** As the registry lists it. */
  const WITH_IT: readonly ProtocolEntry[] = [...PROTOCOLS, ringElection];

  it("says in its own words what it has words for, and the rest in the default way", async () => {
    const en = await opened("en", WITH_IT);
    const zh = await opened("zh-CN", WITH_IT);
    const told = (rule: string, { words }: { words: Words }) => {
      const record = RECORDS.find((one) => "rule" in one && one.rule === `ring-election.${rule}`);
      return record && words.describe(record);
    };
    expect(told("passed-on", en)).toBe("n3 passes n2 on: it is higher than all that went by (§ 2)");
    expect(told("passed-on", zh)).toBe("n3 转发 n2：它大于经过的所有编号（§ 2）");
    expect(told("started", en)).toBe("n2: ring-election.started (§ 2)");
    expect(en.words.t("protocol.ring-election" as never)).toBe("Ring election");
    expect(zh.words.t("protocol.ring-election" as never)).toBe("环上选举");
    expect(MOMENTS[0] && momentText(MOMENTS[0], zh.words)).toBe("n2 当选");
    const all = PROPERTIES[LAST] ?? [];
    const names = all.map((one) => propertyName(one, en.words, en.view as ProtocolView, all));
    expect(names).toEqual(["One leader", "a-leader-is-elected"]);
    for (const { app } of [en, zh]) app.dispose();
  });

  it("changes nothing of the others", async () => {
    const { presenter, app } = await opened("en", WITH_IT);
    await presenter.foresee();
    for (const { name } of PROTOCOLS) {
      const words = await presenter.wordsFor(name);
      const first = presenter.firstScenario(name);
      expect(words.t(`scenario.${first}.title` as never)).toBe(
        (await wordsIn("en", SHOWN.find((one) => one.name === name) as ShownProtocol)).t(
          `scenario.${first}.title` as never,
        ),
      );
      expect(words.has("plain.rule")).toBe(false);
    }
    app.dispose();
  });
});
