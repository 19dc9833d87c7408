/**
 * The bench as a notebook's widget, by the anywidget front-end module: `_esm = "anywidget.js"`. Its traits are the
 * element's options, and `position`, `now`, `playing`, which it tells back. `{ type, ... }` sent to it is a call.
 */
import { eventOf } from "./announce.ts";
import type { RingLeaderChange } from "./element-types.ts";
import { OPTIONS, ROWS } from "./options.ts";
import { define, type RingLeaderElement, TAG } from "./ring-leader.ts";
import { Throttle } from "./throttle.ts";

/** What is used of a widget's model. */
interface Model {
  get(name: string): unknown;
  set(name: string, value: unknown): void;
  save_changes(): void;
  on(name: string, listener: (message: unknown) => void): void;
  off(name: string, listener: (message: unknown) => void): void;
  send(content: unknown): void;
}

/** Traits that the widget writes. */
const TRAITS = ["position", "now", "playing"] as const;

/** Each time that they are saved is a message to the kernel; a run that plays has a hundred changes a second. */
const SAVE_MS = 250;

function render({ model, el }: { model: Model; el: HTMLElement }): () => void {
  define();
  const element = el.ownerDocument.createElement(TAG) as RingLeaderElement;
  // JupyterLab hears keys before anything in its page does, unless they are typed into what carries this.
  element.dataset.lmSuppressShortcuts = "true";
  const take = (name: string) => {
    const value = model.get(name);
    if (value === null || value === undefined || value === false || value === "") {
      element.removeAttribute(name);
    } else element.setAttribute(name, value === true ? "" : String(value));
  };
  const listening: [string, (message: unknown) => void][] = OPTIONS.map(({ name }) => [
    `change:${name}`,
    () => take(name),
  ]);
  listening.push(["msg:custom", (message) => called(element, model, message)]);
  for (const { name } of ROWS) take(name);
  const unfollow = followJupyter(element);
  const saving = new Throttle(SAVE_MS);
  for (const [name, listener] of listening) model.on(name, listener);
  element.addEventListener(eventOf("change"), (event) => {
    const detail = (event as CustomEvent<RingLeaderChange>).detail;
    saving.call(() => {
      for (const name of TRAITS) model.set(name, detail[name]);
      model.save_changes();
    });
  });
  for (const type of ["moment", "violation", "answered", "prediction", "error"] as const) {
    element.addEventListener(eventOf(type), (event) =>
      model.send({ type, ...(event as CustomEvent).detail }),
    );
  }
  el.append(element);
  return () => {
    unfollow();
    saving.end();
    for (const [name, listener] of listening) model.off(name, listener);
    element.remove();
  };
}

/** JupyterLab says of its theme only whether it is light; the bench follows `color-scheme`. @returns what ends it */
function followJupyter(element: HTMLElement): () => void {
  const { body } = element.ownerDocument;
  const follow = () => {
    const light = body.dataset.jpThemeLight;
    if (light !== undefined) element.style.colorScheme = light === "false" ? "dark" : "light";
  };
  follow();
  const observer = new MutationObserver(follow);
  observer.observe(body, { attributes: true, attributeFilter: ["data-jp-theme-light"] });
  return () => observer.disconnect();
}

/** `{ type: "play" }`, `{ type: "act", moves }`, ... from the notebook's kernel. */
function called(element: RingLeaderElement, model: Model, message: unknown): void {
  if (typeof message !== "object" || message === null) return;
  const { type, n, position, moves } = message as Record<string, unknown>;
  try {
    if (type === "play" || type === "pause" || type === "reset") element[type]();
    else if (type === "step" || type === "stepBack") element[type](typeof n === "number" ? n : 1);
    else if (type === "seek") element.seek(Number(position));
    else if (type === "act") model.send({ type: "records", records: element.act(String(moves)) });
  } catch (error) {
    model.send({ type: "error", message: error instanceof Error ? error.message : String(error) });
  }
}

export default { render };
