import { type Catalog, catalog } from "../api/catalog.ts";
import { pseudocodeOf } from "./library-texts.ts";

let made: Catalog | null = null;

/** The catalog with what the page only loads when it is looked at. */
export function libraryCatalog(): Catalog {
  if (made === null) {
    made = catalog();
    for (const protocol of made.protocols) protocol.pseudocode = pseudocodeOf(protocol.name);
  }
  return made;
}
