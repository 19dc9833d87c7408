import type { RaftKey } from "../codes.ts";
import { scenarios } from "./zh-CN/scenarios.ts";
import { raft } from "./zh-CN/short.ts";

export const texts: Readonly<Record<RaftKey, string>> = { ...raft, ...scenarios };
