import { live } from "lit/directives/live.js";
import { html, nothing, type TemplateResult } from "lit/html.js";
import type { ClusterFrame, NetworkView } from "../api/frames.ts";
import type { Words } from "../i18n/words.ts";
import type { Context } from "../protocols/protocol.ts";
import type { Presentation } from "../stage/cluster-presentation.ts";
import { requestLine } from "../state/move-lines.ts";
import { clusterOf } from "../state/scene.ts";
import { icon } from "../widgets/icons.ts";
import type { Details } from "./cluster-details.ts";
import { type Asking, askingOf } from "./cluster-keys.ts";

/** Under the stage, at the left: a client's next command, and what to do to the network. */
export function drawTools(
  context: Context,
  presentation: Presentation,
  details: Details | null,
): TemplateResult {
  const { words, state, send } = context;
  const frame = clusterOf(context.world.frame);
  if (frame === null) return html``;
  const { network, cuts } = frame;
  const asking = askingOf(frame, state.selection, presentation);
  const cut =
    cuts.length === 0
      ? html`<button type="button" class="control" @click=${() => send({ type: "dialog", dialog: "partition" })}>${words.t("ui.network.cut")}</button>`
      : html`<button type="button" class="control" title="heal" @click=${() => send({ type: "act", line: "heal" })}>${words.t("ui.act.heal")}</button>`;
  const fact = (text: string) =>
    html`<button type="button" class="control" popovertarget="network">${text}</button>`;
  return html`
    ${asking === null ? nothing : drawClientBox({ ...asking, frame, commands: presentation.commands }, context)}
    <div class="network">
      ${cut}${fact(words.t("ui.network.loss", { loss: network.loss }))}${fact(latencyText(network.latency, words))}
    </div>
    ${details?.drawNetwork(frame, context)}`;
}

interface ClientBox extends Asking {
  frame: ClusterFrame;
  commands: readonly string[];
}

function drawClientBox(
  { client, node, frame, commands }: ClientBox,
  { words, state, send }: Context,
): TemplateResult {
  const { command } = state;
  const period = frame.clients.find((one) => one.id === client)?.workload ?? null;
  const workload = period !== null ? `workload ${client} off` : `workload ${client} every 50ms`;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (command.trim() !== "") send({ type: "act", line: requestLine(client, command.trim(), node) });
  };
  return html`<form class="client-box" @submit=${submit}>
    <span class="who">${client}${node === null ? nothing : html` → ${node}`}</span>
    <input name="command" class="mono" .value=${live(command)} maxlength="200" autocomplete="off" spellcheck="false" list="commands"
      aria-label=${words.t("ui.client.command", { client })}
      @input=${(event: Event) => send({ type: "command", text: (event.target as HTMLInputElement).value })} />
    <datalist id="commands">${commands.map((example) => html`<option value=${example}></option>`)}</datalist>
    <button type="submit" class="control">${icon("send")}${words.t("ui.client.send")}</button>
    <button type="button" class="control" title=${workload} @click=${() => send({ type: "act", line: workload })}
      >${words.t(period !== null ? "ui.client.workload-off" : "ui.client.workload-on")}</button>
  </form>`;
}

export function latencyText({ min, max }: NetworkView["latency"], words: Words): string {
  return min === max
    ? words.t("ui.network.latency-fixed", { ms: min })
    : words.t("ui.network.latency", { min, max });
}
