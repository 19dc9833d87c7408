import "../styles/page.css";
import { load } from "../api/stream.ts";
import { loadLocale } from "../i18n/index.ts";
import { start } from "./start.ts";

void start({
  engine: async () => {
    const { Simulation, catalog } = await load();
    return { Simulation, scenarios: catalog.scenarios };
  },
  words: loadLocale,
  presentation: async () => (await import("../protocols/raft/presentation.ts")).raftPresentation,
});
