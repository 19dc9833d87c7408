/** Placement in short: what is drawn and told, and one text per rule, `what::why`. */
export const placement = {
  hint: "Add a node, or look up a key: see which keys move.",
  "silence.start": "Every key has its owner",
  "silence.quiet": "Nothing moves",

  "tab.load": "Load",
  "tab.lookup": "Lookup",

  "moment.looked-up": "{detail}",
  "moment.node-joined": "{node} joins",
  "moment.node-left": "{node} leaves",
  "moment.key-moved": "{detail} moved",

  "action.join": "a node joins",
  "action.leave": "a node leaves",
  "action.lookup": "a key is looked up",
  "action.change": "a setting changes",

  "no-effect.already-member": "the node is there already",
  "no-effect.not-member": "there is no such node",
  "no-effect.last-node": "the last node stays",
  "no-effect.only-last-leaves": "jump numbers its buckets, so only the last node can leave",
  "no-effect.unchanged": "that is so already",
  "no-effect.too-many-points": "there would be more points than the bound POINTS_MAX",
  "no-effect.too-much-work": "placing the keys would cost more than the bound WORK_MAX",
  "no-effect.table-too-small": "the table has fewer entries than there are nodes",
  "no-effect.no-weights": "this strategy knows no weights",
  "no-effect.no-tokens": "in this strategy no node chooses its points",
  "no-effect.token-taken": "two nodes would stand at one place",

  "rule.placement.built":
    "{nodes} {nodes:node|nodes}, {keys} {keys:key|keys}, placed by {strategy}::every key has one owner",
  "rule.placement.key.hashed": "{key} is hashed::{hash} gives {value}",
  "rule.placement.key.positioned": "{key} stands at {degrees}°::its hash is a place on the circle",
  "rule.placement.walk.point-found": "The next point clockwise is {node}'s::at {degrees}°",
  "rule.placement.probe.nearest":
    "Probe {probe} of {probes} is nearest to a point::and the point is {node}'s",
  "rule.placement.walk.node-full":
    "{node} is full, the walk goes on::it owns {load} keys, the bound is {bound}",
  "rule.placement.remainder.taken":
    "{key} mod {divisor} is {remainder}::remainder {remainder} is {node}'s, the nodes counted from one",
  "rule.placement.jump.landed":
    "The key lands in bucket {bucket}::after {jumps} {jumps:jump|jumps}; the bucket is {node}'s",
  "rule.placement.table.read": "Entry {entry} of the table says {node}::the hash modulo {size}",
  "rule.placement.slot.computed": "The key is in slot {slot}::of {slots}; the slot is {node}'s",
  "rule.placement.score.highest": "{node} draws the highest number for this key::of {nodes} nodes",
  "rule.placement.owner.found": "{node} owns {key}",
  "rule.placement.replica.chosen": "Copy {replica} of {key} goes to {node}",
  "rule.placement.replica.skipped": "A point of {node} is passed::at {degrees}°; it has a copy already",
  "rule.placement.replica.without-point":
    "Copy {replica} of {key} goes to {node}::the walk is once round, and {node} has no point on it",
  "rule.placement.replica.short":
    "There are only {nodes} {nodes:copy|copies}::{asked} were asked for, and each needs its own node",
  "rule.placement.node.joined":
    "{node} joins, now there are {nodes} {nodes:node|nodes}::its weight is {weight}, its points {points}",
  "rule.placement.node.joined.pointless":
    "{node} joins, now there are {nodes} {nodes:node|nodes}::its weight is {weight}",
  "rule.placement.node.left":
    "{node} leaves, {nodes} {nodes:node|nodes} {nodes:is|are} left::it owned {keys} {keys:key|keys}",
  "rule.placement.node.idle":
    "{node} can own no key::its weight is {weight}; at each of its {points} {points:point|points} another node comes first",
  "rule.placement.node.idle.pointless":
    "{node} has no point on the circle, so it can own no key::its weight is {weight}",
  "rule.placement.setting.changed": "{setting} changes from {was} to {now}",
  "rule.placement.keys.moved":
    "{moved} of {keys} keys move::{strategy}: a fair share is {ideal}; {needless} of them move needlessly",
  "rule.placement.keys.moved.joined":
    "{node} joins: {moved} of {keys} keys move::{strategy}: a fair share is {ideal}; {needless} move between the others",
  "rule.placement.keys.moved.joined.clean":
    "{node} joins: {moved} of {keys} keys move::{strategy}: a fair share is {ideal}; nothing moves between the others",
  "rule.placement.keys.moved.left":
    "{node} leaves: {moved} of {keys} keys move::{strategy}: a fair share is {ideal}; {needless} of them were not its own",
  "rule.placement.keys.moved.left.clean":
    "{node} leaves: {moved} of {keys} keys move::{strategy}: a fair share is {ideal}; only its own keys move",
  "rule.placement.keys.moved.clean":
    "{moved} of {keys} keys move::{strategy}: a fair share is {ideal}; none moves needlessly",
  "rule.placement.keys.moved.grown":
    "Now {all} keys; of the {keys} from before {moved} {moved:moves|move}::{strategy}: {needless} of them needlessly",
  "rule.placement.keys.stayed": "None of {keys} {keys:key|keys} moves::{strategy}",
  "rule.placement.keys.stayed.grown": "Now {all} keys; none of the {keys} from before moves::{strategy}",
  "rule.placement.keys.transferred": "{count} {count:key goes|keys go} from {from} to {to}",
  "rule.placement.keys.transfers-left-out":
    "{count} {count:key goes|keys go} between {pairs} other {pairs:pair|pairs} of nodes",
  "rule.placement.modulo.compared": "Modulo would move {moved} of {keys}",
  "rule.placement.strategy.compared": "{strategy} moves {moved} of {keys}::{needless} of them needlessly",
  "rule.placement.balance.measured":
    "{node} is heaviest, with {load} {load:key|keys}::{ratio} times its fair share of {share}",

  "property.one-owner.name": "One owner per key",
  "property.minimal-movement.name": "No needless move on join or leave",
  "property.replicas-distinct.name": "Replicas distinct",
  "property.bound-held.name": "Bound held",
  "property.a-key-moves.name": "A key moves",
  "property.a-replica-walk-skips.name": "A walk passes a node",

  "placement.strategy.modulo": "Modulo",
  "placement.strategy.ring": "Ring",
  "placement.strategy.rendezvous": "Rendezvous",
  "placement.strategy.jump": "Jump",
  "placement.strategy.maglev": "Maglev",
  "placement.strategy.bounded": "Bounded loads",
  "placement.strategy.multi-probe": "Multi-probe",
  "placement.strategy.slots": "Slots",

  "placement.picture": "{strategy}: {nodes} {nodes:node|nodes}, {keys} {keys:key|keys}",
  "placement.center.moved": "of {keys} keys moved",
  "placement.center.moved-of-old": "of the {keys} keys from before moved",
  "placement.center.ideal": "ideal {ideal} · needless {needless}",
  "placement.center.modulo": "modulo would move {moved}",
  "placement.center.keys": "{keys:key|keys}",
  "placement.center.nodes": "on {nodes} {nodes:node|nodes}",
  "placement.center.points": "{points} points",
  "placement.remainder": "mod {divisor} = {remainder}",
  "placement.bucket": "bucket {bucket}",
  "placement.entry": "entry {entry}",
  "placement.slot": "slot {slot}",
  "placement.entries": "{size} entries",
  "placement.cells": "{size} entries, a cell stands for {each}",
  "placement.binned": "{points} points; each bin shows who owns most of it",
  "placement.keys.sampled": "one key in {every} is drawn",

  "placement.load.label": "Keys per node, {strategy}",
  "placement.load.bar": "{node}: {load} keys, fair share {fair}",
  "placement.load.bar.both": "{node}: {load} keys by {strategy}, {beside} by {other}, fair share {fair}",
  "placement.fair": "fair shares",
  "placement.mean": "mean {mean}",
  "placement.bound": "bound {bound}",
  "placement.balance": "Balance",
  "placement.balance.text":
    "Heaviest node {ratio} times its fair share, standard deviation of the keys {deviation}%.",
  "placement.balance.theory":
    "Theory expects {theory}% of {keys} keys on {nodes} nodes with {points} virtual nodes each, {sampling}% of so many keys on equal arcs; with 160 virtual nodes, {more}%.",
  "placement.balance.theory.weighted":
    "Theory expects {theory}% of {keys} keys on {nodes} nodes with {points} points together, {sampling}% of so many keys on arcs of just their shares.",
  "placement.slider.nodes": "Nodes",
  "placement.slider.virtual-nodes": "Virtual nodes",
  "placement.slider.keys": "Keys",
  "placement.slider.replicas": "Replicas",
  "placement.slider.weight": "Weight of {node}",
  "placement.choice.strategy": "Strategy",
  "placement.choice.compare": "Beside it",
  "placement.choice.hash": "Hash",
  "placement.choice.none": "nothing",

  "placement.act.add": "Add node",
  "placement.act.remove": "Remove node",
  "placement.act.remove-node": "Remove {node}",
  "placement.compare": "Compare with {strategy}",
  "placement.compare.off": "Show one only",
  "placement.working": "Placing keys…",

  "placement.lookup.key": "Key",
  "placement.lookup.go": "Look up",
  "placement.lookup.empty": "Type a key, such as user:17, and see how it comes to its owner.",
  "placement.lookup.steps": "Steps",
  "placement.lookup.steps-now": "As things stand now",
  "placement.lookup.no-replicas": "Bounded loads give each key one node: the paper defines no replicas.",
  "placement.lookup.owner": "owner",
  "placement.lookup.replica": "copy {replica}",
  "placement.lookup.scores": "Numbers drawn for this key",
  "placement.lookup.buckets": "Jumps: {buckets}",

  "placement.card.weight": "Weight",
  "placement.card.keys": "Keys",
  "placement.card.fair": "Fair share",
  "placement.card.share": "Share of the circle",
  "placement.card.by": "Keys, {strategy}",

  "placement.twin.nodes": "Nodes, {strategy}",
  "placement.twin.node": "node",
  "placement.twin.weight": "weight",
  "placement.twin.fair": "fair share",
  "placement.twin.share": "share of the circle",
  "placement.twin.keys": "keys",
  "placement.twin.load": "times its fair share",
  "placement.twin.moves": "What the last change moved",
  "placement.twin.from": "from",
  "placement.twin.to": "to",
  "placement.twin.count": "keys",
  "placement.twin.lookup": "Lookup of {key}: {owners}",
  "placement.key.add": "Add a node",
  "placement.key.remove": "Remove the selected node, else the last",
  "placement.key.lookup": "Look up a key",
  "placement.key.compare": "Compare with modulo",
};
