import { byOwnWidth } from "../bench/host-document.ts";
import controls from "../styles/controls.css?inline";
import panels from "../styles/panels.css?inline";
import parts from "../styles/parts.css?inline";
import stage from "../styles/stage.css?inline";
import tokens from "../styles/tokens.css?inline";
import own from "./element.css?inline";

let sheets: CSSStyleSheet[] | null = null;

/** The styles, parsed once and shared by every element of the page. */
export function styleSheets(): CSSStyleSheet[] {
  sheets ??= [tokens, parts, stage, panels, controls, own].map((css) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(byOwnWidth(css));
    return sheet;
  });
  return sheets;
}
