import { clusterView } from "../../cluster/cluster-view.ts";
import type { Words } from "../../i18n/words.ts";
import type { ViewState } from "../../state/app-state.ts";
import type { Context, ProtocolPage, ProtocolTab, ProtocolView } from "../protocol.ts";
import { ballotHue } from "./ballot.ts";
import { drawBallotBoard } from "./ballot-board.ts";
import styles from "./board.css?inline";
import type { PaxosKey } from "./codes.ts";
import { keepOneStop } from "./grid.ts";
import { phrasing } from "./phrasing.ts";
import { paxosPresentation } from "./presentation.ts";
import type { PaxosFrame } from "./types.ts";
import { isQuiet, weight } from "./weight.ts";

export const page: ProtocolPage = { phrasing, styles, view };

/** The three requirements that the paper begins with (2.1); the tab lists all. */
const CHIPS: ReadonlySet<string> = new Set(["one-value-chosen", "chosen-was-proposed", "learned-was-chosen"]);

function view(words: Words<PaxosKey>): ProtocolView {
  const cluster = clusterView(paxosPresentation(words));
  let answers: typeof import("./answers.ts") | null = null;
  return {
    ...cluster,
    async later() {
      const [loaded] = await Promise.all([import("./answers.ts"), cluster.later?.()]);
      answers = loaded;
    },
    legendSamples: async () => ({
      ...(await cluster.legendSamples()),
      ...(await import("./legend.ts")).PAXOS_LEGEND,
    }),
    weight,
    quiet: (frame) => isQuiet(frame as PaxosFrame),
    judge: (scenario) => answers?.answerOf(scenario) ?? null,
    hue: (moment) => ballotHue(moment.epoch),
    chip: (property) => CHIPS.has(property.name),
    tabs: [ballotsTab(words)],
  };
}

const endOf = (view: ViewState): number | null =>
  typeof view.ballotsEnd === "number" ? view.ballotsEnd : null;
const followedOf = (view: ViewState): string | null => (typeof view.ballot === "string" ? view.ballot : null);

function ballotsTab(words: Words<PaxosKey>): ProtocolTab {
  let shown = 0;
  const frameOf = ({ world }: Context) => world.frame as PaxosFrame;
  return {
    name: "ballots",
    draw: (context) => {
      const { state, send } = context;
      return drawBallotBoard({
        frame: frameOf(context),
        words,
        selected: state.selection?.kind === "node" ? state.selection.id : null,
        ballot: followedOf(state.view),
        end: endOf(state.view),
        choose: (id) => send({ type: "select", selection: { kind: "node", id } }),
        follow: (ballot) => send({ type: "view", change: { ballot } }),
        scrollTo: (ballotsEnd) => send({ type: "view", change: { ballotsEnd } }),
      });
    },
    // A new ballot is scrolled to, unless the reader looks at others.
    drawn(panel, context) {
      const grid = panel.querySelector<HTMLTableElement>("table.board");
      if (grid !== null) keepOneStop(grid);
      const { length } = frameOf(context).ballots;
      if (endOf(context.state.view) !== null || length === shown) return;
      shown = length;
      const scroller = panel.querySelector(".board-scroll");
      if (scroller !== null) scroller.scrollLeft = scroller.scrollWidth;
    },
  };
}
