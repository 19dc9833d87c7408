import type { Params } from "../../i18n/format.ts";
import type { Phrasing } from "../../i18n/phrase.ts";
import {
  isPropertyName,
  isRuleCode,
  type PlacementKey,
  PROPERTY_SECTIONS,
  RULE_SECTIONS,
  type RuleCode,
} from "./codes.ts";

/** What placement says when; the texts are in `texts/`. Each section names its paper itself. */
export const phrasing: Phrasing = {
  paper: "",
  rule(code, params, node) {
    // The page may be older than the engine: a code is looked up before it is trusted.
    if (!isRuleCode(code)) return null;
    return {
      key: variant(code, params),
      params: { ...params, node: params.node ?? node },
      section: RULE_SECTIONS[code],
    };
  },
  message: () => null,
  timer: () => null,
  property: (name) => (isPropertyName(name) ? PROPERTY_SECTIONS[name] : null),
};

/** The text that fits a rule with these parameters: some read differently in a special case. */
function variant(code: RuleCode, { by, needless, points, keys, all }: Params): PlacementKey {
  // Where keys came, only those from before can have moved.
  const isGrown = Number(keys) < Number(all);
  switch (code) {
    case "placement.keys.stayed":
      return isGrown ? `rule.${code}.grown` : `rule.${code}`;
    case "placement.keys.moved":
      if (isGrown) return `rule.${code}.grown`;
      if (by === "join") return needless === 0 ? `rule.${code}.joined.clean` : `rule.${code}.joined`;
      if (by === "leave") return needless === 0 ? `rule.${code}.left.clean` : `rule.${code}.left`;
      return needless === 0 ? `rule.${code}.clean` : `rule.${code}`;
    case "placement.node.joined":
    case "placement.node.idle":
      return points === 0 ? `rule.${code}.pointless` : `rule.${code}`;
    default:
      return `rule.${code}`;
  }
}
