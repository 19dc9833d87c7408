/**
 * The protocols that the page can show, in the order of their tabs.
 *
 * To add one: its folder here with `entry.ts` (what is always loaded), its page part and its texts, as `protocol.ts`
 * describes; a line below; a line in `i18n/library.ts`, so that `describe` of the npm library knows its texts; its types
 * in `api/protocols/<name>.ts` with a line in `api/frames.ts`. One that is a cluster of nodes takes its picture, cards,
 * menus, tools and keys from `cluster/` and says only how a node and a message look. Nothing else of the page changes.
 */

import { paxos } from "./paxos/entry.ts";
import { placement } from "./placement/entry.ts";
import type { ProtocolEntry } from "./protocol.ts";
import { raft } from "./raft/entry.ts";

export const PROTOCOLS: readonly ProtocolEntry[] = [placement, paxos, raft];
