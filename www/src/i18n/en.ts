import { events } from "./en/events.ts";
import { ui } from "./en/ui.ts";

/** What every protocol's page says. English defines the keys. */
export const en = { ...ui, ...events };
