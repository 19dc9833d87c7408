import { html, nothing, type TemplateResult } from "lit/html.js";
import type { PropertyView } from "../api/frames.ts";
import type { Context, ProtocolView } from "../protocols/protocol.ts";
import type { Intent, World } from "../state/app-state.ts";
import { drawStatus, propertyName } from "./chips.ts";

/** Every property that is watched: what it says, where it is stated, how it stands. */
export function drawProperties({ world, words, why, send }: Context, view: ProtocolView): TemplateResult {
  return html`<ul class="properties">${world.properties.map(
    (property) => html`<li class=${property.status}>
      <h3>${drawStatus(property, words)}${propertyName(property, words, view, world.properties)}</h3>
      <p>${why?.statements[property.name] ?? nothing}</p>
      ${property.status === "violated" ? html`<p>${why?.properties[property.name] ?? nothing}</p>` : nothing}
      <p class="soft">${words.cite(property.source)}</p>
      ${property.at === null ? nothing : html`<button type="button" class="control" @click=${() => goTo(property, world, send)}>${words.t("ui.property.go")}</button>`}
    </li>`,
  )}</ul>`;
}

/** To the event that broke or first showed a property, and why it happened. */
function goTo(property: PropertyView, world: World, send: (intent: Intent) => void): void {
  const moment = world.moments.find((one) => one.kind === "violated" && one.position === property.at);
  send({ type: "seek", position: property.at ?? 0 });
  if (moment === undefined) return;
  send({ type: "select", selection: { kind: "record", id: moment.record } });
  send({ type: "tab", tab: "why" });
}
