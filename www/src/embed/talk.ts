import { RingleaderError } from "../api/errors.ts";
import { eventOf, type News } from "../element/announce.ts";
import type { RingLeaderElement } from "../element/element.ts";
import { OPTIONS, type OptionName } from "../element/options.ts";
import { isRequest, type Message, type Request, type State } from "./frame-protocol.ts";

type Outgoing = Message extends infer One ? (One extends Message ? Omit<One, "source" | "v"> : never) : never;

/** What the element tells, and we pass on. */
const NEWS = [
  ...(["change", "event", "moment", "violation", "answered", "prediction", "error"] as const),
] satisfies News[];

/** Answers the page around us, and tells it what happens. Nobody else is heard. */
export function talk(element: RingLeaderElement, parent: Window): (message: Outgoing) => void {
  // What is told is what the reader sees; who embeds us may know it.
  const tell = (message: Outgoing) => parent.postMessage({ source: "ringleader", v: 1, ...message }, "*");
  const answer = async (request: Request) => {
    const { id } = request;
    const known = typeof id === "string" || typeof id === "number";
    try {
      const value = await done(element, request);
      if (known) tell({ type: "answer", id, value });
    } catch (error) {
      const code = error instanceof RingleaderError ? error.code : "argument";
      const message = error instanceof Error ? error.message : String(error);
      if (known) tell({ type: "refused", id, code, message });
    }
  };
  // One after the other, as they came. Options that come before anything else are those that it opens with.
  let last: Promise<void> | null = null;
  addEventListener("message", ({ source, data }) => {
    if (source !== parent || !isRequest(data)) return;
    if (last === null && data.type === "set") void answer(data);
    else last = (last ?? Promise.resolve()).then(() => answer(data));
  });
  element.addEventListener(eventOf("ready"), () => tell({ type: "ready" }));
  for (const type of NEWS) {
    element.addEventListener(eventOf(type), (event) =>
      tell({ type, ...(event as CustomEvent).detail } as unknown as Outgoing),
    );
  }
  return tell;
}

/** Does what was asked, once there is something to do it with. @returns what is answered */
async function done(element: RingLeaderElement, request: Request): Promise<unknown> {
  if (request.type === "set") {
    set(element, request.options);
    await element.settled;
    return null;
  }
  await element.ready;
  switch (request.type) {
    case "play":
    case "pause":
    case "reset":
      return element[request.type]() ?? null;
    case "step":
    case "stepBack":
      return element[request.type](count(request.n ?? 1, "n")) ?? null;
    case "seek":
      return element.seek(count(request.position, "position")) ?? null;
    case "act":
      return element.act(request.moves);
    case "state":
      return stateOf(element);
    default:
      throw new RingleaderError("argument", "there is no request of this type");
  }
}

function count(value: unknown, what: string): number {
  if (Number.isSafeInteger(value) && Number(value) >= 0) return Number(value);
  throw new RingleaderError("argument", `${what}: a whole number from 0 on`);
}

function set(element: RingLeaderElement, options: unknown): void {
  if (typeof options !== "object" || options === null) {
    throw new RingleaderError("argument", "options: an object of texts");
  }
  const entries = Object.entries(options);
  for (const [name, value] of entries) {
    if (!OPTIONS.some((option) => option.name === name)) {
      throw new RingleaderError("argument", "options: there is none of this name");
    }
    if (value !== null && !["string", "number", "boolean"].includes(typeof value)) {
      throw new RingleaderError("argument", `${name}: a text, or null`);
    }
  }
  for (const [name, value] of entries as [OptionName, string | number | boolean | null][]) {
    if (value === null || value === false) element.removeAttribute(name);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
}

function stateOf(element: RingLeaderElement): State {
  const { simulation } = element;
  if (simulation === null) throw new RingleaderError("not-loaded", "nothing is open yet");
  const { position, now, length, branch, seed } = simulation;
  return {
    ...{ position, now, length, branch, seed, playing: element.playing },
    hash: simulation.hash(),
    scenario: simulation.scenario(),
    frame: simulation.frame(),
    properties: simulation.properties(),
  };
}
