/** The protocol of a first visit, and of an embedding that names none. */
export const FIRST_PROTOCOL = "raft";
/** The scenario of a first visit. */
export const FIRST_SCENARIO = "leader-crash";
