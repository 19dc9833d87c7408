import type { PlacementKey } from "../codes.ts";
import { scenarios } from "./zh-CN/scenarios.ts";
import { placement } from "./zh-CN/short.ts";

export const texts: Readonly<Record<PlacementKey, string>> = { ...placement, ...scenarios };
