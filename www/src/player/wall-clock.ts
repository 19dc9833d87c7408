/** The clock on the wall, as the player sees it: a callback before the next picture, with the time in ms. */
export interface WallClock {
  request(callback: (wallMs: number) => void): number;
  cancel(handle: number): void;
}

/** The browser's own: one callback per animation frame, none while the tab is hidden. */
export const browserClock: WallClock = {
  request: (callback) => requestAnimationFrame(callback),
  cancel: (handle) => cancelAnimationFrame(handle),
};

/** What it says, in ms from some moment on: for telling how far work has come. */
export const wallMs = (): number => performance.now();
