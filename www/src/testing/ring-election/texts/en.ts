/** What is said of it, `what::why`. A rule that has no text here is told by its code. */
export const texts = {
  "rule.ring-election.passed-on": "{node} passes {number} on::it is higher than all that went by",
  "rule.ring-election.elected": "{node} leads::its own number came back",
  "moment.leader-elected": "{node} leads",
  "property.one-leader.name": "One leader",
};
