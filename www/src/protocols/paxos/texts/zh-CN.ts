import type { PaxosKey } from "../codes.ts";
import { page } from "./zh-CN/page.ts";
import { scenarios } from "./zh-CN/scenarios.ts";
import { paxos } from "./zh-CN/short.ts";

export const texts: Readonly<Record<PaxosKey, string>> = { ...paxos, ...page, ...scenarios };
