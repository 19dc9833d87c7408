/**
 * The binary format of a wasm module, as far as cutting one in two needs it (WebAssembly Core Specification 2.0,
 * chapter 5). What is read here throws where it meets something that an engine of ours never had.
 */

export const SECTION = {
  custom: 0,
  type: 1,
  import: 2,
  function: 3,
  table: 4,
  memory: 5,
  global: 6,
  export: 7,
  start: 8,
  element: 9,
  code: 10,
  data: 11,
  dataCount: 12,
};
/** What an import or export is (5.5.5). */
export const KIND = { function: 0, table: 1, memory: 2, global: 3 };
export const [I32, FUNCREF] = [0x7f, 0x70];
export const OP = { localGet: 0x20, globalSet: 0x24, call: 0x10, callIndirect: 0x11, i32: 0x41, end: 0x0b };

/** An unsigned number in LEB128 (5.2.2). */
export function unsigned(value) {
  const bytes = [];
  let rest = value;
  do {
    const low = rest & 0x7f;
    rest >>>= 7;
    bytes.push(rest === 0 ? low : low | 0x80);
  } while (rest !== 0);
  return bytes;
}

/** A signed number in LEB128, for constants in code. */
export function signed(value) {
  const bytes = [];
  let rest = value;
  for (;;) {
    const low = rest & 0x7f;
    rest >>= 7;
    if ((rest === 0 && (low & 0x40) === 0) || (rest === -1 && (low & 0x40) !== 0)) return [...bytes, low];
    bytes.push(low | 0x80);
  }
}

export const name = (text) => [...unsigned(text.length), ...Buffer.from(text, "ascii")];
export const vector = (items) => [...unsigned(items.length), ...items.flat()];

/** Walks through bytes. */
export class Reader {
  constructor(bytes, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }
  get isAtEnd() {
    return this.at >= this.bytes.length;
  }
  byte() {
    return this.bytes[this.at++];
  }
  unsigned() {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.byte();
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
  }
  /** A signed number, as 64 bits. */
  signed() {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = this.byte();
      value |= BigInt(byte & 0x7f) << shift;
      if (byte >= 0x80) continue;
      return BigInt.asUintN(64, (byte & 0x40) !== 0 ? value - (1n << (shift + 7n)) : value);
    }
  }
  take(length) {
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }
  name() {
    return Buffer.from(this.take(this.unsigned())).toString("utf8");
  }
  /** As many as the number in front says. */
  vector(read) {
    return Array.from({ length: this.unsigned() }, read);
  }
  limits() {
    const start = this.at;
    const flags = this.unsigned();
    this.unsigned();
    if ((flags & 1) !== 0) this.unsigned();
    return [...this.bytes.subarray(start, this.at)];
  }
  /** A constant expression of one number; what it holds. */
  constant() {
    const start = this.at;
    const [value] = instruction(this).words;
    if (this.byte() !== OP.end) throw new Error(`at byte ${start}: a constant that is computed`);
    return value;
  }
}

/** How an instruction goes on behind its opcode: one letter for each immediate. */
const IMMEDIATES = new Map();
const has = (shape, ...ranges) => {
  for (const [from, to = from] of ranges) for (let op = from; op <= to; op += 1) IMMEDIATES.set(op, shape);
};
has("", [0x00, 0x01], [0x05], [0x0b], [0x0f], [0x1a, 0x1b], [0x45, 0xc4], [0xd1]);
has("s", [0x02, 0x04], [0xd0]);
has("u", [0x0c, 0x0d], [0x10], [0x12], [0x20, 0x26], [0x3f, 0x40], [0xd2]);
has("uu", [0x11], [0x13]);
has("m", [0x28, 0x3e]);
has("n", [0x41]);
has("w", [0x42]);
has("4", [0x43]);
has("8", [0x44]);
has("v", [0x1c]);
has("vu", [0x0e]);
// Behind 0xfc a second number says which.
for (const [shape, from, to] of [
  ["", 0, 7],
  ["uu", 8, 8],
  ["u", 9, 9],
  ["uu", 10, 10],
  ["u", 11, 11],
  ["uu", 12, 12],
  ["u", 13, 13],
  ["uu", 14, 14],
  ["u", 15, 17],
])
  has(shape, [0xfc00 + from, 0xfc00 + to]);

/**
 * Walks over an instruction.
 * @returns its opcode; for one with an index that index; of a constant or an access to memory the words of 32 bits,
 * for two of them may be stored as one of 64
 */
export function instruction(reader) {
  const start = reader.at;
  const first = reader.byte();
  const op = first === 0xfc ? 0xfc00 + reader.unsigned() : first;
  const shape = IMMEDIATES.get(op);
  if (shape === undefined)
    throw new Error(`at byte ${start}: an instruction 0x${op.toString(16)} that is new here`);
  let [index, words] = [null, []];
  for (const part of shape) {
    if (part === "u") index ??= reader.unsigned();
    else if (part === "s") reader.signed();
    else if (part === "n") words = [Number(reader.signed() & 0xffffffffn)];
    else if (part === "w") words = halves(reader.signed());
    else if (part === "m") words = [reader.unsigned(), reader.unsigned()].slice(1);
    else if (part === "v") reader.vector(() => reader.unsigned());
    else reader.take(Number(part));
  }
  return { op, index, words };
}

const halves = (number) => [Number(number & 0xffffffffn), Number(number >> 32n)];

/** The instructions of a body, behind its locals. */
export function* instructions(body) {
  const reader = new Reader(body, startOfCode(body));
  while (!reader.isAtEnd) yield instruction(reader);
}

/** Where a body's locals end. */
export function startOfCode(body) {
  const reader = new Reader(body);
  reader.vector(() => [reader.unsigned(), reader.byte()]);
  return reader.at;
}

// ------------------------------------------------------------------------------------------------- modules

function sectionsOf(bytes) {
  const reader = new Reader(bytes, 8);
  const sections = new Map();
  while (!reader.isAtEnd) {
    const id = reader.byte();
    const body = reader.take(reader.unsigned());
    // Names and notes of producers are not for those who visit.
    if (id !== SECTION.custom) sections.set(id, body);
  }
  return sections;
}

/** What a module consists of: its sections as they stand, and what of them is asked for. */
export function parse(bytes) {
  const sections = sectionsOf(bytes);
  const all = (id, read) => {
    if (!sections.has(id)) return [];
    const reader = new Reader(sections.get(id));
    return reader.vector(() => read(reader));
  };
  return {
    sections,
    types: all(SECTION.type, typeOf),
    imports: all(SECTION.import, importOf),
    functions: all(SECTION.function, (reader) => reader.unsigned()),
    tables: all(SECTION.table, (reader) => [reader.byte(), ...reader.limits()]),
    memories: all(SECTION.memory, (reader) => reader.limits()),
    globals: all(SECTION.global, (reader) => {
      const type = [...reader.take(2)];
      reader.constant();
      return type;
    }),
    elements: all(SECTION.element, elementsOf),
    bodies: all(SECTION.code, (reader) => reader.take(reader.unsigned())),
    data: all(SECTION.data, dataOf),
  };
}

function typeOf(reader) {
  if (reader.byte() !== 0x60) throw new Error("a type that is none of a function");
  const parameters = reader.vector(() => reader.byte()).length;
  reader.vector(() => reader.byte());
  return { parameters };
}

function importOf(reader) {
  const field = [reader.name(), reader.name()].join(".");
  if (reader.byte() !== KIND.function) throw new Error(`the engine imports ${field}, which is no function`);
  return { type: reader.unsigned() };
}

/** Functions that stand in the first table from `start` on. */
function elementsOf(reader) {
  if (reader.unsigned() !== 0) throw new Error("a table's elements of an unknown kind");
  return { start: reader.constant(), members: reader.vector(() => reader.unsigned()) };
}

function dataOf(reader) {
  if (reader.unsigned() !== 0) throw new Error("data that is not put in place at the start");
  return { start: reader.constant(), bytes: reader.take(reader.unsigned()) };
}

/** A section of many with more behind its own. */
export function appended(section, items) {
  if (items.length === 0) return section;
  const reader = new Reader(section ?? [0]);
  const count = reader.unsigned();
  return [...unsigned(count + items.length), ...(section ?? [0]).slice(reader.at), ...items.flat()];
}

/** Parts with their lengths in front, and how many they are. */
export const sized = (parts) =>
  Buffer.concat([
    Buffer.from(unsigned(parts.length)),
    ...parts.flatMap((part) => [Buffer.from(unsigned(part.length)), Buffer.from(part)]),
  ]);

export const dataSection = (pieces) =>
  Buffer.concat([
    Buffer.from(unsigned(pieces.length)),
    ...pieces.flatMap(({ start, bytes }) => [
      Buffer.from([0, OP.i32, ...signed(start), OP.end, ...unsigned(bytes.length)]),
      Buffer.from(bytes),
    ]),
  ]);

/** A module from its sections, in the order that the format demands (5.5.16). */
export function assemble(sections) {
  const parts = [Buffer.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0])];
  for (const id of [1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 10, 11]) {
    const body = sections.get(id);
    if (body !== undefined) parts.push(Buffer.from([id, ...unsigned(body.length)]), Buffer.from(body));
  }
  return Buffer.concat(parts);
}
