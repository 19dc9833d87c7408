import { expect, it } from "vitest";
import { languages } from "../i18n/words.ts";
import { GROUPS, PROTOCOLS } from "../protocols/protocols.ts";
import { ringElection } from "../testing/ring-election/entry.ts";
import { markupOf, partsOf, textOf } from "../testing/words-in.ts";
import { drawChapters } from "./chapters.ts";
import { Presenter } from "./presenter.ts";

const ROOT = {} as Document;
const send = () => undefined;

it.each([...languages.keys()])(
  "every protocol that has a page part stands in its group, in %s",
  async (locale) => {
    const presenter = new Presenter(PROTOCOLS, locale, ROOT);
    await presenter.speak(true);
    const { chapters, words } = presenter;
    expect(chapters.map(({ group }) => group)).not.toContain("others");
    const menu = drawChapters({ chapters, shown: "raft", words, send });
    expect(partsOf(menu, "button", "menuitemradio")).toEqual(
      GROUPS.flatMap((group) =>
        PROTOCOLS.filter((one) => one.group === group).map(({ name }) =>
          words.t(`protocol.${name}` as never),
        ),
      ),
    );
    expect(partsOf(menu, "p")).toEqual([words.t("group.consensus"), words.t("group.placement")]);
    expect(markupOf(menu).match(/aria-checked=true/gu)).toHaveLength(1);
  },
);

it("a new protocol adds its line, in the group that its entry names, and nothing else changes", async () => {
  const shown = async (entries: ConstructorParameters<typeof Presenter>[0]) => {
    const presenter = new Presenter(entries, "en", ROOT);
    await presenter.speak(true);
    // One that the engine runs and no page part shows stands among the others.
    presenter.know([{ name: "gossip" } as Parameters<Presenter["know"]>[0][number]]);
    const { chapters, words } = presenter;
    return textOf(drawChapters({ chapters, shown: "raft", words, send }));
  };
  expect(await shown(PROTOCOLS)).toBe("Consensus Raft Paxos Placement Consistent hashing Others gossip");
  expect(await shown([...PROTOCOLS, ringElection])).toBe(
    "Consensus Raft Paxos ring-election Placement Consistent hashing Others gossip",
  );
});
