import type { App } from "./app.ts";

/**
 * The address of what is shown: a scenario of the gallery by its name while it is that scenario; else all of the run, as
 * far as that fits; then of no run at all.
 */
export function addressOf(app: App, base: (at: number | null) => string): string {
  const { scenario, changes, world } = app.state;
  const plain = base(null);
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
