/** Links, names and addresses of the page: a chunk of its own, for a visit that has one or makes one. */
import { scenarioOfLink } from "../api/link.ts";
import type { App } from "../bench/app.ts";
import type { Bench } from "../bench/bench.ts";
import { nearestOf } from "../bench/gallery.ts";

/** What the address's fragment holds; without one, or if it is damaged, a scenario of the gallery. */
export async function openFirst(bench: Bench, app: App, address: URL, protocol: string): Promise<void> {
  const query = address.searchParams;
  const names = app.state.scenarios.map((scenario) => scenario.name);
  const ofGallery = (name: string) => app.state.scenarios.find(({ protocol }) => protocol === name)?.name;
  const first = (name: string | null) =>
    name === null ? null : (bench.presenter.firstScenario(name) ?? ofGallery(name) ?? null);
  const wanted = [query.get("scenario"), first(query.get("protocol")), first(protocol)].find(
    (name) => typeof name === "string" && names.includes(name),
  );
  await openLink(app, address);
  if (app.state.world !== null) return;
  const { failure } = app.state;
  app.send({ type: "open", scenario: wanted ?? names[0] ?? "" });
  await app.opened;
  const [name, chapter] = [query.get("scenario"), query.get("protocol")];
  if (failure !== null) app.report(failure);
  else if (name !== null && name !== wanted)
    await offer(bench, app, { kind: "scenario", name, scenario: nearestOf(name, names) });
  else if (name === null && chapter !== null && first(chapter) === null) {
    const { protocols } = bench.presenter;
    const scenario = first(nearestOf(chapter, protocols)) ?? app.state.scenario;
    await offer(bench, app, { kind: "protocol", name: chapter, scenario });
  }
}

interface Unknown {
  kind: "scenario" | "protocol";
  /** What the address names. */
  name: string;
  /** What comes nearest to it. */
  scenario: string;
}

/** There is none of this name: it is told, and the one that comes nearest to it offered. */
async function offer(bench: Bench, app: App, { kind, name, scenario }: Unknown): Promise<void> {
  await bench.presenter.explain();
  const of = app.state.scenarios.find((one) => one.name === scenario)?.protocol;
  const words = of === undefined ? bench.presenter.words : await bench.presenter.wordsFor(of);
  const key = `scenario.${scenario}.title`;
  const title = words.has(key) ? words.t(key) : scenario;
  const offer = {
    title: words.t(`ui.failure.unknown-${kind}`),
    label: words.t("ui.failure.unknown-scenario.nearest", { title }),
    scenario,
  };
  app.report({ kind: "bad-scenario", detail: name, line: null, column: null, offer });
}

/** A link opens where its sender stood; a scenario of the gallery, as it is, with its lesson. */
export async function openLink(app: App, address: URL): Promise<void> {
  if (address.hash.length < 2 || address.href === app.state.share?.url) return;
  let text: string;
  try {
    // One of another version is refused as a scenario, with the offer to open it anyway.
    text = scenarioOfLink(address.href, true);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    app.report({ kind: "bad-scenario", detail, line: null, column: null });
    return;
  }
  try {
    const known = await app.galleryOf(text);
    app.send({ type: "open", scenario: "", text, at: "cursor", ...known });
    await app.opened;
  } catch (error) {
    app.missed("link", error, () => void openLink(app, address));
  }
}

/**
 * The address of what is shown: a scenario of the gallery by its name while it is that scenario; else all of the run, as
 * far as that fits; then of no run at all.
 */
export function addressOf(app: App, plain: string): string {
  const { scenario, changes, world } = app.state;
  if (scenario !== "" && changes.length === 0 && !world?.own) {
    const address = new URL(plain);
    address.searchParams.set("scenario", scenario);
    return address.href;
  }
  try {
    return app.simulation?.link(plain) ?? plain;
  } catch {
    return plain;
  }
}
