/** The protocol of a first visit, and of an embedding that names none. */
export const FIRST_PROTOCOL = "raft";
