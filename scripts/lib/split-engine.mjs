/**
 * Cuts the engine in two: what a first visit runs, and the rest, which follows while the reader already watches.
 *
 * Both parts are modules with one memory, one stack, and the same numbering of functions. Where the first calls a
 * function that is in the rest, a stub calls it through a table that the rest fills when it arrives, and the other
 * way round. Constants go with the code that can reach them. What a first visit runs is not declared but observed:
 * `observed` adds a mark to every function.
 *
 * Binaryen's wasm-split cuts code the same way; its npm package leaves that tool out, and it does not cut data.
 */
import {
  appended,
  assemble,
  dataSection,
  FUNCREF,
  I32,
  instructions,
  KIND,
  name,
  OP,
  parse,
  SECTION,
  signed,
  sized,
  startOfCode,
  unsigned,
  vector,
} from "./wasm-binary.mjs";

/** The module with a global for each function, `ran<index>`, that is 1 once the function was called. */
export function observed(bytes) {
  const { sections, globals, bodies } = parse(bytes);
  const global = (index) => unsigned(globals.length + index);
  const marked = bodies.map((body, index) => {
    const mark = [OP.i32, 1, OP.globalSet, ...global(index)];
    return Buffer.concat([
      body.subarray(0, startOfCode(body)),
      Buffer.from(mark),
      body.subarray(startOfCode(body)),
    ]);
  });
  const marks = bodies.map(() => [I32, 1, OP.i32, 0, OP.end]);
  const exports = bodies.map((_, index) => [...name(`ran${index}`), KIND.global, ...global(index)]);
  sections.set(SECTION.global, appended(sections.get(SECTION.global), marks));
  sections.set(SECTION.export, appended(sections.get(SECTION.export), exports));
  sections.set(SECTION.code, sized(marked));
  return assemble(sections);
}

/** The functions that a marked module ran, by index among those it defines. */
export const ranIn = (exports) =>
  new Set(
    Object.keys(exports)
      .filter((key) => key.startsWith("ran") && exports[key].value === 1)
      .map((key) => Number(key.slice(3))),
  );

/**
 * @param ran the functions of the first part
 * @param map what the linker told of the module
 * @returns `first`, which is loaded as the whole would be, and `rest`, which imports what `first` exports
 */
export function split(bytes, ran, map) {
  const module = parse(bytes);
  // Below zero: functions that are imported. They come with the first part.
  const inFirst = (index) => index < 0 || ran.has(index);
  const inRest = (index) => !inFirst(index);
  const data = splitData(module, inFirst, map);
  return { first: firstPart(module, inFirst, data.first), rest: restPart(module, inRest, data.rest) };
}

const TABLE = "exchange";

function firstPart(module, isOurs, data) {
  const { imports, tables, globals, bodies } = module;
  const sections = new Map(module.sections);
  const items = (kind, prefix, all) =>
    all.map((_, index) => [...name(prefix + index), kind, ...unsigned(index)]);
  const exports = [
    ...items(KIND.function, "i", imports),
    ...items(KIND.table, "t", tables),
    ...items(KIND.global, "g", globals),
    [...name(TABLE), KIND.table, ...unsigned(tables.length)],
  ];
  const wanted = called(
    bodies.filter((_, index) => !isOurs(index)),
    imports.length,
  );
  const isCalled = (index) => wanted.has(index);
  sections.set(SECTION.table, appended(sections.get(SECTION.table), [exchangeType(module)]));
  sections.set(SECTION.export, appended(sections.get(SECTION.export), exports));
  sections.set(SECTION.element, vector(offered(module, isOurs, isCalled)));
  sections.set(SECTION.code, code(module, isOurs));
  sections.set(SECTION.data, data);
  sections.delete(SECTION.dataCount);
  return assemble(sections);
}

function restPart(module, isOurs, data) {
  const { imports, tables, globals, memories } = module;
  const from = (field, what) => [...name("first"), ...name(field), ...what];
  const imported = [
    ...imports.map(({ type }, index) => from(`i${index}`, [KIND.function, ...unsigned(type)])),
    ...tables.map((type, index) => from(`t${index}`, [KIND.table, ...type])),
    from(TABLE, [KIND.table, ...exchangeType(module)]),
    ...memories.map((type) => from("memory", [KIND.memory, ...type])),
    ...globals.map((type, index) => from(`g${index}`, [KIND.global, ...type])),
  ];
  return assemble(
    new Map([
      [SECTION.type, module.sections.get(SECTION.type)],
      [SECTION.import, vector(imported)],
      [SECTION.function, module.sections.get(SECTION.function)],
      [SECTION.element, vector(offered(module, isOurs, () => true))],
      [SECTION.code, code(module, isOurs)],
      [SECTION.data, data],
    ]),
  );
}

/** A place for each function, known before either part is. */
const exchangeType = ({ functions }) => [
  FUNCREF,
  1,
  ...unsigned(functions.length),
  ...unsigned(functions.length),
];

/** Fills the exchange with what the other part may call of ours, and the first table with what is called by pointer. */
function offered({ imports, tables, elements, bodies }, isOurs, isWanted) {
  const exchanged = bodies.flatMap((_, index) =>
    isOurs(index) && isWanted(index) ? [{ place: index, member: imports.length + index }] : [],
  );
  const pointed = elements.flatMap(({ start, members }) =>
    members.flatMap((member, index) =>
      isOurs(member - imports.length) ? [{ place: start + index, member }] : [],
    ),
  );
  return [...segments(0, pointed), ...segments(tables.length, exchanged)];
}

/** A segment for each run of neighbours. */
function segments(table, entries) {
  const runs = [];
  for (const { place, member } of entries) {
    const last = runs.at(-1);
    if (last !== undefined && last.start + last.members.length === place) last.members.push(unsigned(member));
    else runs.push({ start: place, members: [unsigned(member)] });
  }
  return runs.map(({ start, members }) => [
    ...[2, ...unsigned(table), OP.i32, ...signed(start), OP.end, 0],
    ...vector(members),
  ]);
}

/** The functions that bodies call by name. */
function called(bodies, imports) {
  const found = new Set();
  for (const body of bodies) {
    for (const { op, index } of instructions(body)) if (op === OP.call) found.add(index - imports);
  }
  return found;
}

/** Our bodies; for all others a stub that passes the call on. What is not called is left to whoever optimizes. */
function code({ types, functions, tables, bodies }, isOurs) {
  const stub = (index) => {
    const type = functions[index];
    const parameters = Array.from({ length: types[type].parameters }, (_, n) => [
      OP.localGet,
      ...unsigned(n),
    ]);
    const call = [OP.callIndirect, ...unsigned(type), ...unsigned(tables.length)];
    return [0, ...parameters.flat(), OP.i32, ...signed(index), ...call, OP.end];
  };
  return sized(bodies.map((body, index) => (isOurs(index) ? body : stub(index))));
}

// ---------------------------------------------------------------------------------------------------- data

/** A gap shorter than this is not worth a segment of its own. */
const GAP = 16;

/** The constants of a linked module, each with its place in memory, from the map that the linker drew. */
function constantsIn(map, memory) {
  const line = /^ *([0-9a-f]+) +[0-9a-f]+ +([0-9a-f]+) +(\S.*):\(\.rodata\S*\)$/gmu;
  return [...map.matchAll(line)].flatMap(([, at, size, file]) => {
    const start = Number.parseInt(at, 16);
    const whole = { start, end: start + Number.parseInt(size, 16) };
    // Texts that end with a zero byte, and have no other, the linker made one.
    return file === "<internal>" ? memory.textsIn(whole) : [whole];
  });
}

/** Constants that code of the first part cannot reach, not over other constants either, go with the rest. */
function splitData({ data, bodies }, isOurs, map) {
  const memory = new Memory(data);
  const open = [];
  for (const body of bodies.filter((_, index) => isOurs(index))) {
    for (const { words } of instructions(body)) open.push(...words);
  }
  const movable = constantsIn(map, memory).sort((a, b) => a.start - b.start);
  // What is no constant changes, and stays; it may point to constants.
  for (const { start, end } of between(movable, memory)) open.push(...memory.words(start, end));
  const kept = new Set();
  while (open.length > 0) {
    for (const constant of holding(movable, open.pop())) {
      if (kept.has(constant)) continue;
      kept.add(constant);
      open.push(...memory.words(constant.start, constant.end));
    }
  }
  const rest = joined(movable, kept);
  return { first: memory.pieces(between(rest, memory)), rest: memory.pieces(rest) };
}

/** What stands in memory at the start. */
class Memory {
  constructor(data) {
    this.start = Math.min(...data.map(({ start }) => start));
    this.end = Math.max(...data.map(({ start, bytes }) => start + bytes.length));
    this.bytes = Buffer.alloc(this.end - this.start);
    for (const { start, bytes } of data) this.bytes.set(bytes, start - this.start);
  }
  /** Words that may be addresses: pointers are aligned. */
  *words(from, to) {
    for (let at = Math.ceil(from / 4) * 4; at + 4 <= to; at += 4)
      yield this.bytes.readUInt32LE(at - this.start);
  }
  textsIn({ start, end }) {
    const texts = [];
    for (let at = start; at < end; at = texts.at(-1).end) {
      const zero = this.bytes.indexOf(0, at - this.start);
      texts.push({ start: at, end: zero < 0 ? end : Math.min(end, zero + this.start + 1) });
    }
    return texts;
  }
  /** Stretches as a section; memory that is zero need not be told. */
  pieces(stretches) {
    const all = stretches.map(({ start, end }) => ({
      start,
      bytes: this.bytes.subarray(start - this.start, end - this.start),
    }));
    return dataSection(all.filter(({ bytes }) => bytes.some((byte) => byte !== 0)));
  }
}

/** The stretches of memory outside these. */
function between(stretches, { start, end }) {
  const borders = [start, ...stretches.flatMap((one) => [one.start, one.end]), end];
  return Array.from({ length: borders.length / 2 }, (_, n) => ({
    start: borders[2 * n],
    end: borders[2 * n + 1],
  })).filter((one) => one.end > one.start);
}

/** Stretches of constants without one that is kept. */
function joined(constants, kept) {
  const found = [];
  let last = null;
  for (const constant of constants) {
    if (kept.has(constant)) last = null;
    else if (last !== null) last.end = constant.end;
    else {
      last = { ...constant };
      found.push(last);
    }
  }
  return found.filter(({ start, end }) => end - start >= GAP);
}

/** The stretches that hold an address, or end there: a loop may name the end of what it walks over. */
function holding(stretches, address) {
  let [low, high] = [0, stretches.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (stretches[middle].end < address) low = middle + 1;
    else high = middle;
  }
  return stretches.slice(low, low + 2).filter(({ start, end }) => start <= address && address <= end);
}
