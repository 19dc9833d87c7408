import { events } from "./en/events.ts";
import { raft } from "./en/raft.ts";
import { scenarios } from "./en/scenarios.ts";
import { ui } from "./en/ui.ts";

export const en = { ...ui, ...events, ...raft, ...scenarios };
