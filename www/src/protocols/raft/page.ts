import type { Frame } from "../../api/frames.ts";
import type { SimulationLike } from "../../api/simulation.ts";
import { clusterView } from "../../cluster/cluster-view.ts";
import type { Words } from "../../i18n/words.ts";
import { hueOf } from "../../stage/cluster-presentation.ts";
import type { ViewState } from "../../state/app-state.ts";
import type { Context, ProtocolPage, ProtocolTab, ProtocolView } from "../protocol.ts";
import type { RaftKey } from "./codes.ts";
import styles from "./log.css?inline";
import { drawLogTable } from "./log-table.ts";
import { covers, type LogWindow, logWindow, longestLog } from "./log-window.ts";
import { phrasing } from "./phrasing.ts";
import { isQuiet, logRows, raftPresentation, weight } from "./presentation.ts";
import type { RaftFrame } from "./types.ts";

export const page: ProtocolPage = { phrasing, styles, view };

function view(words: Words<RaftKey>): ProtocolView {
  const cluster = clusterView(raftPresentation(words));
  let answers: typeof import("./answers.ts") | null = null;
  return {
    ...cluster,
    async later() {
      const [loaded] = await Promise.all([import("./answers.ts"), cluster.later?.()]);
      answers = loaded;
    },
    weight,
    quiet: (frame) => isQuiet(frame as RaftFrame),
    judge: (scenario) => answers?.answerOf(scenario) ?? null,
    hue: (moment) => hueOf(Number(moment.epoch ?? 0)),
    // The paper's own five, and whether the run got anywhere; the tab lists all.
    chip: (property) => property.source.includes("Figure 3") || property.kind === "sometimes",
    frame: fetchFrame,
    tabs: [logTab(words)],
  };
}

/** The last column of the logs that is looked at, or null for the newest. */
const logEnd = (view: ViewState): number | null => (typeof view.logEnd === "number" ? view.logEnd : null);

/** The part of the logs that was fetched last, of each run. */
const windows = new WeakMap<SimulationLike, LogWindow>();

/** The frame with the part of the logs that is shown. */
function fetchFrame(simulation: SimulationLike, view: ViewState): Frame {
  const fetched = windows.get(simulation) ?? null;
  const frame = simulation.frame(fetched === null ? {} : { log: fetched }) as RaftFrame;
  const longest = longestLog(frame);
  if (covers(fetched, longest, logEnd(view))) return frame;
  const log = logWindow(longest, logEnd(view));
  windows.set(simulation, log);
  return simulation.frame({ log });
}

/** So many columns of the log fit everywhere without scrolling. */
const FIRST_COLUMNS = 3;

function logTab(words: Words<RaftKey>): ProtocolTab {
  let followed = 0;
  const frameOf = ({ world }: Context) => world.frame as RaftFrame;
  return {
    name: "log",
    draw: (context) =>
      drawLogTable({
        rows: logRows(frameOf(context).nodes, words),
        words,
        selected: context.state.selection?.kind === "node" ? context.state.selection.id : null,
        end: logEnd(context.state.view),
        choose: (id) => context.send({ type: "select", selection: { kind: "node", id } }),
        scrollTo: (index) => context.send({ type: "view", change: { logEnd: index } }),
      }),
    // A log that grew is scrolled to its newest entry, unless the reader looks at others.
    drawn(panel, context) {
      const longest = longestLog(frameOf(context));
      if (logEnd(context.state.view) !== null || longest === followed) return;
      followed = longest;
      const scroller = panel.querySelector(".log-scroll");
      if (scroller !== null) scroller.scrollLeft = longest > FIRST_COLUMNS ? scroller.scrollWidth : 0;
    },
  };
}
