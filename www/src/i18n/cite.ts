import type { Catalogue } from "./catalogue.ts";

/** A place in a paper as a reader of the language would write it: "Raft 5.4.1", "Raft 图 3、5.4.3". */
export function cite(source: string, texts: Catalogue): string {
  return source
    .replaceAll("thesis ", texts["cite.thesis"])
    .replaceAll("Figure ", texts["cite.figure"])
    .replaceAll("Table ", texts["cite.table"])
    .replaceAll(", ", texts["cite.list"]);
}
