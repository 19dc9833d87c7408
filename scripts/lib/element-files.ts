/** What is written from the element's table of options: its types, its manifest, the notebook's traits. */
import { ROWS } from "../../www/src/element/options.ts";
import { CUSTOM_PROPERTIES, PARTS } from "../../www/src/element/tree.ts";
import { type Member, members, withoutImports } from "./declarations.ts";

type Row = (typeof ROWS)[number];

/** The type of an option's property. */
function typeOf({ kind, choices }: Row): string {
  switch (kind) {
    case "flag":
      return "boolean";
    case "number":
      return "number | null";
    case "choice":
      return (choices ?? []).map((choice) => JSON.stringify(choice)).join(" | ");
    default:
      return "string";
  }
}

const plain = (text: string): string => text.replaceAll("`", "");

/** Where the methods and events are declared, with their comments. */
const FILE = "www/src/element/element-types.ts";

export const elementMembers = (): Member[] => members(FILE, "RingLeader");
export const elementEvents = (): Member[] => members(FILE, "RingLeaderEvents");

/** dist/element.d.ts. */
export function elementTypes(): string {
  const properties = ROWS.filter(({ name }) => name !== "lang").map(
    (row) => `\t/** ${row.text} Default: ${row.default}. */\n\t${row.name}: ${typeOf(row)};`,
  );
  return `/// <reference lib="dom" />
import type { AnsweredRecord, EventRecord, Moment, Simulation, ViolatedRecord } from "./index.js";

/** The options, each also an attribute; \`lang\` is every element's own. */
export interface OptionProperties {
${properties.join("\n")}
}

${withoutImports(FILE).trimStart().replaceAll("  ", "\t")}
/** The element \`<ring-leader>\`. */
export declare class RingLeaderElement extends HTMLElement {}
export interface RingLeaderElement extends RingLeader {
	addEventListener<Name extends keyof RingLeaderEvents>(type: Name, listener: (this: RingLeaderElement, event: RingLeaderEvents[Name]) => unknown, options?: boolean | AddEventListenerOptions): void;
	addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
}
/** The element's name. */
export declare const TAG = "ring-leader";
/** Defines it, once; importing this module has done so already, where there is a DOM. */
export declare function define(): void;

declare global {
	interface HTMLElementTagNameMap {
		"ring-leader": RingLeaderElement;
	}
}
`;
}

/** dist/anywidget.d.ts. */
export const anywidgetTypes = (): string => `declare const widget: { render(context: unknown): () => void };
export default widget;
`;

/** A member that is no option, as the manifest has it. */
const manifestMember = ({ name, parameters, type, readonly, text }: Member): object =>
  parameters === null
    ? { kind: "field", name, readonly, type: { text: type }, description: plain(text) }
    : {
        kind: "method",
        name,
        parameters: parameters.map((one) => ({ name: one })),
        return: { type: { text: type } },
        description: plain(text),
      };

/** dist/custom-elements.json, by the schema of that name, for editors. */
export function customElements(): string {
  const declaration = {
    kind: "class",
    customElement: true,
    name: "RingLeaderElement",
    tagName: "ring-leader",
    description: "A lab bench for distributed algorithms.",
    superclass: { name: "HTMLElement" },
    attributes: ROWS.map((row) => ({
      name: row.name,
      type: { text: typeOf(row) },
      default: plain(row.default),
      description: plain(row.text),
      fieldName: row.name,
    })),
    members: [
      ...ROWS.map((row) => ({
        kind: "field",
        name: row.name,
        type: { text: typeOf(row) },
        description: plain(row.text),
        attribute: row.name,
        reflects: true,
      })),
      ...elementMembers().map(manifestMember),
    ],
    events: elementEvents().map(({ name, type, text }) => ({
      name,
      type: { text: type },
      description: plain(text),
    })),
    slots: [{ name: "", description: "Shown where the element is not defined, or has no engine." }],
    cssParts: Object.entries(PARTS).map(([name, description]) => ({ name, description })),
    cssProperties: Object.entries(CUSTOM_PROPERTIES).map(([name, description]) => ({ name, description })),
  };
  const path = "dist/element.js";
  const module = {
    kind: "javascript-module",
    path,
    declarations: [declaration],
    exports: [
      { kind: "js", name: "RingLeaderElement", declaration: { name: "RingLeaderElement", module: path } },
      {
        kind: "custom-element-definition",
        name: "ring-leader",
        declaration: { name: "RingLeaderElement", module: path },
      },
    ],
  };
  return `${JSON.stringify({ schemaVersion: "1.0.0", readme: "README.md", modules: [module] }, null, 2)}\n`;
}

/** docs/examples/notebook/ringleader_widget.py: the widget's class with its traits. */
export function pythonWidget(): string {
  const traits: Readonly<Record<Exclude<Row["kind"], "choice">, string>> = {
    flag: "traitlets.Bool(False)",
    number: "traitlets.Int(None, allow_none=True)",
    text: 'traitlets.Unicode("")',
    words: 'traitlets.Unicode("")',
  };
  const lines = ROWS.map((row) => {
    const values = `[${(row.choices ?? []).map((choice) => JSON.stringify(choice)).join(", ")}]`;
    const trait = row.kind === "choice" ? `traitlets.Enum(${values}, "${row.default}")` : traits[row.kind];
    return `    # ${plain(row.text)}\n    ${row.name} = ${trait}.tag(sync=True)`;
  });
  return `"""A lab bench for distributed algorithms in a notebook. Written by \`npm run docs\` from the element's options."""

import pathlib

import anywidget
import traitlets


class RingLeader(anywidget.AnyWidget):
    """A run, and the bench to play with it: RingLeader(scenario="leader-crash")."""

    _esm = pathlib.Path(__file__).parent / "ringleader.js"

${lines.join("\n")}

    # Where it stands; the bench writes these.
    position = traitlets.Int(0).tag(sync=True)
    now = traitlets.Float(0.0).tag(sync=True)
    playing = traitlets.Bool(False).tag(sync=True)

    def play(self):
        self.send({"type": "play"})

    def pause(self):
        self.send({"type": "pause"})

    def step(self, n=1):
        self.send({"type": "step", "n": n})

    def seek(self, position):
        self.send({"type": "seek", "position": position})

    def act(self, moves):
        self.send({"type": "act", "moves": moves})

    def reset(self):
        self.send({"type": "reset"})
`;
}

/** How each framework's types are told of the element: the head of its file, and what is added to the framework. */
const FRAMEWORKS = {
  react: [
    'import type { DetailedHTMLProps, HTMLAttributes } from "react";',
    `declare module "react" {
	namespace JSX {
		interface IntrinsicElements {
			"ring-leader": Omit<DetailedHTMLProps<HTMLAttributes<RingLeaderElement>, RingLeaderElement>, keyof OptionProperties> & Partial<OptionProperties> & Listeners<"on">;
		}
	}
}`,
  ],
  preact: [
    'import type { HTMLAttributes } from "preact";',
    `declare module "preact" {
	namespace JSX {
		interface IntrinsicElements {
			"ring-leader": Omit<HTMLAttributes<RingLeaderElement>, keyof OptionProperties> & Partial<OptionProperties> & Listeners<"on">;
		}
	}
}`,
  ],
  solid: [
    'import type { JSX } from "solid-js";',
    `declare module "solid-js" {
	namespace JSX {
		interface IntrinsicElements {
			"ring-leader": Omit<JSX.HTMLAttributes<RingLeaderElement>, keyof OptionProperties> & Partial<OptionProperties> & { [Name in keyof OptionProperties as \`prop:\${Name}\`]?: OptionProperties[Name] } & Listeners<"on:">;
		}
	}
}`,
  ],
  vue: [
    'import type { DefineComponent, HTMLAttributes } from "vue";',
    `declare module "vue" {
	interface GlobalComponents {
		"ring-leader": DefineComponent<Omit<HTMLAttributes, keyof OptionProperties> & Partial<OptionProperties>>;
	}
}`,
  ],
} as const;

/** dist/element.react.d.ts and its kin: what the element is, and that templates of the framework know it. */
export function frameworkTypes(): Record<string, string> {
  const typed = ([name, [head, added]]: [string, readonly [string, string]]) => {
    const listeners = added.includes("Listeners<")
      ? `
/** Listeners for the element's events, as the framework names them. */
type Listeners<Prefix extends string> = { [Name in keyof RingLeaderEvents as \`\${Prefix}\${Name}\`]?: (event: RingLeaderEvents[Name]) => void };
`
      : "";
    const types = [
      "OptionProperties",
      ...(added.includes("RingLeaderElement") ? ["RingLeaderElement"] : []),
      ...(listeners === "" ? [] : ["RingLeaderEvents"]),
    ];
    const text = `${head}\nimport type { ${types.join(", ")} } from "./element.js";\n\nexport * from "./element.js";\n${listeners}\n${added}\n`;
    return [`element.${name}`, text];
  };
  return Object.fromEntries(Object.entries(FRAMEWORKS).map(typed));
}
