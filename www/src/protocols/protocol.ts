/**
 * The seam by which a protocol plugs into the page. The page knows frames, records, catalog and intents; how a
 * protocol's run is drawn, told and touched is what the protocol says here, in three pieces, so that a first visit loads
 * no more than it shows:
 *
 * - `ProtocolEntry`: a few lines that are always loaded (`registry.ts` lists them);
 * - `ProtocolPage`: how it is shown, a chunk of its own;
 * - its texts and its explanations, a chunk for each language (what they hold: `i18n/catalogue.ts`).
 *
 * Nothing here is a rule of a protocol: those live in the engine.
 */
import type { TemplateResult } from "lit/html.js";
import type { ProtocolInfo } from "../api/catalog.ts";
import type { EventRecord, Frame, Moment, PropertyView } from "../api/frames.ts";
import type { SimulationLike } from "../api/simulation.ts";
import type { Key, Locale, Phrasing, ProtocolTexts, Why, Words } from "../i18n/words.ts";
import type { Hue } from "../stage/cluster-presentation.ts";
import type { AppState, Dialog, Intent, Target, ViewState, World } from "../state/app-state.ts";
import type { Weight } from "../state/caption.ts";
import type { KeyBindings } from "../state/keyboard.ts";
import type { Move } from "../state/moves.ts";
import type { Judge } from "./judge.ts";
import type { Group } from "./protocols.ts";

/** What is known of a protocol before it is shown. What may be left out is then made from the engine's catalog. */
export interface ProtocolEntry {
  /** As the scenario language names it. How a reader calls it is the text `protocol.<name>` of each language. */
  name: string;
  /** Where it stands in that menu; "others", if nothing is said. */
  group?: Group;
  /** Its place among its group's. */
  place: number;
  /**
   * The scenario of the gallery that its line in the menu opens, as it is; else its first. The seed, size and network of
   * the run before are offered: its lesson is then judged by that run.
   */
  firstScenario?: string;
  /** `known` is what the engine's catalog says of it, once there is an engine. */
  page?(known: ProtocolInfo | null): Promise<{ page: ProtocolPage }>;
  /** Its texts, if they do not stand in each language's folder under its name. */
  texts?(locale: Locale): Promise<ProtocolTexts>;
}

/** The same with nothing left out. */
export type ShownProtocol = ProtocolEntry & Required<Pick<ProtocolEntry, "page">>;

/** How a protocol is shown. */
export interface ProtocolPage {
  /** Which of its texts it says when. */
  phrasing: Phrasing;
  /** Its own style sheet (`import styles from "./x.css?inline"`), for a document as for a shadow root. */
  styles?: string;
  /** In the reader's language; made anew with each. `words` has the protocol's own texts, too. */
  view(words: Words): ProtocolView;
}

/** What is to be drawn, and where a touch of it goes. */
export interface Context {
  state: AppState;
  world: World;
  words: Words;
  /** Explanations, once they are loaded. */
  why: Why | null;
  send(intent: Intent): void;
}

/** Everything of a protocol that is seen, in one language. All but the picture are pure functions of the context. */
export interface ProtocolView {
  /** How much a record matters: captions and the list of events go by it. */
  weight(record: EventRecord): Weight;
  /** Whether what is due next is routine, such as a heartbeat that carries nothing: event pace hurries past. */
  quiet(frame: Frame): boolean;
  /** How many beats of a steady pace pass from this frame to what is due next; one, if nothing is said. */
  beats?(frame: Frame): number;
  /** What judges a scenario's prediction by the run at hand; null without a question. */
  judge(scenario: string): Judge | null;
  /** The hue of the epoch that a mark on the time bar belongs to. */
  hue(moment: Moment): Hue;
  /** Whether a property has a chip under the picture at all times; one that is violated always has. */
  chip(property: PropertyView): boolean;
  /** How a reader calls what a property is said of, where a run has several. */
  subject?(subject: string): string;
  /** The frame at the cursor, if less than all of it is to be fetched: `view` says what is looked at. */
  frame?(simulation: SimulationLike, view: ViewState): Frame;
  /**
   * Loads what is not needed before the first message moves, such as cards; asked for once there is a picture. Until
   * then `card`, `twin` and `judge` may be empty.
   */
  later?(): Promise<unknown>;
  /** Its own tabs, before Events, Why and Properties. The first is shown at first. */
  tabs: readonly ProtocolTab[];
  /** The picture, which lives in `host` until it is disposed of. */
  picture(host: HTMLElement, send: (intent: Intent) => void): Picture;
  /** What is typed for a client at first. */
  command?: string;
  /** What stands under the picture: sliders, commands. */
  tools(context: Context): TemplateResult;
  /** The card of what is selected; null if it has none. */
  card(context: Context): TemplateResult | null;
  /** What can be done to something in the picture, or (null) to the whole: the items of its menu. */
  menu(context: Context, target: Target | null): readonly MenuItem[];
  /** All that the picture shows, as lists and tables. */
  twin(context: Context): TemplateResult;
  /** Keys of its own. */
  keys: KeyBindings | null;
  /** The signs that the legend explains, by the names its text goes by; asked for when the help opens. */
  legendSamples(): Promise<LegendSamples>;
}

/** What the controller needs of it. */
export type Outlook = Pick<ProtocolView, "quiet" | "beats" | "judge" | "frame" | "command">;

/** A tab of the column beside the picture; its title is the text `tab.<name>`. */
export interface ProtocolTab {
  name: string;
  draw(context: Context): TemplateResult;
  /** After it was drawn into `panel`: to scroll, to paint a canvas. */
  drawn?(panel: HTMLElement, context: Context): void;
}

/** A move, or a dialog that asks for more. */
export type MenuItem = Move | { dialog: Dialog; label: Key };

/** What stands in the picture, drawn anew with each frame of the screen while time runs. */
export interface Picture {
  draw(context: PictureContext): void;
  dispose(): void;
}

export interface PictureContext extends Context {
  /** In CSS pixels. */
  size: { width: number; height: number };
  /** Simulated time per wall time. */
  speed: number;
  /** There is time to read labels: paused, or slow. */
  readable: boolean;
  /** Asks for the same to be drawn again, as after a touch that changes nothing but the picture. */
  redraw(): void;
}

/** Small drawings, SVG around the origin, 40 by 32. */
export type LegendSamples = Readonly<Record<string, () => unknown>>;
