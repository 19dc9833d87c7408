/**
 * How a tool that cargo installs comes here: what there is to run, in the order in which to try it. `scripts/setup.mjs`
 * runs it.
 */

/** A value of a profile, as cargo takes it on its command line. */
const profile = (name, value) => ["--config", `profile.release.${name}=${value}`];

/**
 * A tool that runs for a second need not be compiled for minutes: nothing is optimized but the crates in which it
 * spends that second.
 */
const light = (busy) => [
  ...profile("opt-level", 0),
  ...profile("lto", false),
  ...profile("debug", false),
  ...profile("codegen-units", 16),
  ...busy.flatMap((crate) => profile(`package.${crate}.opt-level`, 1)),
];

/** What the tool is, and where it goes. */
const what = ({ crate, version }, folder) => [crate, "--version", version, "--root", folder];

/** How a person would do it. */
export const byHand = ({ crate, version }) => `cargo install ${crate} --version ${version}`;

/**
 * @param tool - one of `cargoTools`
 * @param folder - where it goes
 * @param binstall - whether `cargo binstall` is there, which brings what the tool's makers compiled; from nobody else,
 *   and without compiling, which goes quicker here
 */
export function waysToInstall(tool, folder, binstall) {
  const ready = {
    doing: `cargo binstall ${tool.crate}`,
    args: ["binstall", "--no-confirm", "--strategies", "crate-meta-data", ...what(tool, folder)],
  };
  const compiled = {
    doing: `cargo install ${tool.crate} (some minutes, once)`,
    args: [
      "install",
      ...what(tool, folder),
      ...(tool.locked ? ["--locked"] : []),
      "--no-default-features",
      ...tool.commands.flatMap((command) => ["--bin", command]),
      ...light(tool.busy),
    ],
  };
  return binstall ? [ready, compiled] : [compiled];
}
