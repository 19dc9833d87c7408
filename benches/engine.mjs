/**
 * How fast the packaged engine runs under Node: `npm run bench`, or `node benches/engine.mjs [simulated seconds]`.
 *
 * `advance` converts nothing, so the first table times the simulation and not the views. The bare loop beside it does
 * nothing but take the earliest of some pending events and put a new one in: what an event costs at the very least
 * on this machine, whatever else is going on there. Then what single calls cost, what frames and records cost against
 * plain events, what a long history takes in memory, how long a seek in it takes, and whether ten million events fit.
 *
 * Times are the process's own where it is not said otherwise: on a machine that is busy with other things the clock shows
 * their slices.
 */

/** The engine's memory: the library keeps it to itself, so it is noted where it is made. */
let memory;
const Instance = WebAssembly.Instance;
WebAssembly.Instance = class extends Instance {
  constructor(...args) {
    super(...args);
    memory = this.exports.memory;
  }
};
const { catalog, Simulation } = await import("ringleader");

const secondsSimulated = Number(process.argv[2] ?? 600);
const sliceMs = 1000;
const repeats = 3;

const scenario = (nodes, ...more) =>
  ["protocol raft", `nodes ${nodes}`, "seed 1", "set heartbeat 50ms", ...more, "workload c1 every 50ms"].join(
    "\n",
  );

const perSecond = (events, ms) => Math.round((events / ms) * 1000).toLocaleString("en");
const megabytes = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;
const best = (runs) => runs.reduce((a, b) => (a.elapsed < b.elapsed ? a : b));
const sorted = (numbers) => [...numbers].sort((a, b) => a - b);
const median = (numbers) => sorted(numbers)[Math.floor(numbers.length / 2)];

/** Reproducible places to seek to. */
function* places(count, below) {
  let state = 12345;
  for (let n = 0; n < count; n++) {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    yield state % below;
  }
}

/** Processor time so far, in ms. */
function used() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function once({ nodes, seconds }, properties) {
  const sim = new Simulation(scenario(nodes), { properties });
  let events = 0;
  const start = used();
  for (let ms = 0; ms < seconds * 1000; ms += sliceMs) events += sim.advance(sliceMs);
  const elapsed = used() - start;
  const hash = sim.hash();
  sim.dispose();
  return { events, elapsed, hash };
}

/** Takes the earliest of the pending, puts in another one: a heap ordered by time, then by sequence. */
function bareLoop(events, pending) {
  const heap = [];
  const before = (a, b) => a.at < b.at || (a.at === b.at && a.sequence < b.sequence);
  const push = (entry) => {
    let place = heap.push(entry) - 1;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (!before(entry, heap[parent])) break;
      heap[place] = heap[parent];
      place = parent;
    }
    heap[place] = entry;
  };
  const pop = () => {
    const [first] = heap;
    const last = heap.pop();
    let place = 0;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && before(heap[child + 1], heap[child])) child += 1;
      if (!before(heap[child], last)) break;
      heap[place] = heap[child];
      place = child;
    }
    if (heap.length > 0) heap[place] = last;
    return first;
  };
  const start = used();
  let sequence = 0;
  for (const at of places(pending, 10_000)) push({ at, sequence: sequence++ });
  for (const span of places(events, 10_000)) push({ at: pop().at + span, sequence: sequence++ });
  return { events, elapsed: used() - start };
}

function throughput() {
  const cases = [
    { name: "5 servers", nodes: 5, seconds: secondsSimulated },
    { name: "64 servers", nodes: 64, seconds: Math.max(1, Math.round(secondsSimulated / 10)) },
  ];
  const bare = best(Array.from({ length: repeats }, () => bareLoop(1_000_000, 30)));
  console.log(`bare loop in JavaScript, 30 pending: ${perSecond(bare.events, bare.elapsed)} events/s\n`);
  console.log("case         properties   simulated     events    best time       events/s   of bare   hash");
  for (const one of cases) {
    for (const properties of [true, false]) {
      const { events, elapsed, hash } = best(Array.from({ length: repeats }, () => once(one, properties)));
      const share = events / elapsed / (bare.events / bare.elapsed);
      console.log(
        [
          one.name.padEnd(12),
          (properties ? "checked" : "off").padEnd(11),
          `${one.seconds} s`.padStart(10),
          String(events).padStart(10),
          `${elapsed.toFixed(0)} ms`.padStart(12),
          perSecond(events, elapsed).padStart(14),
          `${(share * 100).toFixed(0)} %`.padStart(9),
          `  ${hash}`,
        ].join(" "),
      );
    }
  }
}

/**
 * Single-decree Paxos chooses one value, so a new value proposed as soon as one is learned has an instance of its own:
 * opened, asked, and played until everybody knows and nothing is due. Opening counts.
 */
function freshInstances(properties, instances = 5000) {
  let events = 0;
  const start = used();
  for (let seed = 0; seed < instances; seed++) {
    const sim = new Simulation(`protocol paxos\nseed ${seed}\nrequest "v${seed}"`, { properties });
    events += sim.advance(1000);
    sim.dispose();
  }
  return { events, elapsed: used() - start, instances };
}

/** Two proposers that never wait: ballot after ballot, and nothing is ever chosen. */
function duel(properties, events = 500_000) {
  const sim = new Simulation(
    [
      "protocol paxos\nclients 2\nseed 1\nset client-timeout 3000s\nset retry 0ms\nnetwork latency 10ms",
      'request c1 n1 "X"\nrequest c2 n5 "Y"',
    ].join("\n"),
    { properties },
  );
  const start = used();
  sim.advance({ events });
  const elapsed = used() - start;
  sim.dispose();
  return { events, elapsed };
}

function paxos() {
  console.log("\npaxos                          properties     events    best time       events/s");
  for (const properties of [true, false]) {
    const of = (run) => best(Array.from({ length: repeats }, () => run(properties)));
    const [fresh, fight] = [of(freshInstances), of(duel)];
    const rate = Math.round((fresh.instances / fresh.elapsed) * 1000).toLocaleString("en");
    for (const [name, { events, elapsed }, more] of [
      ["a new value when one is known", fresh, `  ${rate} values/s`],
      ["duel of two proposers", fight, ""],
    ]) {
      console.log(
        name.padEnd(31) +
          (properties ? "checked" : "off").padEnd(9) +
          String(events).padStart(10) +
          `${elapsed.toFixed(0)} ms`.padStart(13) +
          perSecond(events, elapsed).padStart(15) +
          more,
      );
    }
  }
}

/** The median time of a call, in microseconds. */
function timed(count, call) {
  const times = [];
  for (let n = 0; n < count; n++) {
    const start = performance.now();
    call(n);
    times.push((performance.now() - start) * 1000);
  }
  return median(times.slice(count >> 2));
}

function calls() {
  const sim = new Simulation(scenario(9));
  sim.advance(2000);
  const one = timed(20_000, () => sim.advance({ events: 1 }));
  const from = sim.position - 60;
  const hundred = (() => {
    let to = from;
    while (sim.events({ from, to }).length < 100) to += 1;
    return { from, to };
  })();
  const events = timed(400, () => sim.events(hundred));

  console.log("\ncall                                           median, by the clock");
  const line = (name, us) => console.log(`${name.padEnd(50)} ${us.toFixed(1).padStart(9)} us`);
  line("advance of one event", one);
  line(`events of ${sim.events(hundred).length} records`, events);
  sim.dispose();
}

/**
 * What crosses to JavaScript, against plain events of the same run: rounds of the one and of the other in turns, and of
 * the process's own time, so that what else the machine does weighs on both alike.
 */
function inTurns(plain, crossing, rounds = 40) {
  const times = [[], []];
  for (let round = 0; round < rounds; round++) {
    for (const [which, act] of [plain, crossing].entries()) {
      const start = used();
      const count = act();
      times[which].push(((used() - start) * 1000) / count);
    }
  }
  return times.map((all) => median(all.slice(rounds >> 2)));
}

/** Nine servers with logs of at least 30 entries and some 60 messages under way. */
function busyCluster() {
  const sim = new Simulation(scenario(9, "set rpc-timeout 40ms"));
  sim.advance(3000);
  sim.act("network latency 60ms..90ms");
  const sixty = () => Math.abs(sim.frame().messages.length - 60) <= 3;
  for (let n = 0; !sixty() && n < 20_000; n++) sim.advance({ events: 1 });
  return sim;
}

function border() {
  console.log("\ncrossing to JavaScript                            processor time   plain events");
  const line = (name, us, event) =>
    console.log(
      `${name.padEnd(50)} ${us.toFixed(2).padStart(10)} us ${(us / event).toFixed(1).padStart(14)}`,
    );
  const times = (count, act) => () => {
    for (let n = 0; n < count; n++) act();
    return count;
  };

  const [shown, goes] = [busyCluster(), busyCluster()];
  const plain = () => goes.advance({ events: 2000 });
  const { nodes, messages } = shown.frame();
  const entries = Math.min(...nodes.map(({ log }) => log.length));
  const [event, frame] = inTurns(
    plain,
    times(20, () => shown.frame()),
  );
  line(`frame of ${nodes.length} nodes, ${messages.length} messages, logs of ${entries}`, frame, event);

  // As one plays: each frame is another one, and what is new in it is printed for the first time.
  let [frames, shownMessages] = [0, 0];
  const [again, moved] = inTurns(plain, () => {
    for (let n = 0; n < 20; n++) {
      shown.advance({ events: 1 });
      shownMessages += shown.frame().messages.length;
      frames += 1;
    }
    return 20;
  });
  line(`frame after each event, ${Math.round(shownMessages / frames)} messages`, moved - again, again);

  const [one, other] = [new Simulation(scenario(5)), new Simulation(scenario(5))];
  for (const sim of [one, other]) sim.advance(20_000);
  let [records, happened] = [0, 0];
  const [advanced, run] = inTurns(
    () => one.advance(5000),
    () => {
      const before = other.position;
      records += other.run(5000).length;
      happened += other.position - before;
      return other.position - before;
    },
  );
  line("record that `run` returns", ((run - advanced) * happened) / records, advanced);
  console.log(
    `\`run\` makes ${perSecond(1, run / 1000)} events/s where \`advance\` makes ${perSecond(1, advanced / 1000)}: ` +
      `${(records / happened).toFixed(1)} records an event`,
  );

  const long = new Simulation(scenario(9));
  const longest = () => Math.max(...long.frame().nodes.map(({ lastIndex }) => lastIndex));
  while (longest() < 30) long.advance(100);
  const [short] = inTurns(
    times(20, () => long.frame()),
    () => 1,
  );
  while (longest() < 47_665) long.advance(10_000);
  const [event9, late] = inTurns(
    () => long.advance({ events: 2000 }),
    times(20, () => long.frame()),
  );
  line(`frame of 9 nodes with ${longest().toLocaleString("en")} entries each`, late, event9);
  line("the same with 30", short, event9);
  for (const sim of [shown, goes, one, other, long]) sim.dispose();
}

function history() {
  const sim = new Simulation(scenario(5));
  const [few, many] = [10_000, 1_000_000];
  sim.advance({ events: few });
  const before = memory.buffer.byteLength;
  sim.advance({ events: many - few });
  const grown = memory.buffer.byteLength - before;
  console.log(`\nmemory: ${(grown / (many - few)).toFixed(1)} bytes an event, from ${few} to ${many} events`);

  const [clock, own] = [[], []];
  for (const place of places(1000, many)) {
    const [start, before] = [performance.now(), used()];
    sim.seek(place);
    own.push(used() - before);
    clock.push(performance.now() - start);
  }
  const of = (times, share) =>
    sorted(times)[Math.min(times.length - 1, Math.floor(times.length * share))].toFixed(1);
  for (const [name, times] of [
    ["by the clock", clock],
    ["of processor time", own],
  ]) {
    console.log(
      `seek anywhere in them, ${name}: median ${of(times, 0.5)} ms, 99 % ${of(times, 0.99)} ms, worst ${of(times, 1)} ms`,
    );
  }
  sim.dispose();
}

function tenMillion() {
  const sim = new Simulation(scenario(5));
  const start = performance.now();
  const sizes = [];
  for (let million = 1; million <= 10; million++) {
    // A branch has no more than ten million, and the workload's move was the first.
    const { EVENTS_PER_CALL_MAX, OPEN_EVENTS_MAX } = catalog.bounds;
    sim.advance({ events: Math.min(EVENTS_PER_CALL_MAX, OPEN_EVENTS_MAX - sim.position) });
    sizes.push(memory.buffer.byteLength);
  }
  const elapsed = performance.now() - start;
  const seek = performance.now();
  sim.seek(5_555_555);
  const sought = performance.now() - seek;
  console.log(
    `ten million events, by the clock: ${(elapsed / 1000).toFixed(1)} s; memory after each million, the servers' logs in it: ${sizes.map(megabytes).join(", ")}; ` +
      `${sim.moments().length} marks kept; a seek to the middle ${sought.toFixed(1)} ms`,
  );
  sim.dispose();
}

// First, while the engine's memory is new: what other runs gave back would be used again and hide the growth.
history();
throughput();
paxos();
calls();
border();
tenMillion();
