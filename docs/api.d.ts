// The public API of this version, as dist has it. Written by `npm run api-report`.
/// <reference lib="esnext.disposable" />
type Platform<Name extends string> = typeof globalThis extends Record<Name, {
	prototype: infer T;
}> ? T : never;
type WasmModule = typeof globalThis extends {
	WebAssembly: {
		Module: {
			prototype: infer T;
		};
	};
} ? T : never;
/** Where the engine comes from: an address, what a `fetch` of it gave, its bytes, or the compiled module. */
export type EngineSource = string | ArrayBuffer | ArrayBufferView | Platform<"URL"> | Platform<"Request"> | Platform<"Response"> | WasmModule;
/** Links: between each two of these groups, both ways; or from some ends to others, one way. */
export type LinkEnds = {
	groups: readonly (readonly EndpointId[])[];
} | {
	from: readonly EndpointId[];
	to: readonly EndpointId[];
};
/** What is set of links: a range like `5ms..15ms`, a share like `1%`, a bandwidth like `10MB/s` or `unlimited`. */
export type LinkChange = {
	latency: string;
} | {
	loss: string;
} | {
	duplicate: string;
} | {
	bandwidth: string;
};
/** The protocols by name, with what each adds to frames and records. Each folder adds its own. */
export interface Protocols {
	paxos: PaxosTypes;
	placement: PlacementTypes;
	raft: RaftTypes;
}
/** The name of a protocol, as a scenario has it. */
export type ProtocolName = keyof Protocols;
/** What a protocol adds to scenarios, frames and records. A test holds all names to those of the engine. */
export interface ProtocolTypes {
	/** What a scenario as an object can say of it beside what all say: sizes, the network. */
	header: object;
	/** The values that `set` takes, by option. */
	options: object;
	/** What `bug` takes. */
	bug: string;
	frame: FrameBase;
	/** What its nodes send each other, told apart by `kind`; `never` where nothing is sent. */
	message: {
		kind: string;
		fields: object;
	};
	/** What its runs record beside moves, decisions and properties: of a cluster `ClusterKind`, else `never`. */
	kind: ClusterKind;
	/** The records of its rules. */
	rule: {
		kind: string;
		rule: string;
	};
	/** The kinds of those that are also moments. */
	moment: string;
	/** Its moves as data. */
	move: {
		verb: string;
	};
	/** The verbs of those that are events. */
	verb: string;
	/** Why a move did nothing. */
	noEffect: string;
	/** The timers of its nodes. */
	timer: string;
	/** Its properties by name. */
	property: string;
	/** Codes of errors that only it has. */
	error: string;
}
/** What protocols say of a part of it; those of one protocol, if it is named. */
export type Of<Part extends keyof ProtocolTypes, P extends ProtocolName = ProtocolName> = Protocols[P][Part];
/** What is, at the cursor, told apart by `protocol`. */
export type Frame<P extends ProtocolName = ProtocolName> = Of<"frame", P>;
/** What a scenario of a cluster of nodes can say as an object beside what all say. */
export interface ClusterHeader {
	/** Default 5; at most `catalog.bounds.NODES_MAX`. */
	nodes?: number;
	/** Default 1; at most `catalog.bounds.CLIENTS_MAX`. */
	clients?: number;
	/** Ends that have a name together, by that name: `{ eu: ["n1", "n2"] }`. No end is in two zones. */
	zones?: Readonly<Record<string, readonly EndpointId[]>>;
	/** Set before all moves. */
	network?: NetworkHeader;
}
/** What a scenario as an object says of its network: of all links, then what is otherwise on some of them. */
export interface NetworkHeader {
	/** A range like `5ms..15ms`; a single duration is a range of itself. */
	latency?: string;
	/** A share like `1%`. */
	loss?: string;
	duplicate?: string;
	/** Like `10MB/s`, for each link in each direction. */
	bandwidth?: string;
	/** `fifo`: messages on a link do not overtake each other. */
	order?: "fifo" | "any";
	links?: readonly (LinkChange & LinkEnds)[];
}
/** The options that every cluster of nodes has. */
export interface ClusterOptions {
	/** How long a client waits for its answer before it asks the next node. */
	"client-timeout": string;
	/** How long after its first try it gives a request up, whose outcome is then unknown; `off` (default) for never. */
	"client-deadline": string;
	/** How many requests it has under way at a time, 1 (default) to 8. */
	"client-operations": number;
	/** How long a write to disk takes, `2ms..5ms`; `off`: what a node writes is durable at once. */
	disk: string;
}
/** Where an endpoint stands: a node "n1" .. "n64" or a client "c1" .. "c64". */
export type EndpointId = string;
/** One pending timer of a node. `due` is when it fires; `set` is when it was set. */
export interface TimerView {
	name: string;
	set: number;
	due: number;
}
/** What every node of every protocol shows. `clock` is the rate of its timers in percent. */
export interface NodeBase {
	id: EndpointId;
	status: "up" | "down" | "paused";
	clock: number;
	timers: TimerView[];
	/** With `set disk` only. */
	disk?: DiskView;
}
/** A node's disk, where writes take time. */
export interface DiskView {
	pace: "ok" | "slow" | "stalled";
	/** How long a write takes while it is slow. */
	slow: number | null;
	/** Writes under way, the first to finish first; `due` is null while the disk stalls. */
	writes: {
		number: number;
		begun: number;
		due: number | null;
	}[];
	/** What leaves once writes are finished, in the order of sending: after which write, to whom, of which kind. */
	waiting: {
		after: number;
		to: EndpointId;
		kind: string;
	}[];
	/** How many finished writes a crash of a lying disk could lose. */
	finished: number;
}
/** A client's request on its way to a node. */
export interface ClientRequest {
	kind: "ClientRequest";
	fields: {
		number: number;
		command: string;
	};
}
/** A node's answer: `outcome` "answer" carries the answer's text, "redirect" the leader it knows, if any. */
export interface ClientReply {
	kind: "ClientReply";
	fields: {
		number: number;
		outcome: "answer" | "redirect";
		answer: string | null;
		leader: EndpointId | null;
	};
}
/** What a node tells a client unasked. Raft and Paxos do not. */
export interface ClientPush {
	kind: "ClientPush";
	fields: {
		text: string;
	};
}
/** What every message in a frame or record shows. */
export interface MessageBase {
	id: string;
	from: EndpointId;
	to: EndpointId;
	sent: number;
	/** When it arrives, or would. Its place on its way is (t - sent) / (due - sent), or from `leaves` on where it has one. */
	due: number;
	/** When it leaves the picture: `due`, or the instant it breaks up on its way. */
	ends: number;
	fate: "arrives" | "lost" | "held";
	/** Its arrival was put off: by a move, or by a message that it does not overtake. */
	delayed: boolean;
	/** It arrives after all that were sent before it on its link and arrive: until then it cannot be delivered. */
	fifo?: true;
	/** On a link with a bandwidth: when it begins to leave, after those before it. */
	leaves?: number;
	/** On such a link: its size. */
	bytes?: number;
	/** The message as `inject` takes it, e.g. `RequestVote term=3 candidateId=n2 lastLogIndex=4 lastLogTerm=2`. */
	summary: string;
}
/** What nodes and clients say to each other, told apart by `kind`. */
export type Message<P extends ProtocolName = ProtocolName> = Of<"message", P> | ClientRequest | ClientReply | ClientPush;
/** A message of nodes that say `M` to each other, or between a node and a client. */
export type MessageOf<M> = MessageBase & (M | ClientRequest | ClientReply | ClientPush);
/** A message under way, or in a record. */
export type MessageView<P extends ProtocolName = ProtocolName> = MessageOf<Of<"message", P>>;
/** A client: what it waits for, and what it was told. */
export interface ClientView {
	id: EndpointId;
	/** The request it waits for, of several the oldest, and the node it asked last. */
	pending: {
		number: number;
		command: string;
		to: EndpointId;
		sent: number;
	} | null;
	/** Commands that wait behind it. */
	queued: string[];
	/** The node it would ask first. */
	leader: EndpointId | null;
	/** How many of its requests were answered. */
	answered: number;
	/** The answer it got last. */
	last: {
		number: number;
		command: string;
		answer: string;
	} | null;
	/** Its workload's period in ms, if one runs. */
	workload: number | null;
	/** Its newest 30 requests, the oldest first. Only where `client-deadline` or `client-operations` is set. */
	operations?: OperationView[];
}
/** How an operation ended: it was done; it was not, and never will be; nobody answered in time, so it may be either. */
export type OperationOutcome = "ok" | "failed" | "unknown";
/** A client's request from the call to its end, as far as the client can know it. */
export interface OperationView {
	number: number;
	command: string;
	/** When the client began to ask, and when it was answered or gave up; null while it waits. */
	called: number;
	ended: number | null;
	outcome: OperationOutcome | null;
	/** The answer. To one that was given up, the first that came late: its outcome stays unknown. */
	answer: string | null;
	/** When that came. */
	late: number | null;
}
/** One cut or hold: nothing (or nothing until the release) passes from `from` to `to`. */
export interface CutView {
	kind: "cut" | "hold";
	from: EndpointId[];
	to: EndpointId[];
	/** True: also from `to` to `from`. */
	both: boolean;
}
/** What the network does to messages sent from now on. Latency in ms, shares in percent. */
export interface NetworkView {
	latency: {
		min: number;
		max: number;
	};
	/** Shares in percent. */
	loss: number;
	duplicate: number;
	/** Messages on a link do not overtake each other; absent if they may. */
	order?: "fifo";
	/** Bytes that leave in a second on each link in each direction; absent if all leave at once. */
	bandwidth?: number;
	/** What is otherwise on some links, in the order in which it was set: of those that name a link the last one counts. */
	links?: LinkView[];
	/** Ends that have a name together, which stands wherever ends stand; absent if there are none. */
	zones?: ZoneView[];
}
/** Some ends with a name: nodes in their order, then clients. No end is in two zones. */
export interface ZoneView {
	name: string;
	members: EndpointId[];
}
/** What was set of the links between some ends: one thing. */
export type LinkView = {
	from: EndpointId[];
	to: EndpointId[];
	/** True: also from `to` to `from`. */
	both: boolean;
} & ({
	latency: {
		min: number;
		max: number;
	};
} | {
	loss: number;
} | {
	duplicate: number;
}
/** null: all leave at once. */
 | {
	bandwidth: number | null;
});
/** What every frame shows. */
export interface FrameBase {
	protocol: string;
	now: number;
	position: number;
	/** Time of the next event if nobody acts, or null if nothing is pending. */
	nextDue: number | null;
}
/** What is, at the cursor of a run in which nodes `N` send each other messages `M` over a network. */
export interface ClusterFrame<N extends NodeBase = NodeBase, M = Of<"message">> extends FrameBase {
	nodes: N[];
	/** What is under way, in the order of sending. */
	messages: MessageOf<M>[];
	clients: ClientView[];
	cuts: CutView[];
	network: NetworkView;
}
/** What every record says. */
export interface RecordBase {
	/** "p.k": position p of the event, k-th record of it. */
	id: string;
	at: number;
	/** The record that caused this one; null for boot and for what a user did. */
	cause: string | null;
	/** The node or client it happened at, if one. */
	node: EndpointId | null;
	/** Its protocol, unless that is told by its rule, its timer, or what nodes say to each other. */
	protocol?: ProtocolName;
}
/** The verbs of the scenario language that are events, a protocol's own among them. */
export type ActionVerb<P extends ProtocolName = ProtocolName> = Of<"verb", P>;
/** Those of clusters of nodes. */
export type ClusterVerb = "network" | "clock" | "disk" | "workload" | "request" | "crash" | "restart" | "pause" | "resume" | "cut" | "hold" | "release" | "heal" | "fire" | "drop" | "delay" | "duplicate" | "deliver" | "inject";
/** A move that has an effect at the cursor: see `enabled`. */
export interface EnabledMove<P extends ProtocolName = ProtocolName> {
	/**
	 * For `act`: `deliver n2->n1 RequestVote #1`, `fire n2 election`, `crash n1`. It names messages so that it means the same
	 * after edits of what came before.
	 */
	line: string;
	/** Its first word. */
	verb: EnabledVerb;
	/** The id of the message that it is about; null if it is about none. */
	message: string | null;
	/** The node that it is about; of a message the node or client to which it goes; null of `release` and `heal`. */
	node: EndpointId | null;
	/** The timer that fires; null unless one does. */
	timer: Of<"timer", P> | null;
}
/** What can happen next, and the faults that can be asked for, too. */
export type EnabledVerb = Extract<ClusterVerb, ("deliver" | "fire" | "disk") | ("drop" | "duplicate") | ("crash" | "restart" | "pause" | "resume" | "cut" | "release" | "heal")>;
/** All nodes started; the only record without an event. */
export interface BootRecord extends RecordBase {
	kind: "boot";
}
/** A move: `line` is the scenario line that it is; `verb` its first word. */
export interface ActionRecord<P extends ProtocolName = ProtocolName> extends RecordBase {
	kind: "action";
	verb: ActionVerb<P>;
	line: string;
}
/** Why a well-formed move, or the tick of a workload, found no object. */
export type NoEffectReason<P extends ProtocolName = ProtocolName> = Of<"noEffect", P>;
/** Why one of clusters did. */
export type ClusterNoEffect = "no-leader" | "no-follower" | "already-down" | "not-down" | "already-paused" | "not-paused" | "not-up" | "not-pending" | "not-in-flight" | "not-held" | "not-first" | "destination-paused" | "nothing-to-heal" | "outstanding" | "no-number-left" | "no-others" | "disk-is-ok" | "disk-is-stalled" | "no-write" | "too-few-writes";
/** A well-formed move that found no object. */
export interface NoEffectRecord<P extends ProtocolName = ProtocolName> extends RecordBase {
	kind: "no-effect";
	reason: NoEffectReason<P>;
}
/** A message left; its fate is drawn already. */
export interface SentRecord<P extends ProtocolName = ProtocolName> extends RecordBase {
	kind: "sent";
	message: MessageView<P>;
}
/** A message arrived. */
export interface DeliveredRecord<P extends ProtocolName = ProtocolName> extends RecordBase {
	kind: "delivered";
	message: MessageView<P>;
}
/** A message was lost, and why. */
export interface LostRecord<P extends ProtocolName = ProtocolName> extends RecordBase {
	kind: "lost";
	message: MessageView<P>;
	reason: "loss" | "cut" | "down" | "dropped";
}
/** A timer of a node fired. */
export interface TimerRecord<P extends ProtocolName = ProtocolName> extends RecordBase {
	kind: "timer";
	timer: Of<"timer", P>;
}
/** A client starts a request, asks again (`retry`), or gets its answer. */
export interface RequestedRecord extends RecordBase {
	kind: "requested";
	number: number;
	command: string;
}
/** A client had no answer in time and asks another node, under the same number. */
export interface RetriedRecord extends RecordBase {
	kind: "retried";
	number: number;
	command: string;
	to: EndpointId;
}
/** A client asks the node that another named. */
export interface RedirectedRecord extends RecordBase {
	kind: "redirected";
	number: number;
	to: EndpointId;
}
/** A client got its answer. */
export interface AnsweredRecord extends RecordBase {
	kind: "answered";
	number: number;
	command: string;
	answer: string;
	/** Only where the answer says that the command was not done. */
	outcome?: "failed";
}
/** A client had no answer by its deadline: it gives the request up, and whether it was done it will never know. */
export interface GivenUpRecord extends RecordBase {
	kind: "given-up";
	number: number;
	command: string;
	outcome: "unknown";
}
/** The first answer to a request that was given up. It changes nothing. */
export interface AnsweredLateRecord extends RecordBase {
	kind: "answered-late";
	number: number;
	command: string;
	answer: string;
}
/** A node told a client something unasked. */
export interface PushedRecord extends RecordBase {
	kind: "pushed";
	from: EndpointId;
	text: string;
}
/** A client's workload is due: tick of so many. Skipped while a request is outstanding. */
export interface WorkloadTickRecord extends RecordBase {
	kind: "workload-tick";
	tick: number;
}
/** A node's status changed by crash, restart, pause or resume. */
export interface StatusRecord extends RecordBase {
	kind: "crashed" | "restarted" | "paused" | "resumed";
}
/** With `set disk`: a node changed what is durable. The write is under way, and due then unless the disk stalls. */
export interface WriteRecord extends RecordBase {
	kind: "write";
	number: number;
	due: number;
}
/** The write of this number is finished. */
export interface WrittenRecord extends RecordBase {
	kind: "written";
	number: number;
}
/** A crash lost writes: so many that were under way, and so many of which the disk had said that they are finished. */
export interface WritesLostRecord extends RecordBase {
	kind: "writes-lost";
	unfinished: number;
	finished: number;
}
/** A handler applied a rule of the paper, or a guard of it failed. */
export type RuleRecord<P extends ProtocolName = ProtocolName> = Of<"rule", P>;
/**
 * The records of a protocol's rules: of each by its code what parameters it has, and of those that are also moments the
 * kind that their records have.
 */
export type RuleRecordOf<Rules, Moments> = {
	[Code in keyof Rules & string]: RuleRecordBase<Code, Rules[Code], Moments>;
}[keyof Rules & string];
/** The record of one rule. */
export interface RuleRecordBase<Code extends string, Params, Moments> extends RecordBase {
	/** Rules such as "leader-elected" and "committed" are also moments. */
	kind: Code extends keyof Moments ? Moments[Code] & string : "rule";
	/** e.g. "raft.vote.refused.log-behind"; the catalog has its section. */
	rule: Code;
	params: Params;
}
/** A property is broken, for the first time in this run. */
export interface ViolatedRecord<P extends ProtocolName = ProtocolName> extends RecordBase {
	kind: "violated";
	property: Of<"property", P>;
	params: Record<string, string | number | boolean | null>;
}
/** What only clusters of nodes record, by its kind. */
export interface ClusterRecords<P extends ProtocolName = ProtocolName> {
	sent: SentRecord<P>;
	delivered: DeliveredRecord<P>;
	lost: LostRecord<P>;
	timer: TimerRecord<P>;
	requested: RequestedRecord;
	retried: RetriedRecord;
	redirected: RedirectedRecord;
	answered: AnsweredRecord;
	"given-up": GivenUpRecord;
	"answered-late": AnsweredLateRecord;
	pushed: PushedRecord;
	crashed: StatusRecord;
	restarted: StatusRecord;
	paused: StatusRecord;
	resumed: StatusRecord;
	"workload-tick": WorkloadTickRecord;
	write: WriteRecord;
	written: WrittenRecord;
	"writes-lost": WritesLostRecord;
}
/** The kinds of those. */
export type ClusterKind = keyof ClusterRecords;
/** What happened, told apart by `kind`. */
export type EventRecord<P extends ProtocolName = ProtocolName> = BootRecord | ActionRecord<P> | NoEffectRecord<P> | ClusterRecords<P>[Of<"kind", P>] | RuleRecord<P> | ViolatedRecord<P>;
/** The kinds of records. */
export type RecordKind<P extends ProtocolName = ProtocolName> = ("boot" | "action" | "no-effect" | "rule" | "violated") | Of<"kind", P> | Of<"moment", P>;
/** The codes of rules. */
export type RuleCode<P extends ProtocolName = ProtocolName> = Of<"rule", P>["rule"];
/** What a record can be called: its kind, the code of its rule, or the verb of its move. */
export type RecordName<P extends ProtocolName = ProtocolName> = RecordKind<P> | RuleCode<P> | ActionVerb<P>;
/** A mark on the time bar. */
export interface Moment<P extends ProtocolName = ProtocolName> {
	position: number;
	at: number;
	/** A protocol's own, as its `moments` say; a fault; a property that is violated. */
	kind: MomentKind<P>;
	/** The record it stands for. */
	record: string;
	/** The node it happened at, if one. */
	node: EndpointId | null;
	/** Term or ballot it belongs to, where one does. */
	epoch: string | null;
	/** A short value: the index committed, the verb of the fault, the property violated. */
	detail: string | null;
}
/** The kinds of marks. */
export type MomentKind<P extends ProtocolName = ProtocolName> = Of<"moment", P> | "fault" | "violated";
/** How a property stands at the cursor. */
export interface PropertyView<P extends ProtocolName = ProtocolName> {
	/** e.g. "election-safety". */
	name: Of<"property", P>;
	kind: "always" | "sometimes";
	status: "holds" | "violated" | "seen" | "not-yet";
	/** Position of the event that first violated or showed it. */
	at: number | null;
	/** e.g. "Raft Figure 3, 5.2". */
	source: string;
	/** Where a run has several algorithms, the one that it is said of; null if of the run. */
	subject?: string | null;
}
/** A branch of the run. Branch 0 is the first. */
export interface BranchView {
	id: number;
	parent: number | null;
	/** Where it left its parent. */
	forkedAt: {
		position: number;
		now: number;
	} | null;
	length: number;
	/** The latest instant known of it, in ms. */
	endTime: number;
}
/** What is known without a run: protocols with their options, rules and properties, the moves, the gallery. */
export interface Catalog {
	/** Of the scenario language and of the mapping from scenario and seed to history. */
	version: number;
	protocols: ProtocolInfo[];
	/** The lines above the moves, the same in every protocol that is a cluster of nodes. */
	header: HeaderInfo[];
	/** The moves, the same in every protocol that is a cluster of nodes. */
	actions: ActionInfo[];
	/** What `set` takes in every cluster of nodes, beside the options of its protocol. */
	options: OptionInfo[];
	bounds: Bounds;
	scenarios: ScenarioInfo[];
}
/** What bounds a run. What exceeds one gets a `RingleaderError` that names it. Protocols add their own. */
export interface Bounds {
	/** Events that one call does: code `bound-events`; it stops at a whole event, and calling again goes on. */
	EVENTS_PER_CALL_MAX: number;
	/** Events of a branch, so that its text can be opened: code `bound-open`. */
	OPEN_EVENTS_MAX: number;
	/** Records that one `act` returns, and lines that one `trace` does: code `bound-records`. */
	RECORDS_PER_CALL_MAX: number;
	/** Records that one call of `events`, `run`, `step` or `runUntil` gives: code `bound-records`; `history` gives any number. */
	RECORDS_MAX: number;
	/** Messages under way at which a call stops: code `bound-in-flight`; each further call does one more event, up to twice as many. */
	IN_FLIGHT_MAX: number;
	/**
	 * Bytes that a run weighs unless it is opened with another `bytesMax`: code `bound-bytes`. What happened can then still be
	 * walked, but not gone on from.
	 */
	RUN_BYTES_MAX: number;
	/** Messages that one `settle` delivers: code `bound-settle`. */
	SETTLE_MAX: number;
	/** Branches of a run: code `bound-branches`. */
	BRANCHES_MAX: number;
	/** Nodes of a run. */
	NODES_MAX: number;
	/** Clients of a run. */
	CLIENTS_MAX: number;
	/** Finished writes that a crash of a disk that lied can lose. */
	LOSING_MAX: number;
	/** The largest seed, 2^53 - 1: exact as a number. */
	SEED_MAX: number;
	/** The greatest term, round, index and number of a request, 2^53 - 1: exact as a number. */
	COUNT_MAX: number;
	/** Bytes of a scenario's text, and of that of a branch: code `bound-text`. */
	TEXT_MAX: number;
	/** Bytes of a line of it. */
	LINE_MAX: number;
	/** Characters of a client's command. */
	COMMAND_MAX: number;
	/** Characters of a zone's name. */
	ZONE_NAME_MAX: number;
	/** Characters of a link: code `bound-link`. */
	LINK_LENGTH_MAX: number;
	/** Characters of a value that Paxos proposes. */
	VALUE_MAX: number;
	/** Moves of a branch of placement: code `bound-moves`. */
	MOVES_MAX: number;
	/** Nodes of placement. */
	MEMBERS_MAX: number;
	/** Keys of placement. */
	KEYS_MAX: number;
	/** The greatest weight of a node of placement. */
	WEIGHT_MAX: number;
	/** Characters of a key that is looked up. */
	KEY_MAX: number;
	/** Tokens of a node of placement. */
	TOKENS_MAX: number;
	/** Points of all nodes of placement together. */
	POINTS_MAX: number;
	/** Hashes that placing all keys may cost. */
	WORK_MAX: number;
	/** The same for all moves of a branch together: codes `bound-open`, `bound-work`. */
	OPEN_WORK_MAX: number;
	/** Characters of the longest value that `append` makes. */
	APPEND_MAX: number;
}
/** A header line of the scenario language. */
export interface HeaderInfo {
	/** The first word of the line. */
	word: "ringleader" | "protocol" | "nodes" | "clients" | "zone" | "seed" | "set" | "bug" | "given";
	/** `<...>` is a value. */
	syntax: string;
}
/** A move of the scenario language. */
export interface ActionInfo {
	/** The first word of the line; `run`, `step`, `settle` and `seek` move the cursor and are no events. */
	verb: ClusterVerb | "run" | "step" | "settle" | "seek";
	/** `<...>` is a value, what stands in brackets may be left out, a bar divides alternatives. */
	syntax: string;
}
/** What every option says. */
export interface OptionBase {
	/** The word after `set`. */
	name: string;
	/** The value it has otherwise, as `set` takes it. */
	default: string;
	/** What it may be, in words. */
	expected: string;
}
/** What `set` takes. Bounds of durations and ranges are milliseconds; both ends belong to it. */
export type OptionInfo = OptionBase & 
/** A limit is a duration or `off`, a range or off a range or `off`. */
({
	type: "duration" | "limit" | "range" | "range-or-off" | "number" | "decimal";
	min: number;
	max: number;
} | {
	type: "flag";
} | {
	type: "choice";
	choices: string[];
}
/** A list of nodes like `[n1 n5]`, or `all`; one node, or `none`. */
 | {
	type: "nodes" | "node";
});
/** A protocol: what its scenarios can say, and what its nodes decide. */
export interface ProtocolInfo {
	name: string;
	options: OptionInfo[];
	/** What `bug` takes: known bugs, each a rule switched off. */
	bugs: string[];
	/** Its own header lines, where they are not those of the catalog. */
	header: {
		word: string;
		syntax: string;
	}[] | null;
	/** Its own moves, where they are not those of the catalog. */
	actions: {
		verb: string;
		syntax: string;
	}[] | null;
	/** What `fire` takes. */
	timers: string[];
	/** What `inject` takes. */
	messages: string[];
	/** The kinds of its records. */
	kinds: string[];
	/** The decisions of its nodes, with the section that says them; `moment` is the mark that one makes. */
	rules: {
		code: string;
		section: string;
		moment: string | null;
	}[];
	properties: {
		name: string;
		kind: "always" | "sometimes";
		source: string;
	}[];
	/** The algorithm in lines, if it has been written down; the page loads its own when it is looked at. */
	pseudocode: Pseudocode | null;
}
/** An algorithm in lines, and where in them each rule stands. */
export interface Pseudocode {
	/** The parts, each in lines. */
	blocks: Record<string, string[]>;
	/** By the code of a rule: its part, and its line there, from 0. */
	rules: Record<string, {
		block: string;
		line: number;
	}>;
}
/** A scenario of the gallery; the comment on top of its text says what to see. */
export interface ScenarioInfo {
	name: string;
	protocol: string;
	text: string;
}
/** UTF-8 of many texts in one piece: text `i` is `bytes[offsets[i]]` up to `bytes[offsets[i + 1]]`. */
export interface KeyBytes {
	bytes: Uint8Array;
	/** One more than there are texts: from 0 to the number of bytes, never falling. */
	offsets: Uint32Array;
}
declare const strategies: readonly [
	"modulo",
	"ring",
	"rendezvous",
	"jump",
	"maglev",
	"bounded",
	"multi-probe",
	"slots"
];
declare const hashes: readonly [
	"xxh64",
	"sha1",
	"ketama",
	"murmur3",
	"murmur3-cassandra"
];
/** How keys find their nodes. */
export type PlacementStrategy = (typeof strategies)[number];
/** A hash function; `ketama` is MD5 as libketama uses it. */
export type PlacementHash = (typeof hashes)[number];
/** What a node may say beside its name. */
export interface PlacementNodeShare {
	/**
	 * Its share compared with the others': 1 if not named. `modulo`, `jump`, `bounded` and `multi-probe` refuse another. With
	 * the hash `ketama` naming one switches all nodes to libketama's weighted points.
	 */
	weight?: number;
	/** `ring`, `bounded`: where it stands, as values of the hash, instead of virtual nodes. Cassandra's are signed. */
	tokens?: readonly (bigint | number)[];
}
/** A node as it is asked for. */
export interface PlacementNodeOptions extends PlacementNodeShare {
	name: string;
}
/** A placement as it is asked for. A strategy looks only at the options that concern it. */
export interface PlacementOptions {
	strategy: PlacementStrategy;
	nodes: readonly (string | PlacementNodeOptions)[];
	/** What places keys, and nodes on the ring: `xxh64` if not named. */
	hash?: PlacementHash;
	/** `ring`, `bounded`: points of a node of weight 1 (160). */
	virtualNodes?: number;
	/** `bounded`: how many times the mean a node may own (1.25). */
	loadFactor?: number;
	/** `maglev`: entries of its table, a prime (65537). */
	tableSize?: number;
	/** `multi-probe`: probes per key (21). */
	probes?: number;
}
/** A node of a placement. */
export interface PlacementNode {
	name: string;
	weight: number;
}
/** Many keys: texts, numbers, or texts in one piece of UTF-8. */
export type PlacementKeys = readonly string[] | Uint32Array | KeyBytes;
/** How even a placement is, all nodes held against the same mean whatever they weigh. */
export interface PlacementStats {
	/** Keys by node index. */
	perNode: number[];
	min: number;
	max: number;
	mean: number;
	/** Of the population. */
	stddev: number;
	maxOverMean: number;
}
/** What a change moves. */
export interface PlacementDiff {
	/** Keys that have another owner, by name. */
	moved: number;
	/** How many have to move: keys x the sum of what shares grow. */
	ideal: number;
	/** Of the moved those whose new owner's share did not grow, or whose old owner's share did not shrink. */
	needless: number;
}
/** The bounds by name; what exceeds one gets a `RingleaderError` `bound-placement` that names it. */
export interface PlacementBounds {
	/** Nodes of a placement. */
	PLACED_NODES_MAX: number;
	/** Points of a node of weight 1. */
	VIRTUAL_NODES_MAX: number;
	/** Points of a ring. */
	RING_POINTS_MAX: number;
	TABLE_SIZE_MAX: number;
	PROBES_MAX: number;
	/** Bytes of a node's name. */
	NAME_MAX: number;
	/** Bytes of a key. */
	KEY_BYTES_MAX: number;
	/** Keys of one call, and their bytes. */
	CALL_KEYS_MAX: number;
	KEYS_BYTES_MAX: number;
	/** Nodes of `slots`. */
	SLOT_NODES_MAX: number;
	/** Nodes x entries of a Maglev table with given permutations. */
	GIVEN_STEPS_MAX: number;
}
/** A Maglev table as it is asked for. */
export interface MaglevOptions {
	nodes: readonly (string | PlacementNodeOptions)[];
	/** A prime, not below the number of nodes. */
	tableSize: number;
	/** What makes the permutations of the names, if they are not given. */
	hash?: PlacementHash;
	/** By node, where its permutation begins; together with `skips`. */
	offsets?: readonly number[];
	/** By node, its permutation's step. */
	skips?: readonly number[];
}
/**
 * Nodes, and for every key one that owns it. Immutable: a change makes a new one. A number key is its decimal text
 * where texts are hashed, and itself for `modulo` and `jump`. `bounded` refuses `owner` and `owners`: who owns a key
 * depends on all keys and their order.
 *
 * Errors are `RingleaderError`: `argument` names the field, `refused` says why a strategy cannot do it,
 * `bound-placement` names the bound.
 */
export interface Placement {
	readonly strategy: PlacementStrategy;
	/** In index order: `add` appends, `remove` closes up. */
	readonly nodes: readonly PlacementNode[];
	/** The name of the node that owns a key. */
	owner(key: string | number | bigint): string;
	/** The names of the distinct nodes that keep a key's replicas, in order of preference; all if there are fewer. */
	owners(key: string | number | bigint, count: number): string[];
	/** The index of the node that owns each key, in bulk, in the given order. */
	assign(keys: PlacementKeys): Uint16Array;
	/** How even it is over the numbers 0 to keyCount - 1. */
	stats(keyCount: number): PlacementStats;
	/**
	 * The names of the nodes that own no key, whichever keys there are: with ketama's weights a node whose share comes to
	 * no point, and one whose points or draws are all those of another. They still keep replicas, after all others.
	 */
	idle(): string[];
	/** What going over to another placement moves of the numbers 0 to keyCount - 1. */
	diff(other: Placement, keyCount: number): PlacementDiff;
	/** A new placement with one node more, the last. */
	add(name: string, share?: PlacementNodeShare): Placement;
	/** A new placement without a node. `jump` can lose only its last. */
	remove(name: string): Placement;
	/**
	 * Frees its memory, also at the end of a `using` block; any later use throws `disposed`. Without it that happens when
	 * garbage is collected, which a loop may not leave time for.
	 */
	dispose(): void;
	[Symbol.dispose](): void;
}
/** Placement strategies and the functions that they stand on. */
export interface PlacementApi {
	readonly strategies: readonly PlacementStrategy[];
	readonly hashes: readonly PlacementHash[];
	readonly bounds: PlacementBounds;
	/** Makes a placement. */
	create(options: PlacementOptions): Placement;
	/** Jump consistent hash (Lamping and Veach 2014). */
	jump(key: bigint | number, buckets: number): number;
	/** Maglev's table (NSDI 2016): by entry, the index of its node. */
	maglev(options: MaglevOptions): Uint16Array;
	/** The slot of a key in a Redis Cluster. */
	slot(key: string): number;
	/** A hash by its name, unsigned; Cassandra's tokens are signed. `xxh64` and `murmur3` take a seed. */
	hash(name: PlacementHash, text: string | Uint8Array, seed?: bigint | number): bigint;
}
/** A scenario as an object: the same words as in its text. Its protocol decides what else it can say. */
export type ScenarioOptions<P extends ProtocolName = ProtocolName> = P extends unknown ? ScenarioBase<P> & Of<"header", P> : never;
/** What a scenario of every protocol can say as an object. */
export interface ScenarioBase<P extends ProtocolName> {
	protocol: P;
	/** A whole number from 0 to 2^53 - 1; without one a fresh one is drawn. */
	seed?: number;
	/** Options by name: `{ "election-timeout": "150ms..300ms" }`. */
	set?: Partial<Of<"options", P>>;
	/** Known bugs, switched on. */
	bugs?: readonly Of<"bug", P>[];
	/** Durable state to start from, by node: `{ n1: "term 6 log 1 1" }`. */
	given?: Record<EndpointId, string>;
	/** Lines of moves. */
	moves?: string | readonly string[];
}
/** Positions `from < p <= to`. Without `from`, from the start, boot included; without `to`, to the end. */
export interface PositionSpan {
	from?: number;
	to?: number;
}
/**
 * Which records are wanted: those that meet all that is said, each list by any one of its words. The engine picks them:
 * what is not wanted costs next to nothing.
 */
export interface RecordFilter<Kind extends string = RecordKind, Code extends string = RuleCode> extends PositionSpan {
	/** Of one of these kinds, such as `"sent"` or `"leader-elected"`. */
	kinds?: readonly Kind[];
	/** At one of these nodes or clients. */
	nodes?: readonly EndpointId[];
	/** Of a rule with one of these codes, such as `"raft.vote.granted"`. */
	codes?: readonly Code[];
}
/** The records that can have a kind. */
export type RecordOf<Kind extends string, P extends ProtocolName = ProtocolName> = EventRecord<P> extends infer One ? One extends {
	kind: infer Own;
} ? [
	Extract<Own, Kind>
] extends [
	never
] ? never : One : never : never;
/** Which marks are wanted. */
export interface MomentFilter<Kind extends string = MomentKind> {
	/** Of positions after this one. */
	from?: number;
	/** Of one of these kinds. */
	kinds?: readonly Kind[];
}
/** What to wait for: a kind, the code of a rule or a verb, or the first record that passes a filter. */
export type RecordGoal<P extends ProtocolName = ProtocolName> = RecordName<P> | RecordFilter<RecordKind<P>, RuleCode<P>>;
/** Whether a record is the one. Of a run of whatever protocol it can be asked about a record of one, too. */
export type RecordPredicate<P extends ProtocolName = ProtocolName> = {
	accepts(record: EventRecord<P>): boolean;
}["accepts"];
/** How far a run has come. */
export interface Reached {
	position: number;
	/** In ms. */
	now: number;
}
/** What is needed of an `AbortSignal`. */
export interface AbortSignalLike {
	readonly aborted: boolean;
	readonly reason: unknown;
	throwIfAborted(): void;
	addEventListener(type: "abort", listener: () => void): void;
	removeEventListener(type: "abort", listener: () => void): void;
}
/** Who hears of work that takes long, and can call it off. */
export interface AsyncOptions<Progress = Reached> {
	/** Aborted: the work stops after a slice, and rejects with the signal's `reason`. */
	signal?: AbortSignalLike | undefined;
	/** Is called after every slice. */
	onProgress?: ((progress: Progress) => void) | undefined;
}
type NodeOf<Name extends ProtocolName> = Protocols[Name]["frame"]["nodes"][number];
type KeysOf<Node> = Node extends unknown ? keyof Node & string : never;
/** The fields that nodes have in frames. */
export type NodeField<P extends ProtocolName = ProtocolName> = KeysOf<Frame<P>["nodes"][number]>;
/** The values that a field of a node can have; null where only nodes in some state have it. */
export type NodeValue<Field extends string, P extends ProtocolName = ProtocolName> = ValuesOf[P][Field & NodeField];
type ValuesOf = {
	[Name in ProtocolName]: {
		[Field in NodeField]: ValueOf<NodeOf<Name>, Field>;
	};
};
type ValueOf<Node, Field extends PropertyKey, All = Node> = Node extends unknown ? Field extends keyof Node ? Node[Field] : Field extends KeysOf<All> ? null : never : never;
/** Which fields of nodes to watch. */
export interface WatchOptions<Field extends string = NodeField> {
	nodes: readonly Field[];
}
/** What a watch names, at one position. */
export interface Watched<Field extends string = NodeField, P extends ProtocolName = ProtocolName> {
	position: number;
	now: number;
	nodes: ({
		id: EndpointId;
	} & {
		[Name in Field]: NodeValue<Name, P>;
	})[];
}
/** Is called with what is named after an event that changed it, and just before that event. */
export type Watcher<Field extends string = NodeField, P extends ProtocolName = ProtocolName> = (now: Watched<Field, P>, before: Watched<Field, P>) => void;
/** Ends a watch, also at the end of a `using` block. */
export interface Unwatch {
	(): void;
	[Symbol.dispose](): void;
}
/** How far to go: so many ms of simulated time, so many events, or whichever comes first. */
export interface Limit {
	ms?: number;
	events?: number;
}
/** The records on the way to what was waited for. */
export interface RecordsUntil<P extends ProtocolName = ProtocolName> extends Array<EventRecord<P>> {
	/** What was waited for, one of the last event's records; null if it did not come. */
	readonly found: EventRecord<P> | null;
}
/** What a frame shows. */
export interface FrameOptions {
	/** Of logs the entries at indexes `from` to `to`, both included, or all of them; the newest 30 unless it is set. */
	log?: {
		from: number;
		to: number;
	} | "all";
}
/** How to open a scenario. */
export interface SimulationOptions<P extends ProtocolName = ProtocolName> {
	/** The protocol that the scenario has to be of, so that frames and records have its types: another is refused. */
	protocol?: P;
	/** A seed that takes the place of the scenario's, or is its first: a whole number from 0 to 2^53 - 1. */
	seed?: number;
	/**
	 * False: no property is watched, which is faster. The history then lacks, and its hash does not count, what is found
	 * by watching: `violated`, and moments that are knowledge of no node.
	 */
	properties?: boolean;
	/**
	 * Bytes that the run weighs at most, with all its branches: 1,000,000 to 4,294,967,296; unless it is set,
	 * `catalog.bounds.RUN_BYTES_MAX`. To stay below it the run keeps less of what makes walking quick, and then fewer
	 * marks. If even that does not do, what goes on throws `bound-bytes`: nothing is lost, and all can still be walked.
	 */
	bytesMax?: number;
}
/**
 * A run: a scenario, a seed, and what was done. It replays bit for bit.
 *
 * Times are milliseconds of simulated time, positions count events from 0 after boot. Every member throws a
 * `RingleaderError`: `disposed` after `dispose`, `argument` for what is no number or text of the right kind.
 * What goes on follows the known future of the branch, its moves included, and extends it past its end; the
 * bounds on that are in `catalog.bounds`. A call that meets one stops after a whole event and throws; what
 * happened stays, `events` returns it, and calling again goes on.
 *
 * `Simulation<"raft">` is a run of that protocol: what it gives and takes has that protocol's types, and names that it
 * does not know do not compile. A scenario as an object makes one by itself; of a text the option `protocol` makes sure,
 * or later `is`. A plain `Simulation` is a run of any.
 */
export declare class Simulation<out P extends ProtocolName = ProtocolName> {
	#private;
	/**
	 * Opens a scenario and plays its moves; the cursor stands after the last.
	 * @param scenario - its text, or the same as an object
	 * @throws RingleaderError `scenario`, with line, column and what was expected; `argument` for an option, as for a
	 * scenario of another `protocol`; `bound-open`, `bound-bytes`
	 */
	constructor(scenario: string | ScenarioOptions<P>, options?: SimulationOptions<P>);
	/**
	 * The run of a link made by `link`.
	 * @throws RingleaderError `link` for what is none or is damaged, `link-version`, or as the constructor
	 */
	static fromLink<P extends ProtocolName = ProtocolName>(url: string, options?: SimulationOptions<P>): Simulation<P>;
	/** Whether it is a run of this protocol; if it is, the compiler knows its types from then on. */
	is<Name extends P>(protocol: Name): this is Simulation<Name>;
	/**
	 * As the constructor, in slices: after each the generator gives how far it came, and in the end the simulation. Who does
	 * not want it any more calls `return`.
	 */
	static opening<P extends ProtocolName = ProtocolName>(scenario: string | ScenarioOptions<P>, options?: SimulationOptions<P>): Generator<Reached, Simulation<P>, undefined>;
	/**
	 * As the constructor, in slices, between which everybody else has a turn: a link may be of ten million events.
	 * @throws a promise rejects as the constructor throws; called off, with the signal's `reason`, and nothing is left of it
	 */
	static open<P extends ProtocolName = ProtocolName>(scenario: string | ScenarioOptions<P>, options?: SimulationOptions<P> & AsyncOptions): Promise<Simulation<P>>;
	/**
	 * Goes on and converts nothing: the fastest way.
	 * @param until - ms, or a limit
	 * @returns how many events happened
	 * @throws RingleaderError `bound-events`, `bound-in-flight`, `bound-bytes`; what a watch throws
	 */
	advance(until: number | Limit): number;
	/**
	 * Goes on to the first event that has a record of this kind, rule code or verb, or one that passes a filter; stops
	 * right after it, or at the limit, and converts nothing else.
	 * @returns the record; null if it did not come, and then the cursor stands at the limit: all can be seen with `events`
	 * @throws RingleaderError `unknown-kind`, `unknown-code`, `unknown-node`, or as `advance`
	 */
	advanceUntil<Kind extends RecordKind<P> = RecordKind<P>>(what: RecordName<P> | RecordFilter<Kind, RuleCode<P>>, options?: {
		limit?: number | Limit;
	}): RecordOf<Kind, P> | null;
	/**
	 * Goes on for so many ms, events due at the very end included.
	 * @param filter - which records are wanted; all, unless it is given
	 * @returns what happened and is wanted
	 * @throws RingleaderError `bound-records`, or as `advanceUntil`
	 */
	run<Kind extends RecordKind<P> = RecordKind<P>>(ms: number, filter?: RecordFilter<Kind, RuleCode<P>>): RecordOf<Kind, P>[];
	/**
	 * The next events.
	 * @param filter - which records are wanted; all, unless it is given
	 * @returns what happened and is wanted
	 * @throws RingleaderError as `run`
	 */
	step<Kind extends RecordKind<P> = RecordKind<P>>(n?: number, filter?: RecordFilter<Kind, RuleCode<P>>): RecordOf<Kind, P>[];
	/**
	 * As `advance`, in slices, between which everybody else has a turn. No bound on one call's events holds. Who moves the
	 * run meanwhile moves where it goes on.
	 * @returns how many events happened
	 * @throws a promise rejects as `advance` throws; called off, with the signal's `reason`: what happened stays
	 */
	advanceAsync(until: number | Limit, options?: AsyncOptions): Promise<number>;
	/**
	 * As `advanceUntil`, in slices, as `advanceAsync` is of `advance`.
	 * @returns the record; null if it did not come up to the limit
	 */
	advanceUntilAsync<Kind extends RecordKind<P> = RecordKind<P>>(what: RecordName<P> | RecordFilter<Kind, RuleCode<P>>, { limit, ...options }?: {
		limit?: number | Limit;
	} & AsyncOptions): Promise<RecordOf<Kind, P> | null>;
	/**
	 * As `run`, for `for await`: what happens, record by record, and no further than they are asked for. There is no bound on
	 * how many. Who ends the loop or calls it off keeps what happened.
	 */
	runAsync<Kind extends RecordKind<P> = RecordKind<P>>(ms: number, filter?: RecordFilter<Kind, RuleCode<P>>, options?: Pick<AsyncOptions, "signal">): AsyncGenerator<RecordOf<Kind, P>, void, undefined>;
	/**
	 * Goes on to the first event that has a record of this kind, rule code or verb, one that passes a filter, or one that
	 * the predicate accepts; stops right after it, or at the limit. The predicate may look at the simulation.
	 * @returns what happened on the way, whether it came or not; `found` is what was waited for, or null
	 * @throws RingleaderError `busy` for a change made by the predicate, or as `run`
	 */
	runUntil(target: RecordGoal<P> | RecordPredicate<P>, limit?: Limit): RecordsUntil<P>;
	/**
	 * Watches fields of nodes while the run goes on, at the speed of the engine: the callback is called only after an event
	 * that changed one of them, as it happens, in whatever call. Of a `log` it is shown every entry. `act` tells once, of
	 * what its lines came to; `seek` and `switchTo` are no change. The callback may look at the simulation, not change it;
	 * what it throws stops the call right after that event, and is thrown by it.
	 * @param what - the fields, by the names that they have in frames
	 * @returns a function that ends it
	 * @throws RingleaderError `unknown-field`
	 */
	watch<Field extends NodeField<P>>(what: WatchOptions<Field>, callback: Watcher<Field, P>): Unwatch;
	/**
	 * Plays lines of moves at the cursor: a text, or a list of lines such as `moves` makes. Before the end that starts a branch, unless the branch does
	 * the same there.
	 * @returns what happened
	 * @throws RingleaderError `scenario`, with nothing changed; `bound-branches`, `bound-settle`, `bound-text`, or as `run`
	 */
	act(moves: string | readonly string[]): EventRecord<P>[];
	/**
	 * Works for about so many hashes on what a move at the cursor will come to. Nothing happens: the same `act` is then
	 * quick, where placing a million keys at once would take long.
	 * @returns whether there is more to do
	 * @throws RingleaderError `scenario`
	 */
	prepare(move: string, hashes?: number): boolean;
	/** The cursor's instant, in ms. */
	get now(): number;
	/** How many events happened up to the cursor. */
	get position(): number;
	/** What the run weighs, in bytes: see `bytesMax`. It is weighed anew every thousand events or so. */
	get bytes(): number;
	/** How many events of this branch are known. */
	get length(): number;
	/** The latest instant known of this branch, in ms. */
	get endTime(): number;
	/** The seed, given or drawn. */
	get seed(): number;
	/** The known bugs that are switched on. */
	get bugs(): Of<"bug", P>[];
	/** The protocol's name, as in the scenario. */
	get protocol(): P;
	/** Goes to a position, clamped to what is known; now is that event's time. */
	seek(position: number): void;
	/** Goes to an instant in ms, clamped to what is known; what happens at it has happened. */
	seekTime(ms: number): void;
	/** Goes back by so many events, to the start at most. */
	stepBack(n?: number): void;
	/**
	 * What is at the cursor. Of logs it shows the newest 30 entries unless others are asked for, so that a frame costs as
	 * much in a long run as in a short one: every entry says its index, and `lastIndex` how long the log is.
	 */
	frame(options?: FrameOptions): Frame<P>;
	/**
	 * All that can happen next, as lines for `act`, each of which has an effect at the cursor: `deliver` for each message
	 * under way that its end can take, in the order of sending; then `fire` for each timer pending at a node that is up, by
	 * node, then in the order of the protocol's list. What the network is about to lose, or goes to a node that is down, is
	 * lost when it is delivered; a hold does not stop it. With `faults` also `drop` and `duplicate` of each message, then by
	 * node `crash` or `restart`, `pause` or `resume`, and `cut`, then `release` and `heal`, wherever they change something.
	 * Moves that need a value of yours are not among them, and what clients do by themselves comes with time only. Of a
	 * protocol in which nothing is under way there are none.
	 */
	enabled(options?: {
		faults?: boolean;
	}): EnabledMove<P>[];
	/**
	 * The records of positions `from < p <= to` of this branch that are wanted, wherever the cursor is. An array holds all
	 * of them: of a long span without a filter take `history`.
	 * @throws RingleaderError `unknown-kind`, `unknown-code`, `unknown-node`; `bound-records`
	 */
	events<Kind extends RecordKind<P> = RecordKind<P>>(filter?: RecordFilter<Kind, RuleCode<P>>): RecordOf<Kind, P>[];
	/**
	 * The same one by one, made while they are asked for: any span can be gone through, a million events too. It stays in
	 * the branch, and before the end, that it began with, whatever is done meanwhile.
	 * @throws RingleaderError `unknown-kind`, `unknown-code`, `unknown-node`
	 */
	history<Kind extends RecordKind<P> = RecordKind<P>>(filter?: RecordFilter<Kind, RuleCode<P>>): Generator<RecordOf<Kind, P>, void, undefined>;
	/**
	 * As `history`, for `for await`, with a turn for everybody else between its parts: a filter that nothing passes, too, can
	 * be called off.
	 */
	historyAsync<Kind extends RecordKind<P> = RecordKind<P>>(filter?: RecordFilter<Kind, RuleCode<P>>, options?: Pick<AsyncOptions, "signal">): AsyncGenerator<RecordOf<Kind, P>, void, undefined>;
	/**
	 * Ids of the records, in the events that lead to positions `from < p <= to` of this branch, at which a known bug
	 * that is switched on made a difference: the first record of each such event that the algorithm as published would
	 * not have had. So a violation's origin is found. Each event of the span is done twice: a run of a million takes
	 * seconds, so ask for parts.
	 */
	deviations(span?: PositionSpan): string[];
	/** As `deviations`, for `for await`, with a turn for everybody else between its parts. */
	deviationsAsync(span?: PositionSpan, options?: Pick<AsyncOptions, "signal">): AsyncGenerator<string, void, undefined>;
	/**
	 * The marks of this branch, in order. Of more than 20,000, or of fewer if the run would weigh more than `bytesMax`,
	 * every other one of the most frequent sort is left out: of a long run with many commits, commits.
	 * @param filter - which of them are wanted: what is new since a position, or of some kinds
	 * @throws RingleaderError `unknown-kind`
	 */
	moments(filter?: MomentFilter<MomentKind<P>>): Moment<P>[];
	/**
	 * The history as canonical text, a line a record.
	 * @throws RingleaderError `bound-records`
	 */
	trace(span?: PositionSpan): string;
	/** 16 hex digits over the trace from the start to the cursor. */
	hash(): string;
	/**
	 * 32 hex digits over all that decides how the run can go on from the cursor, the same where the same can follow:
	 * states of nodes and of keys, pending timers by name, who is up, paused or down, messages under way in no order, cuts and holds,
	 * whether messages are lost or doubled never, sometimes or always, clients, options but for durations, and what the
	 * watched properties remember that decides their verdicts. Not ids, positions, instants, durations, clock rates,
	 * causes, the seed, nor how any of it came about: two ways to one state have one fingerprint. Comparable between runs
	 * of one version, both with properties watched or both without.
	 */
	fingerprint(): string;
	/** The lines of history, by id; 0 is the first. */
	get branches(): BranchView[];
	/** The id of the branch that the cursor is in. */
	get branch(): number;
	/**
	 * Goes to another branch, to the same instant of it, or its end if that is earlier.
	 * @throws RingleaderError `unknown-branch`
	 */
	switchTo(id: number): void;
	/**
	 * Drops a branch, and those that left it: not the root, and not one that the cursor is in. The ids of all others stay;
	 * the id of one that was dropped may be given again.
	 * @throws RingleaderError `unknown-branch`, `kept-branch`
	 */
	dropBranch(id: number): void;
	/**
	 * An independent run that has come to this cursor: one branch, and no future that is known. What is large is shared, so
	 * there can be thousands of them; each is disposed of by itself. Watches stay with this one.
	 */
	fork(): Simulation<P>;
	/** How the properties stand at the cursor; empty if none is watched. */
	properties(): PropertyView<P>[];
	/**
	 * The text that replays this branch exactly, with the cursor where it is: what was written, comments too, and below it
	 * what was done besides.
	 */
	scenario(): string;
	/**
	 * A link to this run, with the cursor where it is; comments are left out.
	 * @param base - the address of a page; a fragment of it is replaced
	 * @throws RingleaderError `bound-link`
	 */
	link(base?: string): string;
	/** Frees the run's memory; any later use throws. */
	dispose(): void;
	[Symbol.dispose](): void;
}
/** What came of one seed. Moments are counted by kind, so that the table fits every protocol. */
export interface SweepOutcome {
	seed: number;
	events: number;
	messages: number;
	/** Per kind of moment how many there were, and when the first one was, in ms. */
	moments: Record<string, {
		count: number;
		first: number;
	}>;
	violated: {
		property: string;
		at: number | null;
	}[];
}
/** Events, messages, violated properties; of a kind of moment how many there were, or when the first one was. */
export type SweepColumn = "events" | "messages" | "violations" | MomentKind | `first ${MomentKind} (ms)`;
/** What stands in a column. */
export type Cell<Column extends SweepColumn> = Column extends `first ${string} (ms)` ? number | null : number;
/** Seeds from first to last, both included. */
export interface SeedRange {
	first: number;
	last: number;
}
/** What a scenario is played with, seed by seed. */
export interface SweepOptions {
	/** A range, or one after the other. */
	seeds: SeedRange | Iterable<number>;
	/** To this instant, in ms. Without it: to the end of the moves, or 5,000 ms where there are none. */
	until?: number | undefined;
	/** More events than this with one seed stop the sweep with an error: 10,000,000 unless it is set. */
	eventsMax?: number | undefined;
	/** False: no property is watched, which is faster, and none is violated. */
	properties?: boolean | undefined;
}
/** How far a sweep has come. */
export interface SweepProgress {
	/** Seeds that are done. */
	done: number;
	/** How many there are. */
	of: number;
	/** The one that is played, and how far that is. */
	seed: number;
	position: number;
	now: number;
}
/** A row: the seed, and the columns that were asked for. */
export type SweepRow<Column extends SweepColumn> = {
	seed: number;
} & {
	[Name in Column]: Cell<Name>;
};
/** Rows as they come, for `for await`, or all of them. */
export interface Sweep<Row> extends AsyncGenerator<Row, void, undefined> {
	toArray(): Promise<Row[]>;
}
/** Plays a scenario with many seeds. */
export interface SweepCall {
	/**
	 * Plays a scenario with each of many seeds, and gives a row of each as soon as it is done.
	 * @param options - the seeds; `columns`, if only some are wanted, by the names that the command line prints them with
	 * @throws the rows reject with RingleaderError `argument`, `unknown-kind`, `bound-events`, or as `Simulation`; called off,
	 *   with the signal's `reason`: the rows that came stay
	 */
	<const Column extends SweepColumn>(scenario: string | ScenarioOptions, options: SweepOptions & {
		columns: readonly Column[];
	}, hearing?: AsyncOptions<SweepProgress>): Sweep<SweepRow<Column>>;
	/** The same with all there is to say of each seed. */
	(scenario: string | ScenarioOptions, options: SweepOptions & {
		columns?: undefined;
	}, hearing?: AsyncOptions<SweepProgress>): Sweep<SweepOutcome>;
}
/** A value of a message made by hand, as `inject` takes it: null is `none`. */
export type FieldValue = number | boolean | null | string | readonly FieldValue[];
/** A node, those of a zone, or whichever it is then. */
export type NodeTarget = EndpointId | "leader" | "follower" | "all";
/** How far the run goes between moves, and where its cursor stands at last. */
export type TimeMove = {
	verb: "run";
	ms: number;
} | {
	verb: "step";
	events: number;
} | {
	verb: "seek";
	position: number;
} | {
	verb: "seek";
	ms: number;
};
/** A move of a cluster of nodes. */
export type ClusterMove<P extends ProtocolName = ProtocolName> = TimeMove
/** Without a number, all that is under way and what that causes. */
 | {
	verb: "settle";
	messages: number | null;
}
/** To the leader it knows, unless a node is named. */
 | {
	verb: "request";
	client: EndpointId;
	node: EndpointId | null;
	command: string;
}
/** With `losing`, the disk lied: so many finished writes are lost, too. */
 | {
	verb: "crash";
	node: NodeTarget;
	losing?: number;
} | {
	verb: "restart" | "pause" | "resume";
	node: NodeTarget;
} | ({
	verb: "cut";
} & CutEnds) | {
	verb: "hold" | "release";
	from: EndpointId;
	to: EndpointId;
} | {
	verb: "heal";
} | ({
	verb: "network";
} & NetworkChange)
/** In percent. */
 | {
	verb: "clock";
	node: EndpointId;
	rate: number;
} | ({
	verb: "disk";
	node: EndpointId;
} & DiskChange)
/** A request every so many ms; null ends it. */
 | {
	verb: "workload";
	client: EndpointId;
	every: number | null;
} | {
	verb: "fire";
	node: EndpointId;
	timer: Of<"timer", P>;
}
/** A message by its id, `m17`, or by its name, `n2->n1 RequestVote #1`: see `messageName`. */
 | {
	verb: "drop" | "duplicate" | "deliver";
	message: string;
} | {
	verb: "delay";
	message: string;
	ms: number;
} | {
	verb: "inject";
	from: EndpointId;
	to: EndpointId;
	message: Of<"message", P>["kind"];
	fields: Readonly<Record<string, FieldValue>>;
};
/** Which links are cut: between groups, both ways; from some to others, one way; or of some nodes from all other nodes. */
export type CutEnds = LinkEnds | {
	nodes: readonly NodeTarget[];
};
/**
 * What the network does from now on: something is set of all links, or of those between some ends; or messages on a link may
 * no longer overtake each other, or may again.
 */
export type NetworkChange = LinkChange | (LinkChange & LinkEnds) | {
	order: "fifo" | "any";
};
type DiskChange = {
	slow: number;
} | {
	change: "stall" | "ok" | "finish";
};
/** A move, told apart by `verb`; each can have notes, which stand above its line as comments. */
export type Move<P extends ProtocolName = ProtocolName> = Of<"move", P> & {
	notes?: readonly string[];
};
/** Builders of lines that only some protocols have. Each folder adds its own. */
export interface OwnMoves {
	/** In placement, a key is looked up: a number, or a text. */
	lookup(key: number | string): string;
	/** In placement, a node joins. */
	join(node: EndpointId, weight?: number | null): string;
	/** In placement, a node leaves. */
	leave(node: EndpointId): string;
	/** In placement, a number, a weight or an option changes. */
	change(change: PlacementChange): string;
}
declare const clusterMoves: {
	/** Lets so many ms pass. */
	run: (ms: number) => string;
	/** Lets so many events happen. */
	step: (events?: number) => string;
	/** Delivers what is under way, and what that causes, now: all of it, or so many messages. */
	settle: (messages?: number | null) => string;
	/** Where the cursor stands at last; the last line of a scenario. */
	seek: (to: {
		position: number;
	} | {
		ms: number;
	}) => string;
	/** A client asks for something, the first one unless another is named. */
	request: (command: string, { client, node }?: Asked) => string;
	/** With a number, that many finished writes are lost, too: the disk lied of them. */
	crash: (node: NodeTarget, losing?: number) => string;
	restart: (node: NodeTarget) => string;
	pause: (node: NodeTarget) => string;
	resume: (node: NodeTarget) => string;
	/** Cuts links. */
	cut: (ends: CutEnds) => string;
	/** Cuts all links between each two of these groups. */
	partition: (groups: readonly (readonly EndpointId[])[]) => string;
	/** Makes messages wait on a link. */
	hold: (from: EndpointId, to: EndpointId) => string;
	/** Lets them go. */
	release: (from: EndpointId, to: EndpointId) => string;
	/** Ends all cuts and holds. */
	heal: () => string;
	/** Of all links, or of those between ends: `moves.network({ latency: "80ms", groups: [["n1"], ["n2", "n3"]] })`. */
	network: (change: NetworkChange) => string;
	/** The timers of a node run at so many percent. */
	clock: (node: EndpointId, rate: number) => string;
	/** A node's disk gets slower (ms), stalls, goes on, or finishes its first write now. */
	disk: (node: EndpointId, change: DiskChange) => string;
	/** A client asks every so many ms; null ends it. */
	workload: (client: EndpointId, every: number | null) => string;
	/** Makes a timer fire now. */
	fire: (node: EndpointId, timer: Of<"timer">) => string;
	drop: (message: string) => string;
	duplicate: (message: string) => string;
	deliver: (message: string) => string;
	/** Lets a message arrive so many ms later. */
	delay: (message: string, ms: number) => string;
	/** Sends a message made by hand. */
	inject: (from: EndpointId, to: EndpointId, message: Of<"message">["kind"], fields?: Readonly<Record<string, FieldValue>>) => string;
};
/** Who asks, and whom first. */
export interface Asked {
	client?: EndpointId;
	node?: EndpointId | null;
}
/** A scenario as data: what its header says, and its moves in order. */
export type Scenario<P extends ProtocolName = ProtocolName> = P extends unknown ? Omit<ScenarioOptions<P>, "moves"> & {
	moves: readonly (Move<P> | string)[];
	/** Its comments on top and within the header. Those above a move and beside it are the move's. */
	notes?: readonly string[];
	/** Those below the last line. */
	below?: readonly string[];
} : never;
/** What one engine offers, as the entries of the package do. */
export interface Library {
	/** Runs of the protocols that this engine has. */
	readonly Simulation: typeof Simulation;
	/** Plays a scenario with many seeds. */
	readonly sweep: SweepCall;
	/** What it has, known without a run. */
	readonly catalog: Catalog;
	/** Placement strategies, where the engine has them. */
	readonly placement: PlacementApi;
	/**
	 * A scenario's text as data, which can be changed and printed again. Nothing runs: what its options do not allow together
	 * is told when it is opened.
	 * @throws RingleaderError `scenario`, with line, column and what was expected
	 */
	parse(text: string): Scenario;
	/**
	 * The text of a scenario as data. What `parse` gave prints as a text that opens as the same run, and as data again.
	 * @throws RingleaderError `argument`, with what fits no line
	 */
	print<P extends ProtocolName = ProtocolName>(scenario: Scenario<P> | ScenarioOptions<P>): string;
}
/** The codes of errors that a run of a protocol can throw, and those of whatever has no protocol. */
export type ErrorCode<P extends ProtocolName = ProtocolName> = Of<"error", P> | ("scenario" | "argument" | "range" | "refused") | ("unknown-kind" | "unknown-code" | "unknown-node" | "unknown-field" | "unknown-branch" | "kept-branch") | ("link" | "link-version" | "busy" | "disposed" | "not-loaded" | "worker" | "engine" | "no-chance") | ("bound-events" | "bound-open" | "bound-records" | "bound-in-flight" | "bound-bytes" | "bound-text") | ("bound-settle" | "bound-branches" | "bound-link");
/**
 * What a caller did wrong, or which bound a call met. Nothing was changed, unless the bound is on a call's work.
 *
 * Codes:
 * - `scenario`: a text, with its place
 * - `argument`: no value of the kind that was asked for
 * - `range`: longer than a run can be
 * - `refused`: a placement that is not possible
 * - `unknown-kind`, `unknown-code`, `unknown-node`, `unknown-field`, `unknown-branch`: there is none of that name or number
 * - `kept-branch`: a branch that cannot be dropped
 * - `link`, `link-version`: a link that is none or is damaged, or one of another version
 * - `busy`: a change asked for by a predicate of `runUntil` or a watch; records of a branch whose records only it can tell
 * - `disposed`: after `dispose`
 * - `not-loaded`: a slim engine before `init`; an element before `ready`
 * - `worker`: a worker that does not run, was terminated, or said what cannot be read
 * - `engine`: a bug of ours, or an engine that cannot be had
 * - `no-chance`: no source of seeds
 * - a bound, whose name stands in the message and in `catalog.bounds`: `bound-events`, `bound-open`, `bound-records`,
 *   `bound-in-flight`, `bound-bytes`, `bound-text`, `bound-settle`, `bound-branches`, `bound-moves`, `bound-work`, `bound-link`,
 *   `bound-placement`
 */
export declare class RingleaderError extends Error {
	readonly name = "RingleaderError";
	/** A word for programs. */
	readonly code: ErrorCode;
	/** For text: the line, from 1. */
	readonly line: number | null;
	/** For text: the column in characters, from 1. */
	readonly column: number | null;
	/** For text: what could stand there. */
	readonly expected: string | null;
	constructor(code: ErrorCode, message: string, place?: {
		line?: number | null;
		column?: number | null;
		expected?: string | null;
	});
}
/** The longest link, in characters: what mail, chat and servers still carry. */
export declare const LINK_LENGTH_MAX = 6000;
/**
 * What a move calls a message so that it means the same after edits of what came before: `n2->n1 RequestVote #1` is, of
 * those of that kind under way on that link, the one sent first.
 * @param messages - those of the frame in which the move is to be made
 * @returns the name of the message of that id; the id itself, which a move takes as well, if it is not among them
 */
export declare function messageName(messages: readonly MessageView[], id: string): string;
type Own = "runUntil" | "watch" | "fork" | "dispose" | typeof Symbol.dispose | "history";
type Far<Member> = Member extends (...given: infer Given) => infer Value ? (...given: Given) => Value extends AsyncGenerator ? Value : Promise<Awaited<Value>> : Promise<Member>;
/** A simulation in a worker: the same members, each a promise; what it throws rejects it. */
export type RemoteSimulation<P extends ProtocolName = ProtocolName> = {
	readonly [Name in Exclude<keyof Simulation<P>, Own>]: Far<Simulation<P>[Name]>;
} & {
	/** As in a simulation, for a name or a filter: a predicate cannot go to a worker. */
	runUntil(target: RecordGoal<P>, limit?: Limit): Promise<RecordsUntil<P>>;
	/**
	 * As in a simulation, but told when it is over: the callback looks at what it is given, since the run may have gone on.
	 * It is called before the call that made the change comes back.
	 * @returns a function that ends it
	 */
	watch<Field extends NodeField<P>>(what: WatchOptions<Field>, callback: Watcher<Field, P>): Promise<() => Promise<void>>;
	/** As in a simulation, for `for await`; what is not gone through is not made. */
	history<Kind extends RecordKind<P> = RecordKind<P>>(filter?: RecordFilter<Kind, RuleCode<P>>): AsyncGenerator<RecordOf<Kind, P>, void, undefined>;
	/** As in a simulation: a run of its own, in the same worker. */
	fork(): Promise<RemoteSimulation<P>>;
	/** Frees the run's memory in the worker. */
	dispose(): Promise<void>;
	[Symbol.asyncDispose](): Promise<void>;
};
/** The engine of a worker. */
export interface RemoteEngine {
	/** As `Simulation.open` there. */
	open<P extends ProtocolName = ProtocolName>(scenario: string | ScenarioOptions<P>, options?: SimulationOptions<P> & AsyncOptions): Promise<RemoteSimulation<P>>;
	/** As `Simulation.fromLink` there. */
	fromLink<P extends ProtocolName = ProtocolName>(url: string, options?: SimulationOptions<P>): Promise<RemoteSimulation<P>>;
	/** As `sweep` there. */
	sweep: SweepCall;
	/** Terminates the worker, or closes the port. What is pending rejects, and whatever is asked for later. */
	terminate(): void;
}
/** What is needed of a worker, or of a port to one: those of browsers have `addEventListener`, those of Node `on`. */
export interface WorkerLike {
	postMessage(message: unknown): void;
	addEventListener?(type: string, listener: (event: object) => void): void;
	on?(type: string, listener: (told: unknown) => void): unknown;
	/** Of a port. */
	start?(): void;
	close?(): void;
	/** Of a worker. */
	terminate?(): unknown;
}
/**
 * The engine of a worker that runs `import "ringleader/worker"`, or of whoever calls `serve` at the other end of a port.
 * It need not listen yet: what is asked waits until it does.
 * @param worker - a `Worker` of a browser or of Node's `worker_threads`, a `MessagePort`, or what else has `postMessage`
 * @throws a promise rejects with RingleaderError `worker` if the worker does not run, was terminated, or cannot be read;
 *   `argument` for what cannot go there, such as a function; else as in a simulation
 */
export declare function connect(worker: WorkerLike): RemoteEngine;
/** A record as a sentence. */
export declare function describe(record: EventRecord, locale?: string): string;
/** A text in which something is counted. */
export interface CountedText {
	/** With places `{name}`; that of a parameter that is counted is filled with its form. */
	text: string;
	/** By parameter, a form for each plural category of the language that reads differently, and `other` for the rest. */
	forms: {
		[parameter: string]: {
			[category: string]: string;
			other: string;
		};
	};
}
/** A text with places `{name}`, or one that reads differently by a number. */
export type LocaleText = string | CountedText;
/** Texts by key, or explanations by what they explain. */
export interface LocalePart {
	[key: string]: LocaleText | LocalePart | readonly string[] | null;
}
/**
 * A language, or some of its texts: as a folder of `www/src/texts/` holds it, a part for each file, by the file's name
 * without `.json`.
 */
export interface LocaleTexts {
	[part: string]: LocalePart;
}
/** The tags of the languages that there are: those of the package, and those that were registered. */
export declare const locales: () => string[];
/**
 * Texts of a language of one's own, or other texts for some keys of one that there is, for `describe` and for every
 * element that opens from then on. What is left out is said as before, and of a new language in English. Rejects with a
 * `RingleaderError` of code `argument` that names each text that is not one of the package's, lacks a place `{name}` or
 * has one too many; nothing is registered then.
 */
export declare function registerLocale(name: string, texts: LocaleTexts): Promise<void>;
/** Builders of lines, a verb each: what is given stands quoted where it has to be, and what fits no line is refused. */
export declare const moves: typeof clusterMoves & OwnMoves;
/**
 * The line of a move, as `act` and scenarios take it.
 * @throws RingleaderError `argument`, with the part of it that fits no line
 */
export declare const lineOf: <P extends ProtocolName = ProtocolName>(move: Move<P>) => string;
/** Protocols with their options, rules and properties, and the scenarios of the gallery. Made when it is first read. */
export declare const catalog: Catalog;
/** Placement: which node owns a key. */
export declare const placement: PlacementApi;
/**
 * A scenario's text as data, which can be changed and printed again. Nothing runs: what its options do not allow together
 * is told when it is opened.
 * @throws RingleaderError `scenario`, with line, column and what was expected
 */
export declare const parse: Library["parse"];
/**
 * The text of a scenario as data. What `parse` gave prints as a text that opens as the same run, and as data again.
 * @throws RingleaderError `argument`, with what fits no line
 */
export declare const print: Library["print"];
/** Plays a scenario with many seeds and tabulates what came of each, in slices that can be called off. */
export declare const sweep: Library["sweep"];
/**
 * The parameters of each rule of Paxos, by its code, as the engine declares them. Counts are whole numbers. The catalog
 * has each rule's section of "Paxos Made Simple" (Lamport 2001).
 */
export interface PaxosRules {
	/** Phase 1 (a): a new ballot, above all that the proposer has seen or tried. */
	"paxos.ballot.started": {
		ballot: Ballot;
		needed: number;
	};
	/** The highest round that was seen or tried is the greatest that there is (`COUNT_MAX`): no ballot is above it. */
	"paxos.ballot.no-round-left": {
		round: number;
	};
	/** A promise arrived; `promises` of the `needed` now. */
	"paxos.promise.counted": {
		acceptor: EndpointId;
		ballot: Ballot;
		promises: number;
		needed: number;
	};
	/** Phase 2 (a): of the proposals that the promises report, the one with the highest ballot decides the value. */
	"paxos.value.adopted": {
		ballot: Ballot;
		value: string;
		acceptedBallot: Ballot;
	};
	/** No promise reports a proposal: the proposer is free to propose its own value. */
	"paxos.value.free": {
		ballot: Ballot;
		value: string;
	};
	/** Phase 2 (a): a majority promised, so the proposal is issued. */
	"paxos.proposal.issued": {
		ballot: Ballot;
		value: string;
		promises: number;
		needed: number;
	};
	/** An acceptor has promised a higher ballot: the proposer gives its own up. */
	"paxos.ballot.abandoned": {
		ballot: Ballot;
		acceptor: EndpointId;
		promised: Ballot;
	};
	/** No majority answered in time: the proposer gives its ballot up. */
	"paxos.ballot.timed-out": {
		ballot: Ballot;
		answers: number;
		needed: number;
	};
	/** An answer to a ballot, or to a phase of it, that is over. */
	"paxos.answer.ignored": {
		ballot: Ballot;
		acceptor: EndpointId;
	};
	/** Phase 1 (b): nothing below this ballot will be accepted any more. */
	"paxos.promise.given": {
		proposer: EndpointId;
		ballot: Ballot;
		acceptedBallot: Ballot | null;
	};
	/** This very ballot is promised already: the same answer again. */
	"paxos.promise.repeated": {
		proposer: EndpointId;
		ballot: Ballot;
		acceptedBallot: Ballot | null;
	};
	/** A higher ballot is promised: no promise. */
	"paxos.prepare.refused": {
		proposer: EndpointId;
		ballot: Ballot;
		promised: Ballot;
	};
	/** Phase 2 (b), P1a: no higher ballot is promised, so the proposal is accepted. */
	"paxos.accept.accepted": {
		proposer: EndpointId;
		ballot: Ballot;
		value: string;
	};
	/** This very proposal is accepted already: the same answer again. */
	"paxos.accept.repeated": {
		proposer: EndpointId;
		ballot: Ballot;
		value: string;
	};
	/** P1a: a higher ballot is promised, so the proposal is refused. */
	"paxos.accept.refused": {
		proposer: EndpointId;
		ballot: Ballot;
		promised: Ballot;
	};
	/** An acceptor accepted this proposal; `accepts` of the `needed` now. */
	"paxos.accepted.counted": {
		acceptor: EndpointId;
		ballot: Ballot;
		accepts: number;
		needed: number;
	};
	/** A majority accepted one proposal: its value is chosen, and now this node knows. */
	"paxos.value.learned": {
		ballot: Ballot;
		value: string;
		accepts: number;
		needed: number;
	};
	/** Somebody who knows told this node what is chosen. */
	"paxos.value.told": {
		by: EndpointId;
		ballot: Ballot;
		value: string;
	};
	/** A learner that came back asks the acceptors what they have accepted. */
	"paxos.learn.asked": Record<never, never>;
	/** An acceptor tells a learner what it has accepted. */
	"paxos.learn.answered": {
		learner: EndpointId;
		ballot: Ballot;
	};
	/** An acceptor has accepted nothing that it could tell. */
	"paxos.learn.unanswered": {
		learner: EndpointId;
	};
	/** The node tells its client the chosen value, which may be another's. */
	"paxos.request.answered": {
		client: EndpointId;
		value: string;
	};
	/** The node has a ballot on its way already; the client waits for what will be chosen. */
	"paxos.request.waiting": {
		client: EndpointId;
		value: string;
	};
	/** The node does not propose itself: the value goes to one that does. */
	"paxos.request.forwarded": {
		client: EndpointId;
		value: string;
		proposer: EndpointId;
	};
	/** A proposer got a value from another node. */
	"paxos.forward.received": {
		by: EndpointId;
		value: string;
	};
	/** A majority has accepted this proposal, at any time: its value is chosen, whoever knows. */
	"paxos.value.chosen": {
		ballot: Ballot;
		value: string;
		accepts: number;
		needed: number;
	};
}
/** What the frames and records of a Paxos run are made of. */
export interface PaxosTypes extends ProtocolTypes {
	header: ClusterHeader;
	options: PaxosOptions;
	bug: PaxosBug;
	frame: PaxosFrame;
	message: PaxosMessage;
	rule: RuleRecordOf<PaxosRules, PaxosMoments>;
	moment: PaxosMoments[keyof PaxosMoments];
	move: ClusterMove<"paxos">;
	verb: ClusterVerb;
	noEffect: ClusterNoEffect;
	kind: ClusterKind;
	timer: "phase" | "retry";
	property: PaxosProperty;
	error: never;
}
/** The rules that are also moments, with the kind that their records have. */
export interface PaxosMoments {
	"paxos.ballot.started": "ballot-started";
	"paxos.proposal.issued": "proposal-issued";
	"paxos.value.learned": "value-learned";
	"paxos.value.chosen": "value-chosen";
}
/** What `set` takes in Paxos. Nodes are a list like `[n1 n5]`, or `all`; one node may be `none`. */
export interface PaxosOptions extends ClusterOptions {
	proposers: string;
	learners: string;
	distinguished: string;
	inform: boolean;
	"phase-timeout": string;
	retry: string;
	nack: boolean;
}
/** The known bugs of Paxos: each a rule switched off. */
export type PaxosBug = "ignore-accepted-value" | "adopt-lowest-ballot" | "forget-promise-on-restart" | "forget-accepted-on-restart" | "minority-quorum" | "accept-below-promise" | "accept-keeps-promise" | "shared-ballots" | "reuse-round-after-restart" | "learn-from-one-accept" | "answer-before-written";
/** The properties that a Paxos run is watched for. */
export type PaxosProperty = "one-value-chosen" | "chosen-was-proposed" | "learned-was-chosen" | "accepts-keep-promises" | "promise-never-falls" | "proposals-carry-the-choice" | "ballots-are-unique" | "a-value-is-chosen" | "an-earlier-value-is-adopted";
/**
 * What is, at the cursor of a Paxos run. `chosen` and `ballots` are knowledge that no node has; without checks
 * (`{ properties: false }`) they are null and empty.
 */
export interface PaxosFrame extends ClusterFrame<PaxosNode, PaxosMessage> {
	protocol: "paxos";
	/** Who proposes and who learns; every node is an acceptor. */
	roles: {
		proposers: EndpointId[];
		learners: EndpointId[];
		distinguished: EndpointId | null;
	};
	/** How many acceptors are a majority. */
	needed: number;
	/** The proposal chosen first, and the position of the event that made it so; whoever knows. */
	chosen: {
		ballot: Ballot;
		value: string;
		position: number;
	} | null;
	/** Ballots of the run, the lowest first: at most 64; of more, those that nobody accepted are left out first. */
	ballots: BallotView[];
	/** How many ballots of the run `ballots` leaves out. */
	ballotsLeftOut: number;
}
/** The number of a proposal, "3.n2": round 3, issued by n2; a bare round with `bug shared-ballots`. */
export type Ballot = string;
/** A ballot with the value proposed in it. */
export interface Proposal {
	ballot: Ballot;
	value: string;
}
/** What became of one ballot. */
export interface BallotView {
	ballot: Ballot;
	/** Who started it; null if a message made by hand or a given state named it first. */
	proposer: EndpointId | null;
	/** What its proposer would propose if no promise reported anything: what it was asked for. */
	own: string | null;
	/** The value proposed in it, once it is. */
	value: string | null;
	/** Who promised it, in the order of nodes. */
	promised: EndpointId[];
	/** Who refused its Prepare or its Accept. */
	refused: EndpointId[];
	/** Who accepted what. */
	accepted: Record<EndpointId, string>;
	/** Whether a majority promised. */
	promisedByMajority: boolean;
	/** The value that a majority accepted in it. */
	chosen: string | null;
}
/** A Paxos node. */
export interface PaxosNode extends NodeBase {
	/** Durable: the highest ballot promised. */
	promised: Ballot | null;
	/** Durable: the proposal accepted last. */
	accepted: Proposal | null;
	/** Durable: the highest round tried as a proposer. */
	tried: number;
	/** Volatile: its latest ballot since it started. */
	proposal: PaxosProposal | null;
	/** Volatile: what it knows to be chosen. */
	learned: Proposal | null;
}
/** A ballot as its proposer knows it. */
export interface PaxosProposal {
	ballot: Ballot;
	/** Waiting for promises, waiting to be accepted, accepted by a majority, or given up. */
	phase: "prepare" | "accept" | "chosen" | "abandoned";
	/** By acceptor, its own included. */
	promises: Record<EndpointId, PromiseAnswer>;
	accepts: Record<EndpointId, AcceptAnswer>;
	/** Of the proposals that promises reported, the one whose value it has to propose. */
	reported: Proposal | null;
	/** What it proposes, once a majority has promised. */
	value: string | null;
}
/** What a proposer knows of a promise it asked for. */
export type PromiseAnswer = "promised" | "refused" | "awaited";
/** What a proposer knows of an acceptor that it asked to accept. */
export type AcceptAnswer = "accepted" | "refused" | "awaited";
/** Phase 1 (a): a proposer asks for promises (Paxos Made Simple 2.2). */
export interface Prepare {
	kind: "Prepare";
	fields: {
		ballot: Ballot;
	};
}
/** Phase 1 (b): nothing below the ballot will be accepted; with the highest lower proposal accepted, if any (2.2). */
export interface PromiseMessage {
	kind: "Promise";
	fields: {
		ballot: Ballot;
		acceptedBallot: Ballot | null;
		acceptedValue: string | null;
	};
}
/** Phase 2 (a): a proposer asks to accept its proposal (2.2). */
export interface Accept {
	kind: "Accept";
	fields: {
		ballot: Ballot;
		value: string;
	};
}
/** Phase 2 (b): an acceptor has accepted; to the proposer and the learners (2.3). */
export interface Accepted {
	kind: "Accepted";
	fields: {
		ballot: Ballot;
		value: string;
	};
}
/** An acceptor has promised a higher ballot (end of 2.2). */
export interface Nack {
	kind: "Nack";
	fields: {
		ballot: Ballot;
		promised: Ballot;
	};
}
/** A learner asks what an acceptor has accepted; answered by Accepted, if anything (2.3). */
export interface Learn {
	kind: "Learn";
	fields: Record<never, never>;
}
/** Somebody who knows the chosen value tells it (2.3). */
export interface Chosen {
	kind: "Chosen";
	fields: {
		ballot: Ballot;
		value: string;
	};
}
/** A node that does not propose hands a client's value to one that does (2.4). */
export interface Forward {
	kind: "Forward";
	fields: {
		value: string;
	};
}
/** What Paxos nodes send each other, told apart by `kind`. */
export type PaxosMessage = Prepare | PromiseMessage | Accept | Accepted | Nack | Learn | Chosen | Forward;
/** The parameters of each decision of placement, by its code. Angles are degrees from the top, as text. */
export interface PlacementRules {
	"placement.built": {
		strategy: string;
		nodes: number;
		keys: number;
		points: number;
	};
	"placement.key.hashed": {
		key: string;
		hash: string;
		value: string;
	};
	"placement.key.positioned": {
		key: string;
		degrees: string;
	};
	"placement.walk.point-found": {
		node: EndpointId;
		degrees: string;
	};
	"placement.probe.nearest": {
		probe: number;
		probes: number;
		node: EndpointId;
	};
	"placement.walk.node-full": {
		node: EndpointId;
		load: number;
		bound: number;
	};
	"placement.remainder.taken": {
		key: string;
		divisor: number;
		remainder: number;
		node: EndpointId;
	};
	"placement.jump.landed": {
		bucket: number;
		jumps: number;
		node: EndpointId;
	};
	"placement.table.read": {
		entry: number;
		size: number;
		node: EndpointId;
	};
	"placement.slot.computed": {
		slot: number;
		slots: number;
		node: EndpointId;
	};
	"placement.score.highest": {
		node: EndpointId;
		nodes: number;
	};
	"placement.owner.found": {
		key: string;
		node: EndpointId;
	};
	"placement.replica.chosen": {
		key: string;
		replica: number;
		node: EndpointId;
	};
	"placement.replica.skipped": {
		node: EndpointId;
		degrees: string;
	};
	"placement.replica.without-point": {
		key: string;
		replica: number;
		node: EndpointId;
	};
	"placement.replica.short": {
		asked: number;
		nodes: number;
	};
	"placement.node.joined": {
		node: EndpointId;
		weight: number;
		points: number;
		nodes: number;
	};
	"placement.node.left": {
		node: EndpointId;
		keys: number;
		nodes: number;
	};
	"placement.node.idle": {
		node: EndpointId;
		weight: number;
		points: number;
	};
	"placement.setting.changed": {
		setting: string;
		was: string;
		now: string;
	};
	"placement.keys.moved": {
		by: string;
		strategy: string;
		moved: number;
		ideal: number;
		needless: number;
		keys: number;
		all: number;
	};
	"placement.keys.stayed": {
		strategy: string;
		keys: number;
		all: number;
	};
	"placement.keys.transferred": {
		from: EndpointId;
		to: EndpointId;
		count: number;
	};
	"placement.keys.transfers-left-out": {
		pairs: number;
		count: number;
	};
	"placement.modulo.compared": {
		moved: number;
		keys: number;
	};
	"placement.strategy.compared": {
		strategy: string;
		moved: number;
		needless: number;
		keys: number;
	};
	"placement.balance.measured": {
		node: EndpointId;
		load: number;
		share: string;
		ratio: string;
	};
}
/** What the frames and records of a placement run are made of. */
export interface PlacementTypes extends ProtocolTypes {
	header: PlacementHeader;
	options: PlacementSettings;
	bug: never;
	frame: PlacementFrame;
	message: never;
	rule: RuleRecordOf<PlacementRules, PlacementMoments>;
	moment: PlacementMoments[keyof PlacementMoments];
	move: PlacementMove;
	verb: PlacementVerb;
	kind: never;
	noEffect: PlacementNoEffect;
	timer: never;
	property: PlacementProperty;
	error: "bound-moves" | "bound-work" | "bound-placement";
}
/** The rules that are also moments, with the kind that their records have. */
export interface PlacementMoments {
	"placement.owner.found": "looked-up";
	"placement.node.joined": "node-joined";
	"placement.node.left": "node-left";
	"placement.keys.moved": "key-moved";
}
/** The sizes of a placement scenario. */
export interface PlacementHeader {
	/** Default 5; at most `catalog.bounds.MEMBERS_MAX`. */
	nodes?: number;
	/** Default 500; at most `catalog.bounds.KEYS_MAX`. */
	keys?: number;
}
/** What `set` takes in placement. */
export interface PlacementSettings {
	strategy: StrategyName;
	compare: StrategyName | "none";
	hash: "xxh64" | "sha1" | "ketama" | "murmur3" | "murmur3-cassandra";
	"virtual-nodes": number;
	replicas: number;
	"load-factor": number;
	"table-size": number;
	probes: number;
}
/** The properties that a placement run is watched for. */
export type PlacementProperty = "one-owner" | "minimal-movement" | "replicas-distinct" | "bound-held" | "a-key-moves" | "a-replica-walk-skips";
/** A move of placement, told apart by `verb`. */
export type PlacementMove = TimeMove
/** A key: a number, or a text. */
 | {
	verb: "lookup";
	key: number | string;
}
/** With the weight 1 unless one is named. */
 | {
	verb: "join";
	node: EndpointId;
	weight: number | null;
} | {
	verb: "leave";
	node: EndpointId;
} | ({
	verb: "change";
} & PlacementChange);
/** What changes: how many nodes or keys there are, what a node weighs, or an option, as `set` takes it. */
export type PlacementChange = {
	nodes: number;
} | {
	keys: number;
} | {
	weight: number;
	node: EndpointId;
} | {
	option: keyof Of<"options", "placement">;
	value: string | number;
};
/** The verbs of placement that are events. */
export type PlacementVerb = "join" | "leave" | "lookup" | "change";
/** Why a move of placement did nothing. */
export type PlacementNoEffect = "already-member" | "not-member" | "last-node" | "only-last-leaves" | "unchanged" | "too-many-points" | "too-much-work" | "table-too-small" | "no-weights" | "no-tokens" | "token-taken";
/** How keys find nodes, and what may be compared with it. */
export type StrategyName = "modulo" | "ring" | "rendezvous" | "jump" | "maglev" | "bounded" | "multi-probe" | "slots";
/** Many whole numbers below 2^32, in one piece. */
export type PlacementWords = Uint32Array<ArrayBuffer>;
/** What is, at the cursor of a placement run. */
export interface PlacementFrame extends FrameBase {
	protocol: "placement";
	/** In the order of joining. */
	nodes: PlacementNodeView[];
	/** The options by name, as `set` takes them. */
	settings: Record<string, string>;
	/** How many keys there are. */
	keys: number;
	/** The strategy in use. */
	placed: PlacedView;
	/** The strategy beside it, on the same keys. */
	beside: PlacedView | null;
	/** The move under way, or the last one; it takes from `at` until `until`. */
	move: {
		line: string;
		verb: PlacementVerb;
		node: EndpointId | null;
		at: number;
		until: number;
	} | null;
	/** What the last move moved, if it was a change. */
	change: ChangeView | null;
	/** The key that was looked up last, as it is placed now. */
	lookup: LookupView | null;
	/** The last move was that lookup. */
	looks: boolean;
}
/** A node, what it weighs, what it owns. */
export interface PlacementNodeView {
	id: EndpointId;
	weight: number;
	/** Its part of all keys by weight, from 0 to 1. */
	fair: number;
	/** Keys that it owns. */
	load: number;
	/** The same in the strategy beside. */
	loadBeside: number | null;
}
/** One strategy: its picture, how even it is, what theory and bound say. */
export interface PlacedView {
	strategy: StrategyName;
	/** The fewest keys of a node, the most, keys per node, and their standard deviation. */
	min: number;
	max: number;
	mean: number;
	stddev: number;
	maxOverMean: number;
	/** The most that a node has of its own fair share; with equal weights the same as `maxOverMean`. */
	maxOverFair: number;
	/** The root mean square of what nodes are off their fair shares, in these: with equal weights `stddev / mean`. */
	deviation: number;
	/**
	 * The `deviation` that theory expects of a ring with random points and so many random keys: with the virtual nodes
	 * that there are, with 160, and of keys alone if every arc were just its node's share. Not of nodes with tokens.
	 */
	theory: {
		stddev: number;
		stddevWith160: number;
		sampling: number;
	} | null;
	/** With bounded loads, the most keys that a node may own. */
	bound: number | null;
	/** Of a ring, by node, the share of the circle that it owns. */
	shares: number[] | null;
	picture: PlacementPicture;
	keys: KeysView;
}
/** What a strategy looks up. Owners are numbers of nodes: 3 is n3. */
export type PlacementPicture = RingPicture | BinsPicture | EntriesPicture | {
	kind: "none";
};
/** Points of a ring in order; positions in 2^32ths of the way round from the top. */
export interface RingPicture {
	kind: "ring";
	points: number;
	positions: PlacementWords;
	owners: PlacementWords;
}
/** Of a ring with many points: per equal bin who owns most of it, and how many points stand in it. */
export interface BinsPicture {
	kind: "bins";
	points: number;
	owners: PlacementWords;
	counts: PlacementWords;
}
/** Entries of Maglev's table, or slots; a cell stands for `each` of them, and shows who has most. */
export interface EntriesPicture {
	kind: "entries";
	size: number;
	each: number;
	owners: PlacementWords;
}
/** Keys, or every so-maniest of them; places as in the picture (a position, an entry, a slot, a remainder). */
export interface KeysView {
	every: number;
	numbers: PlacementWords;
	places: PlacementWords;
	owners: PlacementWords;
}
/** What a change moved, of how many keys. */
export interface ChangeView {
	keys: number;
	/** What the remainder by the number of nodes would have moved, if the nodes changed and it is not shown anyway. */
	modulo: number | null;
	placed: MovesView;
	beside: MovesView | null;
}
/** Keys that moved: how many, how many a fair share would be, how many moved needlessly, and from whom to whom. */
export interface MovesView {
	moved: number;
	ideal: number;
	needless: number;
	/** Between how many pairs of nodes. */
	pairs: number;
	/** The largest transfers. */
	flows: {
		from: EndpointId;
		to: EndpointId;
		count: number;
	}[];
	/** Some of the keys, or all if they are few. */
	sample: {
		numbers: PlacementWords;
		places: PlacementWords;
		from: PlacementWords;
		to: PlacementWords;
	};
}
/** A key, and how it comes to its owners. */
export type LookupView = {
	/** As it was asked for, and the line that asks again. */
	key: string;
	line: string;
	/** Its hash; null where a number is taken as it is. */
	hash: string | null;
	/** In order of preference; the first owns it. */
	owners: EndpointId[];
} & ({
	way: "modulo";
	remainder: number;
	divisor: number;
} | {
	way: "ring";
	position: number;
	steps: WalkStep[];
} | {
	way: "bounded";
	position: number;
	steps: WalkStep[];
	capacity: number;
} | {
	way: "rendezvous";
	scores: {
		node: EndpointId;
		score: number;
	}[];
} | {
	way: "jump";
	buckets: number[];
} | {
	way: "maglev";
	entry: number;
	size: number;
} | {
	way: "multi-probe";
	probes: {
		position: number;
		point: number;
		node: EndpointId;
		distance: number;
	}[];
} | {
	way: "slots";
	slot: number;
	tag: number[];
});
/** A point that the walk meets, from 0 to 1 of the way round. One that is not taken is passed: its node is full, or has a copy. */
export interface WalkStep {
	position: number;
	node: EndpointId;
	taken: boolean;
	/** With bounded loads, the keys of the node before. */
	load: number | null;
}
/**
 * The parameters of each rule of Raft, by its code, as the engine declares them. Terms, indexes and counts are whole
 * numbers; where nobody is known, a leader's name is "none". The catalog has each rule's section of the paper.
 */
export interface RaftRules {
	/** A message with a higher term was seen: the server adopts it and becomes a follower. */
	"raft.term.adopted": {
		term: number;
		was: number;
	};
	/** A leader or candidate returned to follower because of a higher term. */
	"raft.stepped-down.higher-term": {
		term: number;
		was: number;
	};
	/** A candidate found that another server leads its own term. */
	"raft.stepped-down.leader-known": {
		leader: EndpointId;
		term: number;
	};
	/** A leader heard no majority for an election timeout (check-quorum). */
	"raft.stepped-down.no-quorum": {
		term: number;
		heard: number;
		needed: number;
	};
	/** A reply of an older term, or to a role given up meanwhile, is ignored. */
	"raft.reply.ignored": {
		term: number;
		current: number;
	};
	/** The election timeout passed without a leader: a new term, a vote for itself. */
	"raft.election.started": {
		term: number;
		needed: number;
	};
	/** The election timeout passed in the greatest term that there is (`COUNT_MAX`): no election starts. */
	"raft.election.no-term-left": {
		term: number;
	};
	/** A majority voted for this candidate. */
	"raft.leader.elected": {
		term: number;
		votes: number;
		needed: number;
	};
	/** The vote goes to the candidate. */
	"raft.vote.granted": {
		candidate: EndpointId;
		term: number;
	};
	/** The vote was the candidate's already; the same answer again. */
	"raft.vote.repeated": {
		candidate: EndpointId;
		term: number;
	};
	/** The candidate's term is behind. */
	"raft.vote.refused.stale-term": {
		candidate: EndpointId;
		term: number;
		current: number;
	};
	/** The vote of this term went to another. */
	"raft.vote.refused.already-voted": {
		candidate: EndpointId;
		votedFor: EndpointId;
		term: number;
	};
	/** The candidate's log is less up-to-date. */
	"raft.vote.refused.log-behind": {
		candidate: EndpointId;
		lastLogTerm: number;
		lastLogIndex: number;
		ownLastTerm: number;
		ownLastIndex: number;
	};
	/** A vote arrived; `votes` of the `needed` now. */
	"raft.vote.counted": {
		voter: EndpointId;
		votes: number;
		needed: number;
	};
	/** A refusal arrived. */
	"raft.vote.refusal-counted": {
		voter: EndpointId;
		votes: number;
		needed: number;
	};
	/** Unanswered RequestVotes (or PreVotes) are sent again. */
	"raft.vote.asked-again": {
		peer: EndpointId;
		term: number;
	};
	/** The election timeout passed: the server first asks whether an election could succeed. */
	"raft.pre-vote.started": {
		term: number;
		needed: number;
	};
	/** A majority would vote: the real election may start. */
	"raft.pre-vote.won": {
		term: number;
		votes: number;
		needed: number;
	};
	/** The server would vote for the candidate. */
	"raft.pre-vote.granted": {
		candidate: EndpointId;
		term: number;
	};
	/** The proposed term is not above the voter's. */
	"raft.pre-vote.refused.stale-term": {
		candidate: EndpointId;
		term: number;
		current: number;
	};
	/** The candidate's log is less up-to-date. */
	"raft.pre-vote.refused.log-behind": {
		candidate: EndpointId;
		lastLogTerm: number;
		lastLogIndex: number;
		ownLastTerm: number;
		ownLastIndex: number;
	};
	/** The voter heard from a leader within the least election timeout, or leads itself. */
	"raft.pre-vote.refused.leader-alive": {
		candidate: EndpointId;
		leader: EndpointId;
	};
	/** A would-be vote arrived. */
	"raft.pre-vote.counted": {
		voter: EndpointId;
		votes: number;
		needed: number;
	};
	/** A refusal of a pre-vote arrived. */
	"raft.pre-vote.refusal-counted": {
		voter: EndpointId;
		votes: number;
		needed: number;
	};
	/** The entries (none in a heartbeat) follow the log; it matches the leader's up to `match_index`. */
	"raft.append.accepted": {
		leader: EndpointId;
		count: number;
		matchIndex: number;
	};
	/** Entries that conflict with the leader's, and all that follow, were deleted. */
	"raft.append.truncated": {
		from: number;
		count: number;
	};
	/** The sender's term is behind. */
	"raft.append.refused.stale-term": {
		leader: EndpointId;
		term: number;
		current: number;
	};
	/** The log has no entry at prevLogIndex. */
	"raft.append.refused.missing": {
		leader: EndpointId;
		prevLogIndex: number;
		lastIndex: number;
	};
	/** The entry at prevLogIndex is of another term. */
	"raft.append.refused.conflict": {
		leader: EndpointId;
		prevLogIndex: number;
		prevLogTerm: number;
		ownTerm: number;
	};
	/** A leader hears of another leader of its term, or a server of itself: somebody forged the message, or broke Election Safety. */
	"raft.append.ignored": {
		leader: EndpointId;
		term: number;
	};
	/** commitIndex follows leaderCommit. */
	"raft.commit.learned": {
		commitIndex: number;
		leaderCommit: number;
	};
	/** The no-op at the start of a term. */
	"raft.no-op.appended": {
		index: number;
		term: number;
	};
	/** A client's command was appended to the leader's log. */
	"raft.command.appended": {
		index: number;
		term: number;
		command: string;
	};
	/** The follower is now known to hold all entries up to `match_index`. */
	"raft.match.advanced": {
		follower: EndpointId;
		matchIndex: number;
	};
	/** A success that told nothing new: late, doubled, or a heartbeat's. */
	"raft.match.unchanged": {
		follower: EndpointId;
		matchIndex: number;
	};
	/** The follower refused: nextIndex goes back. */
	"raft.next.decreased": {
		follower: EndpointId;
		nextIndex: number;
	};
	/** A refusal that does not answer what is under way: late, doubled, or of a message's term alone. */
	"raft.next.refusal-ignored": {
		follower: EndpointId;
		nextIndex: number;
	};
	/** No answer within the rpc timeout: what is not acknowledged is sent again. */
	"raft.append.sent-again": {
		follower: EndpointId;
		nextIndex: number;
	};
	/** A majority holds the entry, and it is of the current term. */
	"raft.commit.advanced": {
		commitIndex: number;
		was: number;
		copies: number;
		needed: number;
		term: number;
	};
	/** Fewer than a majority hold the entry. */
	"raft.commit.held-back.copies": {
		index: number;
		copies: number;
		needed: number;
	};
	/** A majority holds the entry, but it is of an earlier term. */
	"raft.commit.held-back.earlier-term": {
		index: number;
		entryTerm: number;
		term: number;
	};
	/** A committed command was applied to the state machine. */
	"raft.applied": {
		index: number;
		command: string;
		answer: string;
	};
	/** A retry of a command that already took effect: the recorded answer, no second effect. */
	"raft.applied.once": {
		index: number;
		client: string;
		number: number;
	};
	/** A server that does not lead names the leader it knows. */
	"raft.request.redirected": {
		client: string;
		leader: string;
	};
	/** The request took effect before: its recorded answer is sent again. */
	"raft.request.answered-again": {
		client: string;
		number: number;
	};
	/** The request is in this leader's log already and waits to be committed: a retry adds nothing. */
	"raft.request.waiting": {
		client: string;
		number: number;
		index: number;
	};
	/** The asked server answers a read from its own state, which may be stale. */
	"raft.request.read-locally": {
		client: string;
		command: string;
	};
}
/** What the frames and records of a Raft run are made of. */
export interface RaftTypes extends ProtocolTypes {
	header: ClusterHeader;
	options: RaftOptions;
	bug: RaftBug;
	frame: RaftFrame;
	message: RaftMessage;
	rule: RuleRecordOf<RaftRules, RaftMoments>;
	moment: RaftMoments[keyof RaftMoments];
	move: ClusterMove<"raft">;
	verb: ClusterVerb;
	noEffect: ClusterNoEffect;
	kind: ClusterKind;
	timer: "election" | "heartbeat" | "lease" | `rpc.${EndpointId}`;
	property: RaftProperty;
	error: never;
}
/** The rules that are also moments, with the kind that their records have. */
export interface RaftMoments {
	"raft.leader.elected": "leader-elected";
	"raft.commit.advanced": "committed";
}
/** What `set` takes in Raft. */
export interface RaftOptions extends ClusterOptions {
	"election-timeout": string;
	heartbeat: string;
	"rpc-timeout": string;
	batch: number;
	pipeline: boolean;
	"no-op": boolean;
	backtrack: "one" | "term";
	"pre-vote": boolean;
	"check-quorum": boolean;
	reads: "log" | "local";
	"parallel-writes": boolean;
}
/** The known bugs of Raft: each a rule switched off. */
export type RaftBug = "commit-any-term" | "commit-unverified" | "vote-without-log-check" | "forget-vote-on-restart" | "forget-term-on-restart" | "forget-log-on-restart" | "minority-quorum" | "accept-stale-append" | "no-truncate" | "truncate-always" | "apply-twice" | "commit-moves-back" | "truncate-on-refusal" | "answer-before-commit" | "answer-before-written";
/** The properties that a Raft run is watched for. */
export type RaftProperty = "election-safety" | "leader-append-only" | "log-matching" | "leader-completeness" | "state-machine-safety" | "term-monotonic" | "one-vote-per-term" | "commit-monotonic" | "match-index-true" | "at-most-once" | "exactly-once-answered" | "a-leader-is-elected" | "an-entry-commits";
/** What is, at the cursor of a Raft run. */
export interface RaftFrame extends ClusterFrame<RaftNode, RaftMessage> {
	protocol: "raft";
}
/** One log entry: its index, its term, and its command as text, or null for a no-op. */
export interface LogEntry {
	index: number;
	term: number;
	command: string | null;
}
/** What a server knows of a vote it asked for. */
export type Vote = "granted" | "refused" | "awaited";
/** What every Raft server shows, whatever its role. Terms and indexes are whole numbers, indexes from 1. */
export interface RaftCommon extends NodeBase {
	currentTerm: number;
	votedFor: EndpointId | null;
	leader: EndpointId | null;
	/** The newest 30 entries of the log, or those that were asked for; `lastIndex` is how many there are. */
	log: LogEntry[];
	lastIndex: number;
	/** Volatile: 0 while the node is down. */
	commitIndex: number;
	lastApplied: number;
	machine: Record<string, string>;
}
/** A server that answers leaders and candidates; also how one shows that is down. */
export interface RaftFollower extends RaftCommon {
	role: "follower";
}
/** A server that stands for election, or asks whether it should (pre-candidate). */
export interface RaftCandidate extends RaftCommon {
	role: "pre-candidate" | "candidate";
	/** One vote per node, its own included. */
	votes: Record<EndpointId, Vote>;
}
/** A server that leads its term. */
export interface RaftLeader extends RaftCommon {
	role: "leader";
	/** Per other node: the next entry to send to it. */
	nextIndex: Record<EndpointId, number>;
	/** Per other node: the highest entry known to be stored on it. */
	matchIndex: Record<EndpointId, number>;
}
/** A Raft server, told apart by `role`. */
export type RaftNode = RaftFollower | RaftCandidate | RaftLeader;
/** A candidate asks for a vote (Raft 5.2). */
export interface RequestVote {
	kind: "RequestVote";
	fields: {
		term: number;
		candidateId: EndpointId;
		lastLogIndex: number;
		lastLogTerm: number;
	};
}
/** The answer to RequestVote; `term` is the voter's. */
export interface RequestVoteReply {
	kind: "RequestVoteReply";
	fields: {
		term: number;
		voteGranted: boolean;
	};
}
/** A server asks whether it would get a vote in `term`, which nobody is in yet (thesis 9.6). */
export interface PreVote {
	kind: "PreVote";
	fields: {
		term: number;
		candidateId: EndpointId;
		lastLogIndex: number;
		lastLogTerm: number;
	};
}
/** The answer to PreVote. */
export interface PreVoteReply {
	kind: "PreVoteReply";
	fields: {
		term: number;
		voteGranted: boolean;
	};
}
/** A leader sends entries, or none as a heartbeat (Raft 5.2, 5.3). */
export interface AppendEntries {
	kind: "AppendEntries";
	fields: {
		term: number;
		leaderId: EndpointId;
		prevLogIndex: number;
		prevLogTerm: number;
		/** Index of the first is `prevLogIndex + 1`. */
		entries: {
			term: number;
			command: string | null;
		}[];
		leaderCommit: number;
	};
}
/** The answer to AppendEntries: up to where the logs match, or where they do not and where to go back to. */
export interface AppendEntriesReply {
	kind: "AppendEntriesReply";
	fields: {
		term: number;
		success: boolean;
		/** That of the message which is answered; null if its term was refused, so that the log says nothing. */
		prevLogIndex: number | null;
		matchIndex: number;
		conflictIndex: number | null;
		conflictTerm: number | null;
	};
}
/** What Raft servers send each other, told apart by `kind`. */
export type RaftMessage = RequestVote | RequestVoteReply | PreVote | PreVoteReply | AppendEntries | AppendEntriesReply;

export {
};

export {};

// ringleader/slim has all that, and
import type { EngineSource, Library } from "./index.js";
export * from "./index.js";

/**
 * Loads the engine of this entry, once: while it is loading or when it is there, a further call waits for that and does
 * nothing. Until then whatever needs it throws a `RingleaderError` of code `not-loaded`.
 * @returns what this entry exports besides
 * @throws RingleaderError `argument` for what is no source; `engine` if it cannot be had, and it may be tried again
 */
export declare function init(source: EngineSource | Promise<EngineSource>): Promise<Library>;

/**
 * Loads an engine of its own with each call: a program may have several, of different files.
 * @returns what it offers
 * @throws RingleaderError as `init`
 */
export declare function load(source: EngineSource | Promise<EngineSource>): Promise<Library>;

// ringleader/worker has
/**
 * Runs simulations for the other end of a port, which calls `connect` with it. When the port is closed they are disposed
 * of. The script of a worker that imports this module serves whoever holds the worker by itself.
 */
export declare function serve(end: WorkerLike): void;
