import "../styles/page.css";
import { load } from "../api/stream.ts";
import { PROTOCOLS } from "../protocols/index.ts";
import { start } from "./start.ts";

void start({
  engine: async () => {
    const { Simulation, catalog } = await load();
    const bugs = (name: string) => catalog.protocols.find((one) => one.name === name)?.bugs ?? [];
    return { Simulation, version: catalog.version, scenarios: catalog.scenarios, bugs };
  },
  protocols: PROTOCOLS,
});
