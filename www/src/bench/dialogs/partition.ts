import { html, type TemplateResult } from "lit/html.js";
import type { Words } from "../../i18n/words.ts";
import type { AppState, Intent } from "../../state/app-state.ts";
import { partitionLine } from "../../state/move-lines.ts";
import { clusterOf } from "../../state/scene.ts";
import { drawHead } from "../dialog-box.ts";

/** The list form of a partition: tick one side, the others are the other. */
export function drawPartition(state: AppState, words: Words, send: (intent: Intent) => void): TemplateResult {
  const frame = clusterOf(state.world?.frame);
  const nodes = frame?.nodes.map((node) => node.id) ?? [];
  const clients = frame?.clients.map((client) => client.id) ?? [];
  const zones = frame?.network.zones ?? [];
  // A zone ticks its members, each of which can be ticked otherwise after that.
  const tick = (event: Event, members: readonly string[]) => {
    const { checked, form } = event.target as HTMLInputElement;
    for (const side of form?.querySelectorAll<HTMLInputElement>("[name=side]") ?? [])
      if (members.includes(side.value)) side.checked = checked;
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const chosen = new FormData(event.target as HTMLFormElement).getAll("side").map(String);
    const others = [...nodes, ...clients].filter((id) => !chosen.includes(id));
    const hasNode = (side: readonly string[]) => side.some((id) => nodes.includes(id));
    if (!hasNode(chosen) || !hasNode(others)) return;
    send({ type: "act", line: partitionLine([chosen, others], zones) });
    send({ type: "dialog", dialog: null });
  };
  // At first the smaller half is ticked, so that one key press cuts.
  const few = Math.floor(nodes.length / 2);
  return html`${drawHead("ui.partition.title", words, send)}
    <form class="form" @submit=${submit}>
      <p id="partition-hint">${words.t("ui.partition.hint")}</p>
      <div class="sides" role="group" aria-describedby="partition-hint">
        ${zones.map(
          ({ name, members }) =>
            html`<label class="side"><input type="checkbox" @change=${(event: Event) => tick(event, members)} /> ${name}</label>`,
        )}
        ${[...nodes, ...clients].map(
          (id, index) =>
            html`<label class="side"><input type="checkbox" name="side" value=${id} ?checked=${index < few} /> ${id}</label>`,
        )}
      </div>
      <div class="actions"><button type="submit" class="control strong">${words.t("ui.partition.apply")}</button></div>
    </form>`;
}
