import type { AppState, World } from "../state/app-state.ts";
import { clusterOf } from "../state/scene.ts";

/** How many pictures of a run in which nothing moves are waited for: some three seconds where they come as they should. */
const PATIENCE_PICTURES = 180;
/** After this long it need not be idle any more. */
const IDLE_MS = 1_000;

/** Tells when a visit has seen what it came for: a message at another place than in the picture before. */
export class Arrival {
  #pictures = 0;
  #before: { now: number; ids: ReadonlySet<string> } | null = null;
  #seen = false;

  /** To be asked with every picture. What stands still on purpose is not waited for. */
  seen(state: AppState, world: World): boolean {
    this.#pictures += 1;
    const isEnough = this.#pictures > PATIENCE_PICTURES;
    this.#seen ||= isEnough || !state.playing || this.#moved(state, world);
    return this.#seen;
  }

  #moved({ now }: AppState, world: World): boolean {
    const messages = clusterOf(world.frame)?.messages.filter(({ fate }) => fate !== "held");
    const before = this.#before;
    this.#before = { now, ids: new Set(messages?.map(({ id }) => id)) };
    if (before === null || before.now >= now) return false;
    // What is no cluster has no messages: there, that time passes is all that moves.
    return messages === undefined || messages.some(({ id }) => before.ids.has(id));
  }
}

/** When the browser has nothing better to do; where it does not tell, a little later. */
export function whenIdle(work: () => void): void {
  if ("requestIdleCallback" in globalThis) requestIdleCallback(work, { timeout: IDLE_MS });
  else setTimeout(work, IDLE_MS / 4);
}
