/**
 * Frames, records and marks as objects. They cross from the engine in one piece, `src/packed.rs` says how: words whose
 * lower three bits say what they are, and a text beside them. What is made here are plain objects.
 */

/** What the lower three bits of a word say; the others are a number. */
const COUNT = 0;
const TIME = 1;
const AGAIN = 2;
const SHORT = 3;
const WORD = 4;
const ID = 5;
const FIELDS = 6;

/** What else the lower seven bits can say; the others may be a number. */
const NULL = 7;
const FALSE = 15;
const TRUE = 23;
const BIG_COUNT = 31;
const BIG_TIME = 39;
const FLOAT = 47;
const LONG = 55;
const LIST = 63;
const MAP = 71;
const MERGED = 79;
const END = 87;
const RECORD = 103;
const ROWS = 111;

/** What a property is that was put there by hand. */
const OWN = { value: null, writable: true, enumerable: true, configurable: true };

type Fields = Record<string, unknown>;

/** Gives one value after the other. */
interface Values {
  value(): unknown;
  /** Of the run that it is from, if of one. */
  readonly protocol: string | undefined;
}

/** What every record has. */
const OF_RECORDS = "id,at,kind,cause,node";
/** What clients and nodes say to each other has the same words in every protocol that has clients. */
const OF_CLIENTS: readonly unknown[] = ["ClientRequest", "ClientReply"];

/**
 * Makes objects of one shape. One whose names stand in the code is made several times as fast, so those stand here of
 * which there are most.
 */
export const MAKERS: Readonly<Record<string, (from: Values) => Fields>> = {
  "id,at,kind,cause,node": (from) => ({
    id: from.value(),
    at: from.value(),
    kind: from.value(),
    cause: from.value(),
    node: from.value(),
  }),
  "id,from,to,sent,due,ends,fate,delayed,kind,fields,summary": (from) => ({
    id: from.value(),
    from: from.value(),
    to: from.value(),
    sent: from.value(),
    due: from.value(),
    ends: from.value(),
    fate: from.value(),
    delayed: from.value(),
    kind: from.value(),
    fields: from.value(),
    summary: from.value(),
  }),
  "id,at,kind,cause,node,message": (from) => {
    const record: Fields = {
      id: from.value(),
      at: from.value(),
      kind: from.value(),
      cause: from.value(),
      node: from.value(),
      message: from.value(),
    };
    if (OF_CLIENTS.includes((record.message as Fields).kind)) record.protocol = from.protocol;
    return record;
  },
  "id,at,kind,cause,node,rule,params": (from) => ({
    id: from.value(),
    at: from.value(),
    kind: from.value(),
    cause: from.value(),
    node: from.value(),
    rule: from.value(),
    params: from.value(),
  }),
  "id,at,kind,cause,node,timer": (from) => ({
    id: from.value(),
    at: from.value(),
    kind: from.value(),
    cause: from.value(),
    node: from.value(),
    timer: from.value(),
  }),
  "id,status,clock,timers": (from) => ({
    id: from.value(),
    status: from.value(),
    clock: from.value(),
    timers: from.value(),
  }),
  "index,term,command": (from) => ({
    index: from.value(),
    term: from.value(),
    command: from.value(),
  }),
  "term,command": (from) => ({ term: from.value(), command: from.value() }),
  "name,set,due": (from) => ({ name: from.value(), set: from.value(), due: from.value() }),
  "term,leaderId,prevLogIndex,prevLogTerm,entries,leaderCommit": (from) => ({
    term: from.value(),
    leaderId: from.value(),
    prevLogIndex: from.value(),
    prevLogTerm: from.value(),
    entries: from.value(),
    leaderCommit: from.value(),
  }),
  "term,success,prevLogIndex,matchIndex,conflictIndex,conflictTerm": (from) => ({
    term: from.value(),
    success: from.value(),
    prevLogIndex: from.value(),
    matchIndex: from.value(),
    conflictIndex: from.value(),
    conflictTerm: from.value(),
  }),
};

/** The same for what is added to an object, as a node's own fields are to those of every node. */
export const ADDERS: Readonly<Record<string, (to: Fields, from: Values) => void>> = {
  "role,currentTerm,votedFor,leader,log,lastIndex,commitIndex,lastApplied,machine": (to, from) => {
    to.role = from.value();
    to.currentTerm = from.value();
    to.votedFor = from.value();
    to.leader = from.value();
    to.log = from.value();
    to.lastIndex = from.value();
    to.commitIndex = from.value();
    to.lastApplied = from.value();
    to.machine = from.value();
  },
};

/** The names of an object's fields, and what makes such objects and adds to them, if anything does. */
interface Shape {
  readonly names: readonly string[];
  readonly make: ((from: Values) => Fields) | undefined;
  readonly add: ((to: Fields, from: Values) => void) | undefined;
  /** Of records that several protocols have alike. */
  readonly isRecord: boolean;
}

/** Shapes, by the text that tells them. They stand in the engine's code, so there are not many. */
const known = new Map<string, Shape>();

function shapeOf(text: string): Shape {
  let shape = known.get(text);
  if (shape === undefined) {
    shape = {
      names: text === "" ? [] : text.split(","),
      make: MAKERS[text],
      add: ADDERS[text],
      isRecord: text === OF_RECORDS,
    };
    known.set(text, shape);
  }
  return shape;
}

/** The names of what was unpacked last: those of the next frame or records are mostly the same. */
let last = namesOf("");

function namesOf(names: string): { names: string; shapes: readonly Shape[]; own: readonly string[] } {
  const lists = names.split(" ");
  const own = lists.pop()?.split(",") ?? [];
  return { names, shapes: lists.map(shapeOf), own };
}

/** Words; lists of names, the last of them the engine's words; and the text in pieces. */
export type Packed = [words: Uint32Array, names: string, ...text: string[]];

/** Whether the engine packed it. */
export const isPacked = (given: unknown): given is Packed =>
  Array.isArray(given) && given[0] instanceof Uint32Array;

/** Ids of nodes and clients, which come again and again. */
const ids: string[] = [];

/** What the lower two bits say that an id begins with. */
const MESSAGE = 2;
const LETTERS = ["n", "c", "m"];

function idOf(number: number): string {
  const letter = number & 3;
  if (letter === MESSAGE) return `m${number >>> 2}`;
  ids[number] ??= `${LETTERS[letter]}${number >>> 2}`;
  return ids[number] as string;
}

/** Reads what was packed, value by value. */
class Reader implements Values {
  readonly #words: Uint32Array;
  readonly protocol: string | undefined;
  #at = 0;
  readonly #shapes: readonly Shape[];
  /** The engine's words, by number. */
  readonly #own: readonly string[];
  /** Texts that are told again, by slot. */
  readonly #slots: string[] = new Array(256);
  /** The pieces of the text, the one that is being read, and how far. */
  readonly #pieces: readonly string[];
  #piece = 0;
  #read = 0;

  constructor([words, names, ...pieces]: Packed, protocol?: string) {
    this.protocol = protocol;
    if (names !== last.names) last = namesOf(names);
    this.#words = words;
    this.#own = last.own;
    this.#shapes = last.shapes;
    this.#pieces = pieces;
  }

  value(): unknown {
    const word = this.#next();
    switch (word & 7) {
      case COUNT:
        return word >>> 3;
      case TIME:
        return (word >>> 3) / 1000;
      case FIELDS:
        return this.#object(word >>> 3);
      case AGAIN:
        return this.#slots[word >>> 3];
      case WORD:
        return this.#own[word >>> 3];
      case ID:
        return idOf(word >>> 3);
      case SHORT:
        return this.#textOf(word);
      default:
        return this.#other(word);
    }
  }

  #next(): number {
    return this.#words[this.#at++] as number;
  }

  #two(): number {
    return this.#next() * 2 ** 32 + this.#next();
  }

  /** The next text, of that length. */
  #take(length: number): string {
    let piece = this.#pieces[this.#piece] as string;
    if (this.#read === piece.length && length > 0) {
      piece = this.#pieces[++this.#piece] as string;
      this.#read = 0;
    }
    const start = this.#read;
    this.#read += length;
    return piece.substring(start, this.#read);
  }

  #textOf(word: number): string {
    const number = word >>> 3;
    switch (word & 7) {
      case AGAIN:
        return this.#slots[number] as string;
      case SHORT: {
        const text = this.#take(number >>> 8);
        this.#slots[number & 255] = text;
        return text;
      }
      case WORD:
        return this.#own[number] as string;
      case ID:
        return idOf(number);
      default:
        return this.#take(word >>> 7);
    }
  }

  #object(number: number): Fields {
    const { make } = this.#shapes[number] as Shape;
    return make === undefined ? this.#add({}, number) : make(this);
  }

  #add(fields: Fields, number: number): Fields {
    const { names, add } = this.#shapes[number] as Shape;
    if (add === undefined) {
      for (let n = 0; n < names.length; n++) fields[names[n] as string] = this.value();
    } else add(fields, this);
    return fields;
  }

  #other(word: number): unknown {
    const count = word >>> 7;
    switch (word & 127) {
      case NULL:
        return null;
      case FALSE:
        return false;
      case TRUE:
        return true;
      case BIG_COUNT:
        return this.#two();
      case BIG_TIME:
        return this.#two() / 1000;
      case FLOAT:
        return new Float64Array(Uint32Array.of(this.#next(), this.#next()).buffer)[0];
      case LIST: {
        const list: unknown[] = [];
        for (let n = 0; n < count; n++) list.push(this.value());
        return list;
      }
      case ROWS: {
        const shape = this.#next();
        const rows: Fields[] = [];
        for (let n = 0; n < count; n++) rows.push(this.#object(shape));
        return rows;
      }
      case LONG:
        return this.#take(count);
      case RECORD:
        return `${this.#next()}.${count}`;
      case MAP:
        return this.#map(count);
      case MERGED:
        return this.#merged();
      default:
        this.#at += count;
        return this.#words.slice(this.#at - count, this.#at);
    }
  }

  #map(count: number): Fields {
    const fields: Fields = {};
    for (let n = 0; n < count; n++) {
      const name = this.#textOf(this.#next());
      // The one name that would change what the object is.
      if (name === "__proto__") Object.defineProperty(fields, name, OWN);
      fields[name] = this.value();
    }
    return fields;
  }

  /** One object of several; the first is the one that the others add to. */
  #merged(): Fields {
    const number = this.#next() >>> 3;
    const fields = this.#object(number);
    for (let word = this.#next(); word !== END; word = this.#next()) this.#add(fields, word >>> 3);
    // What is frequent is of one protocol by its rule, timer or message, and carries nothing more.
    if ((this.#shapes[number] as Shape).isRecord) fields.protocol = this.protocol;
    return fields;
  }
}

/** The object that the engine packed, of a run of this protocol. */
export const unpack = (packed: Packed, protocol?: string): unknown => new Reader(packed, protocol).value();

/** What the engine gave of a run, with all unpacked that is packed: it, or what a list of it has. */
export function unpacked(given: unknown, protocol: string): unknown {
  if (isPacked(given)) return unpack(given, protocol);
  return Array.isArray(given) ? given.map((one) => unpacked(one, protocol)) : given;
}
