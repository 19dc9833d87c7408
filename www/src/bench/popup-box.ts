import { render } from "lit/html.js";
import type { Popup } from "../state/app-state.ts";
import { drawPopup, moveInMenu, type PopupOptions } from "./popup.ts";

/** Between the menu and the window's edge. */
const MARGIN = 8;

/** Keeps the menu of moves where it was asked for, in reach, and gone with Escape or a press elsewhere. */
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
      if (!event.composedPath().includes(box)) close();
    };
  }

  show(options: PopupOptions): void {
    render(drawPopup(options), this.#box);
    if (this.#shown === options.popup) return;
    this.#before ??= this.#root.activeElement;
    this.#shown = options.popup;
    document.addEventListener("pointerdown", this.#press, { signal: this.#over });
    if (!this.#box.matches(":popover-open")) this.#box.showPopover();
    const { width, height } = this.#box.getBoundingClientRect();
    const within = (at: number, size: number, room: number) =>
      Math.max(MARGIN, Math.min(at, room - size - MARGIN));
    this.#box.style.left = `${within(options.popup.x, width, innerWidth)}px`;
    this.#box.style.top = `${within(options.popup.y, height, innerHeight)}px`;
    this.#box.querySelector<HTMLElement>("[role=menuitem]")?.focus();
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
