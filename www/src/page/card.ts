import { html, nothing, type TemplateResult } from "lit";
import type { ClientView, Frame, MessageView } from "../api/frames.ts";
import type { Words } from "../i18n/index.ts";
import type { Fact } from "../stage/presentation.ts";
import type { Intent } from "../state/app-state.ts";
import { icon } from "./icons.ts";
import type { PanelOptions } from "./panels.ts";

type Send = (intent: Intent) => void;

/** The card of what is selected: what it is, what it holds, what can be done to it. */
export function drawCard(options: PanelOptions): TemplateResult | typeof nothing {
  const { state, words, send } = options;
  const { selection, world } = state;
  if (selection === null || world === null || selection.kind === "record") return nothing;
  const body = cardBody(options, world.frame, selection);
  if (body === null) return nothing;
  return html`<section class="card" aria-label=${words.t("ui.card.label", { what: selection.id })}>
    <button type="button" class="icon-button close" aria-label=${words.t("ui.close")} title=${words.t("ui.close")}
      @click=${() => send({ type: "select", selection: null })}>${icon("close")}</button>
    ${body}</section>`;
}

function cardBody(options: PanelOptions, frame: Frame, selection: { kind: string; id: string }) {
  if (selection.kind === "node") return nodeCard(options, frame, selection.id);
  if (selection.kind === "client") {
    const client = frame.clients.find((one) => one.id === selection.id);
    return client === undefined ? null : clientCard(client, options);
  }
  const message = frame.messages.find((one) => one.id === selection.id);
  return message === undefined ? null : messageCard(message, options);
}

function nodeCard(options: PanelOptions, frame: Frame, id: string): TemplateResult | null {
  const { presentation, words, send, state } = options;
  const face = presentation.nodes(frame).find((one) => one.id === id);
  const node = frame.nodes.find((one) => one.id === id);
  if (face === undefined || node === undefined) return null;
  const facts = presentation.facts(frame, id);
  return html`<h2>${face.spoken}</h2>
    <div class="actions">${drawNodeActions(id, face.status, words, send)}${moreActions(options, frame, id)}</div>
    ${factList(
      words.t("ui.card.durable"),
      facts.filter((fact) => fact.durable),
    )}
    ${factList(
      words.t("ui.card.volatile"),
      facts.filter((fact) => !fact.durable),
    )}
    ${
      node.timers.length === 0
        ? nothing
        : factList(
            words.t("ui.card.timers"),
            node.timers.map((timer) => ({
              name: timer.name,
              value: words.t("ui.card.timer-left", { ms: Math.max(0, timer.due - state.now).toFixed(1) }),
              durable: false,
            })),
          )
    }`;
}

function factList(title: string, facts: readonly Fact[]): TemplateResult | typeof nothing {
  if (facts.length === 0) return nothing;
  return html`<h3>${title}</h3>
    <dl class="facts">${facts.map((fact) => html`<div class=${fact.value.length > 12 ? "wide" : ""}><dt class="mono">${fact.name}</dt><dd class="mono">${fact.value}</dd></div>`)}</dl>`;
}

/** What can be done to a node: the moves of the scenario language. */
export function drawNodeActions(
  id: string,
  status: "up" | "down" | "paused",
  words: Words,
  send: Send,
): TemplateResult {
  const act = (verb: "crash" | "restart" | "pause" | "resume" | "cut", kind = "") =>
    html`<button type="button" class="control ${kind}" title="${verb} ${id}"
      @click=${() => send({ type: "act", line: `${verb} ${id}` })}>${words.t(`ui.act.${verb}`)}</button>`;
  if (status === "down") return act("restart");
  return html`${act("crash", "danger")}${act(status === "paused" ? "resume" : "pause")}${act("cut")}`;
}

function moreActions({ words, send, presentation }: PanelOptions, frame: Frame, id: string) {
  const node = frame.nodes.find((one) => one.id === id);
  const timers = (node?.timers ?? []).filter((timer) => presentation.timers.includes(timer.name));
  const fire = (timer: string) => {
    const key = `ui.act.fire.${timer}`;
    return words.has(key) ? words.t(key) : timer;
  };
  return html`${timers.map(
    (timer) => html`<button type="button" class="control" title="fire ${id} ${timer.name}"
      @click=${() => send({ type: "act", line: `fire ${id} ${timer.name}` })}>${fire(timer.name)}</button>`,
  )}${
    frame.cuts.length === 0
      ? nothing
      : html`<button type="button" class="control" title="heal" @click=${() => send({ type: "act", line: "heal" })}>${words.t("ui.act.heal")}</button>`
  }`;
}

function clientCard(client: ClientView, { words, send }: PanelOptions): TemplateResult {
  const facts: Fact[] = [
    { name: words.t("ui.client.pending"), value: client.pending?.command ?? "–", durable: false },
    { name: words.t("ui.client.asks"), value: client.pending?.to ?? client.leader ?? "n1", durable: false },
    { name: words.t("ui.client.queued"), value: client.queued.join(", ") || "–", durable: false },
    { name: words.t("ui.client.answered"), value: String(client.answered), durable: false },
    {
      name: words.t("ui.client.last"),
      value: client.last === null ? "–" : `${client.last.command} → ${client.last.answer}`,
      durable: false,
    },
  ];
  const line = client.workload === null ? `workload ${client.id} every 50ms` : `workload ${client.id} off`;
  return html`<h2>${words.t("ui.client.title", { client: client.id })}</h2>
    <div class="actions"><button type="button" class="control" title=${line} @click=${() => send({ type: "act", line })}
      >${words.t(client.workload === null ? "ui.client.workload-on" : "ui.client.workload-off")}</button></div>
    ${factList(words.t("ui.client.state"), facts)}`;
}

function messageCard(message: MessageView, { words, send, presentation }: PanelOptions): TemplateResult {
  const act = (line: string, key: "drop" | "delay" | "duplicate" | "deliver") =>
    html`<button type="button" class="control" title=${line} @click=${() => send({ type: "act", line })}>${words.t(`ui.act.${key}`)}</button>`;
  return html`<h2>${presentation.message(message).label} <span class="soft">${message.from} → ${message.to}</span></h2>
    <div class="actions">
      ${act(`drop ${message.id}`, "drop")}${act(`delay ${message.id} 20ms`, "delay")}${act(`duplicate ${message.id}`, "duplicate")}${act(`deliver ${message.id}`, "deliver")}
    </div>
    <p class="mono summary">${message.summary}</p>`;
}
