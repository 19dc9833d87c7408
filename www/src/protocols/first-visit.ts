/** The protocol of a first visit, and of an embedding that names none. */
export const FIRST_PROTOCOL = "raft";
/** The scenario of a first visit, which stands in the page itself. */
export const FIRST_SCENARIO = "leader-crash";
export { default as FIRST_TEXT } from "../../../src/protocols/raft/gallery/leader-crash.scn?raw";
