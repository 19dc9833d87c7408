import type { Catalogue } from "./catalogue.ts";
import { events } from "./zh-CN/events.ts";
import { raft } from "./zh-CN/raft.ts";
import { scenarios } from "./zh-CN/scenarios.ts";
import { ui } from "./zh-CN/ui.ts";

export const zhCN: Catalogue = { ...ui, ...events, ...raft, ...scenarios };
