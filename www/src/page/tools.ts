import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import type { Words } from "../i18n/index.ts";
import type { Intent, World } from "../state/app-state.ts";
import { requestLine } from "../state/moves.ts";
import { icon } from "./icons.ts";

export interface ToolsOptions {
  world: World;
  words: Words;
  /** The client whose commands are typed here. */
  client: string | null;
  /** What is typed so far. */
  command: string;
  send(intent: Intent): void;
}

/** Under the stage, at the left: what to do to the network, and a client's next command. */
export function drawTools(options: ToolsOptions): TemplateResult {
  const { world, words, client, send } = options;
  const { network, cuts } = world.frame;
  return html`
    ${client === null ? nothing : drawClientBox(client, options)}
    <div class="network">
      ${
        cuts.length === 0
          ? nothing
          : html`<button type="button" class="control" @click=${() => send({ type: "act", line: "heal" })}>${words.t("ui.act.heal")}</button>`
      }
      <span class="fact">${words.t("ui.network.loss", { loss: network.loss })}</span>
      <span class="fact">${words.t("ui.network.latency", { min: network.latency.min, max: network.latency.max })}</span>
    </div>`;
}

/** Commands to try, offered while typing. */
const EXAMPLES = ["set x 1", "set y 2", "get x", "cas x 1 2", "del x"];

function drawClientBox(client: string, { words, command, send }: ToolsOptions): TemplateResult {
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (command.trim() !== "") send({ type: "act", line: requestLine(client, command.trim()) });
  };
  return html`<form class="client-box" @submit=${submit}>
    <span class="who">${client}</span>
    <input name="command" class="mono" .value=${live(command)} maxlength="200" autocomplete="off" spellcheck="false" list="commands"
      aria-label=${words.t("ui.client.command", { client })}
      @input=${(event: Event) => send({ type: "command", text: (event.target as HTMLInputElement).value })} />
    <datalist id="commands">${EXAMPLES.map((example) => html`<option value=${example}></option>`)}</datalist>
    <button type="submit" class="control">${icon("send")}${words.t("ui.client.send")}</button>
  </form>`;
}
