/**
 * The protocols that have a page part of their own: one line each. A folder beside this file holds all of it; what it
 * leaves out is shown and told in the default way, as is a protocol that has no line here at all.
 */
export { paxos } from "./paxos/entry.ts";
export { placement } from "./placement/entry.ts";
export { raft } from "./raft/entry.ts";
