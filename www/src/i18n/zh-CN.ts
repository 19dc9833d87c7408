import type { Catalogue } from "./catalogue.ts";
import { events } from "./zh-CN/events.ts";
import { ui } from "./zh-CN/ui.ts";

export const zhCN: Catalogue = { ...ui, ...events };
