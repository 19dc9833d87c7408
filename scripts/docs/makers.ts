import { pythonWidget } from "../lib/element-files.ts";
import { apiIndex, apiOf, apiOfProtocols, boundsTable } from "./api.ts";
import { elementEvents, elementMethods, elementOptions, elementParts } from "./element.ts";
import { excerpt } from "./excerpt.ts";
import { pages, read } from "./files.ts";
import { headerTable, movesTable, protocolTables } from "./language.ts";
import { placementBalance, placementCan, placementMoves, placementRing } from "./placement.ts";
import { bugs, gallery, options, properties, sections } from "./protocol.ts";
import { type Maker, remade } from "./regions.ts";

/** Every part that can be made, by the word that asks for it. */
export const MAKERS: Readonly<Record<string, Maker>> = {
  "api-index": apiIndex,
  api: apiOf,
  "api-protocols": apiOfProtocols,
  bounds: boundsTable,
  header: headerTable,
  moves: movesTable,
  protocols: protocolTables,
  "element-options": elementOptions,
  "element-methods": elementMethods,
  "element-events": elementEvents,
  "element-parts": elementParts,
  excerpt,
  gallery,
  options,
  bugs,
  properties,
  sections,
  "placement-can": placementCan,
  "placement-ring": placementRing,
  "placement-balance": placementBalance,
  "placement-moves": placementMoves,
};

export interface Page {
  file: string;
  is: string;
  shouldBe: string;
}

/** Every page, as it is and as the code's tables want it. */
export function remadePages(): Page[] {
  const all = pages().map((file) => {
    const is = read(file);
    return { file, is, shouldBe: remade(is, MAKERS) };
  });
  return [...all, { file: WIDGET, is: read(WIDGET), shouldBe: pythonWidget() }];
}

/** A whole file that is made. */
const WIDGET = "docs/examples/notebook/ringleader_widget.py";
