/** Arrow keys move from cell to cell of a table that is a grid; only one of its cells is a stop of the Tab key. */

/** What takes the focus for a cell: the button in it, or itself. */
const targetOf = (cell: HTMLTableCellElement): HTMLElement => cell.querySelector("button") ?? cell;

const targetsOf = (grid: HTMLTableElement): HTMLElement[][] =>
  [...grid.rows].map((row) => [...row.cells].map(targetOf));

/** After every drawing: cells come and go, the stop stays where it is or goes to the first of them. */
export function keepOneStop(grid: HTMLTableElement): void {
  const targets = targetsOf(grid).flat();
  const stop = targets.find((one) => one.tabIndex === 0 && one.dataset.stop !== undefined) ?? firstOf(grid);
  for (const target of targets) setStop(target, target === stop);
}

/** The first cell that says something of its own: that of the first ballot at the first acceptor. */
const firstOf = (grid: HTMLTableElement): HTMLElement | undefined =>
  targetsOf(grid)[1]?.[1] ?? targetsOf(grid)[0]?.[0];

function setStop(target: HTMLElement, isStop: boolean): void {
  target.tabIndex = isStop ? 0 : -1;
  if (isStop) target.dataset.stop = "";
  else delete target.dataset.stop;
}

/** A pressed cell becomes the stop, too. */
export function stopAtFocus(event: FocusEvent): void {
  const grid = event.currentTarget as HTMLTableElement;
  const focused = targetsOf(grid)
    .flat()
    .find((one) => one === event.target);
  if (focused === undefined) return;
  for (const target of targetsOf(grid).flat()) setStop(target, target === focused);
}

/** By how many rows and columns each key moves. */
const STEPS: Readonly<Record<string, readonly [rows: number, columns: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  Home: [0, Number.NEGATIVE_INFINITY],
  End: [0, Number.POSITIVE_INFINITY],
};

export function moveInGrid(event: KeyboardEvent): void {
  const step = STEPS[event.key];
  if (step === undefined || event.shiftKey || event.ctrlKey || event.altKey || event.metaKey) return;
  const targets = targetsOf(event.currentTarget as HTMLTableElement);
  const row = targets.findIndex((cells) => cells.some((one) => one === event.target));
  if (row < 0) return;
  // The keys are the grid's, also at its edges: there they must not turn back time.
  event.preventDefault();
  const column = targets[row]?.indexOf(event.target as HTMLElement) ?? 0;
  const within = (at: number, count: number) => Math.min(Math.max(at, 0), count - 1);
  const cells = targets[within(row + step[0], targets.length)] ?? [];
  const next = cells[within(column + step[1], cells.length)];
  next?.focus();
  next?.scrollIntoView({ block: "nearest", inline: "nearest" });
}
