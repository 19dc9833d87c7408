import { render, type TemplateResult } from "lit/html.js";
import type { Popup } from "../state/app-state.ts";
import { type ChaptersOptions, drawChapters } from "./chapters.ts";
import { drawPopup, moveInMenu, type PopupOptions, popupTitle } from "./popup.ts";

/** Between the menu and the window's edge. */
const MARGIN = 8;

/** Keeps a menu where it was asked for, in reach, and gone with Escape or a press elsewhere. */
export class PopupBox {
  readonly #box: HTMLElement;
  readonly #root: Document | ShadowRoot;
  /** The page hears a press elsewhere only while the menu is there: what it hears, it holds. */
  readonly #press: (event: PointerEvent) => void;
  readonly #over: AbortSignal;
  #shown: Popup | null = null;
  #before: Element | null = null;

  constructor(root: Document | ShadowRoot, box: HTMLElement, close: () => void, over: AbortSignal) {
    this.#root = root;
    this.#box = box;
    this.#over = over;
    box.addEventListener("keydown", moveInMenu);
    box.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" && event.key !== "Tab") return;
      event.preventDefault();
      event.stopPropagation();
      close();
    });
    // The path tells inside from outside in a shadow tree, too.
    this.#press = (event) => {
      if (!event.composedPath().some((one) => one === box || opens(one, box))) close();
    };
  }

  showMoves(options: PopupOptions): void {
    this.#show(options.popup, popupTitle(options), drawPopup(options));
  }

  showChapters(popup: Popup, options: ChaptersOptions): void {
    this.#show(popup, options.words.t("ui.protocols"), drawChapters(options));
  }

  #show(popup: Popup, title: string, items: TemplateResult): void {
    render(items, this.#box);
    if (this.#shown === popup) return;
    this.#box.setAttribute("aria-label", title);
    this.#before ??= this.#root.activeElement;
    this.#shown = popup;
    document.addEventListener("pointerdown", this.#press, { signal: this.#over });
    if (!this.#box.matches(":popover-open")) this.#box.showPopover();
    const { width, height } = this.#box.getBoundingClientRect();
    const within = (at: number, size: number, room: number) =>
      Math.max(MARGIN, Math.min(at, room - size - MARGIN));
    this.#box.style.left = `${within(popup.x, width, innerWidth)}px`;
    this.#box.style.top = `${within(popup.y, height, innerHeight)}px`;
    const first = ["[aria-checked=true]", "[role^=menuitem]"];
    first
      .map((wanted) => this.#box.querySelector<HTMLElement>(wanted))
      .find((item) => item !== null)
      ?.focus();
  }

  hide(): void {
    if (this.#shown === null) return;
    this.#shown = null;
    document.removeEventListener("pointerdown", this.#press);
    this.#box.hidePopover();
    if (this.#before instanceof HTMLElement || this.#before instanceof SVGElement) this.#before.focus();
    this.#before = null;
  }
}

/** What opens and closes a menu by itself: a press on it is no press elsewhere. */
const opens = (one: EventTarget, box: Element): boolean =>
  one instanceof Element && one.getAttribute("aria-controls") === box.id;
