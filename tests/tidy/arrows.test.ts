/**
 * Holds the architecture: which layer may name which, and what never happens in which place. Every rule is a table
 * row with its reason; a failure prints the offending lines.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));

function filesUnder(folder: string, ending: RegExp): string[] {
  const full = join(root, folder);
  if (!existsSync(full)) return [];
  return readdirSync(full, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && ending.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
    .sort();
}

const rustTokens =
  /(r#"[\s\S]*?"#|"(?:\\[\s\S]|[^"\\])*"|'(?:\\.|[^'\\\n])')|(?:\/\/[^\n]*|\/\*[\s\S]*?\*\/)/g;
const typescriptTokens = /("(?:\\.|[^"\\\n])*"|`(?:\\[\s\S]|[^`\\])*`)|(?:\/\/[^\n]*|\/\*[\s\S]*?\*\/)/g;

/** Blanks comments, keeping line numbers: prose may name whatever it likes. Strings stay. */
function code(file: string, source: string): string {
  return source.replace(file.endsWith(".rs") ? rustTokens : typescriptTokens, (all, string?: string) => {
    return string ?? all.replace(/[^\n]/g, " ");
  });
}

const texts = new Map<string, string>();
function textOf(file: string): string {
  let text = texts.get(file);
  if (text === undefined) {
    text = code(file, readFileSync(join(root, file), "utf8"));
    texts.set(file, text);
  }
  return text;
}

/** "file:line: the line" for every match of the pattern. */
function lines(files: string[], pattern: RegExp): string[] {
  return files.flatMap((file) => {
    const text = textOf(file);
    const all = text.split("\n");
    return [...text.matchAll(new RegExp(pattern.source, `${pattern.flags.replace("g", "")}g`))].map(
      (match) => {
        const line = text.slice(0, match.index).split("\n").length;
        return `${file}:${line}: ${all[line - 1]?.trim()}`;
      },
    );
  });
}

function never(files: string[], pattern: RegExp): void {
  expect(lines(files, pattern)).toEqual([]);
}

const rust = filesUnder("src", /\.rs$/);
/** A layer is a folder, a file of the same name, or both. */
const layer = (...names: string[]) =>
  rust.filter((file) => names.some((name) => file === `src/${name}.rs` || file.startsWith(`src/${name}/`)));

describe("Rust", () => {
  test("there is something to check", () => {
    expect(rust).toContain("src/lib.rs");
  });

  /** All but the edge, where a session meets the outer world. */
  const edge = ["lib", "view", "session", "registry", "wasm"];
  const pure = rust.filter((file) => !layer(...edge).includes(file));

  test.each([
    ["hash maps, whose order differs from run to run", /\bHash(?:Map|Set)\b|\bRandomState\b|\bhashbrown\b/],
    ["a clock", /\b(?:Instant|SystemTime)\b/],
    ["a random source", /\brand(?:om)?::|\bthread_rng\b|\bgetrandom\b/],
    ["the environment", /\bstd::(?:\{[^}]*\b)?(?:env|fs|net|process)\b/],
    [
      "threads and shared state",
      /\bstd::(?:\{[^}]*\b)?thread\b|\bMutex\b|\bRwLock\b|\bthread_local!|\bstatic mut\b/,
    ],
  ])("what makes a history never uses %s", (_, pattern) => {
    never(pure, pattern);
  });

  test("no float function that differs between machines", () => {
    never(pure, /\.(?:sqrt|cbrt|powf|powi|exp|exp2|ln|log|log2|log10|sin|cos|tan)\(/);
  });

  test("only the layer wasm names wasm-bindgen, js-sys, web-sys", () => {
    const others = rust.filter((file) => !layer("wasm").includes(file));
    const found = lines(others, /\b(?:wasm_bindgen|js_sys|web_sys|serde_wasm_bindgen)\b/);
    expect(found).toEqual([]);
  });

  test("tsify appears only in views, and only for wasm", () => {
    const views = rust.filter((file) => file === "src/view.rs" || file.endsWith("/view.rs"));
    never(
      rust.filter((file) => file !== "src/wasm.rs" && !views.includes(file)),
      /\btsify\b|\bTsify\b/,
    );
    const guarded =
      /#\[cfg_attr\(\s*target_arch = "wasm32"[\s\S]*?\)\]|#\[cfg\(target_arch = "wasm32"\)\]\s*use tsify\b[^;]*;/g;
    const unguarded = views.filter((file) => /tsify/i.test(textOf(file).replace(guarded, "")));
    expect(unguarded).toEqual([]);
  });

  /** What stands above a layer; it may not be named from below. */
  const above: [string, string[], string[]][] = [
    [
      "time and draw",
      ["time", "draw"],
      ["kernel", "protocols", "placement", "check", "scenario", "timeline"],
    ],
    ["text", ["text"], ["kernel", "protocols", "placement", "setup", "scenario", "timeline"]],
    // A protocol may place keys: placement stands below all that runs.
    ["placement", ["placement"], ["kernel", "setup", "protocols", "scenario", "timeline"]],
    ["kernel", ["kernel"], ["setup", "protocols", "placement", "check", "scenario", "timeline"]],
    ["setup", ["setup"], ["protocols", "placement", "scenario", "timeline"]],
    ["protocols", ["protocols"], ["timeline", "scenario"]],
    ["timeline", ["timeline"], ["protocols", "placement", "setup", "scenario"]],
    ["scenario", ["scenario"], ["protocols", "placement"]],
  ];
  test.each(above)("nothing in %s names a layer above it", (_, below, upper) => {
    const names = [...upper, "session", "registry", "wasm"].join("|");
    never(layer(...below), new RegExp(`\\bcrate::(?:\\{[^}]*\\b)?(?:${names})\\b`));
  });

  const protocols = [
    ...new Set(
      rust.flatMap((file) => {
        const folder = /^src\/protocols\/(\w+)\//.exec(file)?.[1];
        return folder ? [folder] : [];
      }),
    ),
  ];

  /** `raft`, `Raft`, `RAFT`, `RaftSetup`, `of_raft`, and not `draft`. */
  const spelled = (name: string) =>
    `(?<![a-z])${name}|${name[0]?.toUpperCase()}${name.slice(1)}|${name.toUpperCase()}`;

  test("a protocol is a folder and a line of the registry: the core names none", () => {
    expect(protocols).toEqual(expect.arrayContaining(["raft", "paxos", "placement"]));
    const own = ["protocols", "placement", "registry", "lib"];
    const core = rust.filter((file) => !layer(...own).includes(file) && !file.startsWith("src/wasm/"));
    const name = new RegExp(protocols.map(spelled).join("|"));
    // What of the glue belongs to one protocol is a file of its own, left out with its protocol.
    const ofOne = /^src\/wasm\.rs:\d+: (?:#\[cfg\(feature = "\w+"\)\]|mod \w+;)$/;
    expect(lines(core, name).filter((line) => !ofOne.test(line))).toEqual([]);
  });

  test("the registry has one line for each protocol's folder, and names it nowhere else", () => {
    const entry = /^ {4}(?:setup::<protocols::(\w+)::\w+>|protocols::(\w+)::setup),$/;
    const feature = /^ {4}#\[cfg\(feature = "\w+"\)\]$/;
    const all = textOf("src/registry.rs").split("\n");
    const listed = all.flatMap((line) => entry.exec(line)?.slice(1).filter(Boolean) ?? []);
    expect(listed.toSorted()).toEqual(protocols.toSorted());
    const rest = all.filter((line) => !entry.test(line) && !feature.test(line)).join("\n");
    expect(rest).not.toMatch(new RegExp(protocols.map(spelled).join("|")));
    const declared = [...textOf("src/protocols/mod.rs").matchAll(/^pub mod (\w+);$/gm)].map(
      (found) => found[1],
    );
    expect(declared).toEqual(expect.arrayContaining(protocols));
  });

  test("protocols do not name each other, and what they share names none", () => {
    const shared = rust.filter(
      (file) =>
        /^src\/protocols\/\w+\.rs$/.test(file) &&
        file !== "src/protocols/mod.rs" &&
        !protocols.includes(file.slice("src/protocols/".length, -".rs".length)),
    );
    for (const protocol of protocols) {
      const others = protocols.filter((name) => name !== protocol);
      const name = new RegExp(`\\b(?:${others.join("|")})\\b`, "i");
      if (others.length > 0) never(layer(`protocols/${protocol}`), name);
      never(shared, new RegExp(`\\b${protocol}\\b`, "i"));
    }
  });
});

const typescript = filesUnder("www/src", /\.ts$/);
const styles = filesUnder("www/src/styles", /\.css$/);
const tests = typescript.filter((file) => /\.(?:test|fixture)\.ts$/.test(file));
const product = typescript.filter((file) => !tests.includes(file));
const inside = (...folders: string[]) =>
  product.filter((file) => folders.some((folder) => file.startsWith(`www/src/${folder}/`)));
const outside = (...folders: string[]) => product.filter((file) => !inside(...folders).includes(file));

/** Imports and re-exports that leave something in the running code, with the module they name. */
function runtimeImports(file: string): { module: string; where: string }[] {
  const text = textOf(file);
  const statement =
    /^[ \t]*(?:import|export)\b(?!\s*type\b)(?:[^;"'`]*?\bfrom)?\s*["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']/gm;
  return [...text.matchAll(statement)].map((match) => ({
    module: match[1] ?? match[2] ?? "",
    where: `${file}:${text.slice(0, match.index).split("\n").length}: ${match[0].trim().replace(/\s+/g, " ")}`,
  }));
}

function importsOf(files: string[], forbidden: RegExp): string[] {
  return files.flatMap((file) =>
    runtimeImports(file)
      .filter(({ module }) => forbidden.test(module))
      .map(({ where }) => where),
  );
}

describe("TypeScript", () => {
  test("there is something to check", () => {
    expect(product).toContain("www/src/api/frames.ts");
  });

  test("only api imports the wasm glue", () => {
    never(
      typescript.filter((file) => !file.startsWith("www/src/api/")),
      /["']#engine[^"']*["']|wasm-pkg/,
    );
  });

  test("only player knows the wall clock and animation frames", () => {
    never(
      outside("player"),
      /\brequestAnimationFrame\b|\bperformance\s*\.\s*now\b|\bDate\s*\.\s*now\b|\bnew Date\b/,
    );
  });

  test("nothing draws a random number: seeds come from the engine", () => {
    never(product, /\bMath\s*\.\s*random\b/);
    never(outside("page"), /\bcrypto\s*\.\s*getRandomValues\b/);
  });

  test("text is never taken for HTML or for code", () => {
    never(
      product,
      /\b(?:inner|outer)HTML\b|\binsertAdjacentHTML\b|\bdocument\.write|\beval\(|\bnew Function\b|\bsrcdoc\b/,
    );
    // Icons come from a package, as files.
    never(
      product.filter((file) => !file.endsWith("/icons.ts")),
      /\bunsafe(?:HTML|SVG|CSS|Static)\b/,
    );
  });

  test("stage, state, protocols and texts take types from api, never its running code", () => {
    expect(importsOf(inside("stage", "state", "protocols", "i18n"), /(?:^|\/)api\//)).toEqual([]);
  });

  test("stage and state know no protocol, no page, no player", () => {
    expect(
      importsOf(inside("stage"), /(?:^|\/)(?:protocols|cluster|bench|page|player|element|library)\//),
    ).toEqual([]);
    expect(
      importsOf(
        inside("state"),
        /(?:^|\/)(?:protocols|cluster|bench|page|player|element|stage|widgets|library)\//,
      ),
    ).toEqual([]);
  });

  const pageParts = [
    ...new Set(product.flatMap((file) => /^www\/src\/protocols\/([\w-]+)\//.exec(file)?.[1] ?? [])),
  ];

  /** Where a protocol is named outside of its folder, and why. */
  const named: readonly (readonly [RegExp, string])[] = [
    [/^www\/src\/protocols\/registry\.ts$/, "one line each"],
    [
      /^www\/src\/protocols\/protocols\.ts$/,
      "what a visit shows that asks for nothing; the group of placement is called as the chapter in it",
    ],
    [
      /^www\/src\/(?:api\/(?:placement|key-bytes)|library\/(?:public|declared|engine-library|placement-alone|ringleader|slim))\.ts$/,
      "pure functions of that name, which are no protocol",
    ],
  ];

  test("nothing outside of a protocol's folder names it, but for its line in the registry", () => {
    expect(pageParts.length).toBeGreaterThan(2);
    const names = pageParts.join("|");
    const titles = pageParts.map((name) => name.charAt(0).toUpperCase() + name.slice(1)).join("|");
    const core = [...outside("testing", ...pageParts.map((name) => `protocols/${name}`)), ...styles].filter(
      (file) => !named.some(([path]) => path.test(file)),
    );
    expect(core).toContain("www/src/bench/view.ts");
    never(core, new RegExp(`(?<![A-Za-z])(?:${names})|${titles}|${names.toUpperCase()}`));
    expect(importsOf(core, /(?:^|\/)protocols\/[\w-]+\//)).toEqual([]);
  });

  test("the registry is one line for each protocol that has a page part", () => {
    const registry = textOf("www/src/protocols/registry.ts").trim().split("\n");
    expect(registry).toEqual(pageParts.map((name) => `export { ${name} } from "./${name}/entry.ts";`));
  });

  test("views stay within their root: the document is the page's start's", () => {
    const own = ["www/src/page/start.ts", "www/src/page/preferences.ts", "www/src/page/main.ts"];
    const views = inside("page", "bench", "widgets", "stage", "cluster", "protocols", "state").filter(
      (file) => !own.includes(file),
    );
    never(
      views,
      /\bdocument\s*\.\s*(?:getElementById|querySelector\w*|documentElement|body|title|activeElement)\b/,
    );
    never(views, /\b(?:localStorage|location\s*\.|history\s*\.)/);
  });

  test("state is headless", () => {
    never(inside("state"), /\b(?:document|window)\s*\./);
  });

  test("a protocol's page part knows no other protocol", () => {
    for (const folder of pageParts) {
      const others = pageParts.filter((other) => other !== folder);
      if (others.length === 0) continue;
      const pattern = new RegExp(`(?:^|/)(?:${others.join("|")})/`);
      expect(importsOf(inside(`protocols/${folder}`), pattern)).toEqual([]);
    }
  });

  test("api knows neither the page nor its texts: what the package has beside it is in library", () => {
    expect(importsOf(inside("api"), /^\.\.\//)).toEqual([]);
  });

  /** What stands above a folder: nothing in the folder names it, not for a type either. */
  const upward: readonly (readonly [string, readonly string[]])[] = [
    ["api", ["cluster", "stage", "player", "state", "i18n", "widgets", "protocols", "bench", "library"]],
    ["state", ["cluster", "stage", "player", "widgets", "protocols", "bench", "library"]],
    ["i18n", ["cluster", "stage", "player", "state", "widgets", "protocols", "bench", "library"]],
    ["player", ["cluster", "stage", "i18n", "widgets", "protocols", "bench", "library"]],
    ["stage", ["cluster", "player", "widgets", "protocols", "bench", "library"]],
    ["widgets", ["cluster", "stage", "player", "bench", "library"]],
    ["cluster", ["player", "bench", "library"]],
    ["protocols", ["player", "bench", "library"]],
    ["opening", ["cluster", "stage", "player", "i18n", "widgets", "protocols"]],
    ["library", ["cluster", "stage", "player", "widgets", "bench"]],
    ["bench", ["cluster", "library"]],
    ["element", ["cluster", "library", "embed"]],
  ];

  /** The one place in which what is under it takes a whole entry of the package. */
  const whole = new Map([["library", "www/src/library/classic.ts"]]);

  test.each(upward)("nothing in %s names what stands above it, not for a type either", (folder, above) => {
    const top = folder === "element" ? ["cli", "page"] : ["cli", "page", "element", "embed"];
    const forbidden = new RegExp(`(?:^|/)(?:${[...above, ...top].join("|")})/`);
    const files = inside(folder).filter((file) => file !== whole.get(folder));
    const named = files.flatMap((file) =>
      [...textOf(file).matchAll(/\b(?:from|import\()\s*["'](\.[^"']+)["']/g)]
        .filter(([, module = ""]) => forbidden.test(module))
        .map(([statement]) => `${file}: ${statement}`),
    );
    expect(named).toEqual([]);
  });

  test("what is offered is called by words that a search finds", () => {
    const riddle = /stagehand|telling|told|signs/i;
    const names = typescript.filter((file) => riddle.test(file.slice(file.lastIndexOf("/"))));
    expect(names).toEqual([]);
    never(
      typescript,
      /\bexport (?:async )?(?:const|function|class|interface|type) \w*(?:stagehand|telling|told|signs)\w*/i,
    );
  });

  test("a file is found by its name: only what every protocol has, or every language, is called the same", () => {
    const places = new Map<string, Set<string>>();
    for (const file of typescript) {
      const name = file.slice(file.lastIndexOf("/") + 1);
      // Texts are told apart by language and chapter, which their folders say.
      if (/^(?:en|zh-CN)\.ts$/.test(name) || file.includes("/texts/")) continue;
      const place = file
        .replace(/^www\/src\/(?:protocols|testing)\/[\w-]+\//, "www/src/protocols/*/")
        .replace(/\/(?:en|zh-CN)\//, "/*/");
      places.set(name, (places.get(name) ?? new Set()).add(place));
    }
    expect([...places.values()].filter(({ size }) => size > 1).map((same) => [...same])).toEqual([]);
  });
});
