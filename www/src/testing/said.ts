/**
 * All that the page says of a scenario, in Node: every part of it drawn at several positions, with everything selected
 * once, and every record told. For tests that hold what is said in one language against another, or against before.
 */

import { App } from "../bench/app.ts";
import { offered } from "../bench/bench.ts";
import * as details from "../bench/bench-details.ts";
import { drawChips } from "../bench/chips.ts";
import { drawControls } from "../bench/controls.ts";
import { drawDialog } from "../bench/dialogs/dialogs.ts";
import { drawHeader } from "../bench/header.ts";
import { drawPanels, tabsOf } from "../bench/panels.ts";
import { drawPopup } from "../bench/popup.ts";
import { Presenter } from "../bench/presenter.ts";
import { drawCaption } from "../bench/view.ts";
import type { ProtocolEntry } from "../protocols/protocol.ts";
import { type Dialog, initialState, type Target } from "../state/app-state.ts";
import { FakeClock } from "./fake-clock.ts";
import { ENGINE } from "./whole-engine.ts";
import { markupOf } from "./words-in.ts";

const DIALOGS: readonly Dialog[] = ["help", "partition", "share", "editor", "scenario"];

/** Where a scenario is looked at, as parts of its way. */
const STATIONS = [0, 0.3, 0.7, 1];

/** Of style sheets, which say nothing, there is as much as adopts them. */
function standInForStyles(): ShadowRoot {
  Object.assign(globalThis, {
    CSSStyleSheet: class {
      replaceSync() {}
    },
    ShadowRoot: class {},
  });
  return { adoptedStyleSheets: [] } as unknown as ShadowRoot;
}

/** Texts and labels of a drawing, one a line: what stands between tags, and in the attributes that are read out. */
export function readable(drawing: unknown): string[] {
  const markup = markupOf(drawing);
  const labels = Array.from(
    markup.matchAll(
      /\b(?:aria-label|title|aria-valuetext|placeholder)=("[^"]*"|[^\s"<>]+(?: [^\s"<>=]+)*(?=[\s>]))/gu,
    ),
    ([, label = ""]) => label.replaceAll('"', ""),
  );
  const texts = markup.replace(/<[^>]*>/gu, "\n").split("\n");
  return [...labels, ...texts].map((text) => text.replace(/\s+/gu, " ").trim()).filter((text) => text !== "");
}

/** What is said, by where it stands. */
export async function allSaid(
  scenario: string,
  locale: string,
  entries: readonly ProtocolEntry[],
): Promise<Map<string, string[]>> {
  const presenter = new Presenter(entries, locale as never, standInForStyles());
  await presenter.speak(false);
  const app = new App({
    engine: offered(ENGINE, presenter),
    clock: new FakeClock(),
    state: initialState({ locale: locale as never, autoplay: false }),
    base: () => "http://localhost/",
    loader: presenter,
    changed: () => {},
  });
  app.send({ type: "open", scenario });
  await app.opened;
  await presenter.foresee();
  await presenter.explain();
  const { view } = presenter;
  if (view === null) throw new Error(`${scenario} is not shown`);
  const legendSamples = await view.legendSamples();
  const said = new Map<string, string[]>();
  const send = () => {};
  const end = app.simulation?.length ?? 0;
  app.send({ type: "share" });
  for (const station of STATIONS) {
    app.send({ type: "seek", position: Math.floor(end * station) });
    const { world } = app.state;
    if (world === null) throw new Error(`${scenario} is not open`);
    const { words, why } = presenter;
    const put = (where: string, drawing: unknown) => said.set(`${station} ${where}`, readable(drawing));
    const state = { ...app.state, older: null };
    put("header", drawHeader({ state, words, send }));
    put("controls", drawControls({ state, words, view, width: 800, hover: 300, point: send, send }));
    const context = { state, world, words, why, send };
    put("chips", drawChips(context, view));
    put("tools", view.tools(context));
    put("twin", view.twin(context));
    const headline = world.records.at(-1) ?? null;
    for (const tab of tabsOf(view, null))
      put(`tab ${tab}`, drawPanels({ ...context, state: { ...state, tab }, view, details, headline }));
    put("lesson", details.drawLesson({ state: { ...state, lesson: true }, words, why, send }));
    for (const record of [headline, null])
      put(`caption ${record === null}`, drawCaption(record, station === 0, true, words));
    const frame = world.frame;
    const targets: Target[] = [
      ...frame.nodes.map(({ id }) => ({ kind: "node", id }) as Target),
      ...("messages" in frame ? frame.messages.map(({ id }) => ({ kind: "message", id }) as Target) : []),
      ...("clients" in frame ? frame.clients.map(({ id }) => ({ kind: "client", id }) as Target) : []),
    ];
    for (const target of [...targets, null]) {
      const chosen = { ...context, state: { ...state, selection: target } };
      if (target !== null) put(`card ${target.id}`, view.card(chosen));
      const popup = { target, x: 0, y: 0 } as never;
      put(`menu ${target?.id}`, drawPopup({ popup, items: view.menu(context, target), words, send }));
    }
    const picture = { legendSamples, keys: view.keys?.help ?? [] };
    for (const dialog of DIALOGS)
      put(
        `dialog ${dialog}`,
        drawDialog(dialog, { state, words, why, picture, tabs: tabsOf(view, null), send }),
      );
    said.set(
      `${station} records`,
      (app.simulation?.events({ from: Math.floor(end * station) - 40 }) ?? []).flatMap((record) => [
        words.describe(record),
        words.short(record),
        words.detail(record),
      ]),
    );
  }
  app.dispose();
  return said;
}
