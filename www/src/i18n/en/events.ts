/** What happens whatever the protocol. `what::why`: headline and small print, joined to a sentence. */
export const events = {
  "sentence.because": "{what}: {why}",
  "sentence.cited": "{sentence} ({place})",
  "sentence.list": ", ",
  "cite.thesis": "thesis ",
  "cite.figure": "Figure ",
  "cite.table": "Table ",
  "cite.list": ", ",

  "event.boot": "The cluster starts::nothing is under way yet, the timers run",
  "event.boot.node": "{node} starts",
  "event.action": "Move “{line}”::{effect}",
  "event.no-effect": "The move has no effect::{reason}",
  "event.workload-tick": "{node}'s workload is due::its next command goes out",
  "event.sent": "{from} sends {to} {what}",
  "event.delivered": "{to} receives {what} from {from}",
  "event.lost.loss": "A message from {from} to {to} is lost::{what}; the network loses some at random",
  "event.lost.cut": "A message from {from} to {to} is lost::{what}; the link is cut",
  "event.lost.down": "A message from {from} to {to} is lost::{what}; {to} is down",
  "event.lost.dropped": "A message from {from} to {to} is dropped by hand::{what}",
  "event.requested": "{node} requests “{command}”::its request {number}",
  "event.retried":
    "{node} asks {to} for “{command}”::no answer came in time, so request {number} goes out again",
  "event.redirected": "{node} turns to {to} with request {number}::the node it asked does not lead",
  "event.answered": "{node} has its answer::“{command}” gave “{answer}” (request {number})",
  "event.crashed": "{node} crashes::only what is durable survives",
  "event.restarted": "{node} restarts::it starts from what was durable",
  "event.paused": "{node} is paused::messages and timers wait until it resumes",
  "event.resumed": "{node} resumes::it now handles all that waited",
  "event.violated": "{name} is violated",
  "event.violated.node": "{name} is violated at {node}",

  "timer.other": "{node}'s timer “{timer}” runs out",

  "message.ClientRequest": "request {number}, “{command}”",
  "message.ClientReply": "the answer “{answer}” to request {number}",
  "message.ClientReply.redirect": "a redirect to {leader}::the leader that it knows of",
  "message.ClientReply.nowhere": "word that it knows no leader",

  "action.request": "a client is given a command",
  "action.crash": "the process ends, only durable state stays",
  "action.restart": "the process starts again from durable state",
};
