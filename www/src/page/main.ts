import "../styles/page.css";
import type { Catalog } from "../api/catalog.ts";
import { FIRST_MS } from "../api/first-part.ts";
import { loadFirst, loadWhole } from "../api/stream.ts";
import type { Engine } from "../bench/app.ts";
import { FIRST_PROTOCOL, FIRST_SCENARIO, FIRST_TEXT } from "../protocols/first-visit.ts";
import { PROTOCOLS } from "../protocols/protocols.ts";
import { versionOf } from "../state/opening.ts";
import { start } from "./start.ts";

const version = versionOf(FIRST_TEXT) ?? 0;
const FIRST = { name: FIRST_SCENARIO, protocol: FIRST_PROTOCOL, text: FIRST_TEXT };

void start({
  first: async () => {
    const { Simulation, rest } = await loadFirst();
    const load = async () => {
      // Whatever is opened next has an address; it is to be had without a network, too.
      const [catalog] = await Promise.all([rest(), import("./address.ts")]);
      return known(Simulation, catalog);
    };
    return { Simulation, scenarios: [FIRST], protocols: [], version, rest: { after: FIRST_MS, load } };
  },
  whole: async () => {
    const { Simulation, catalog } = await loadWhole();
    return known(Simulation, catalog);
  },
  firstScenario: FIRST.name,
  protocols: PROTOCOLS,
});

function known(Simulation: Engine["Simulation"], { version, scenarios, protocols }: Catalog): Engine {
  return { Simulation, version, scenarios, protocols };
}
