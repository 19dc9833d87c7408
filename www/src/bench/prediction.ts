import type { Player } from "../player/player.ts";
import type { Judge } from "../protocols/judge.ts";
import type { Prediction } from "../state/app-state.ts";
import type { Scene } from "../state/scene.ts";

/** What a question is asked of, and who is told. */
export interface Question {
  player: Player;
  /** The scenario's last instant, in ms. */
  until: number;
  judge(): Judge | null;
  prediction(): Prediction;
  reveal(answer: Prediction["answer"], without: Prediction["without"]): void;
}

/**
 * Judges what was to be predicted by the run at hand: as the run goes on, and anew when it is another branch. Going back
 * changes nothing. To be told of every scene.
 */
export function lookOn({ player, until, judge, prediction, reveal }: Question): (scene: Scene) => void {
  let known: { branch: number; position: number; over: boolean } | null = null;
  return (scene) => {
    const { simulation } = player;
    const { running, answer, without } = prediction();
    const { branch } = simulation;
    const seen = known?.branch === branch && (known.over || scene.position <= known.position);
    if (seen && !running) return;
    const finding = judge()?.({ simulation, frame: scene.frame, until });
    if (finding === undefined) return;
    known = { branch, position: scene.position, over: simulation.now >= until };
    if (running && finding === null) return;
    const is = typeof finding === "string" ? finding : null;
    const lacks = finding === null ? "not-yet" : is === null ? "never" : null;
    if (is !== answer || lacks !== without) reveal(is, lacks);
    if (!running) return;
    player.pause();
    // To that very instant, too: what it comes to is what the answer was judged by.
    player.seek(scene.position);
  };
}
