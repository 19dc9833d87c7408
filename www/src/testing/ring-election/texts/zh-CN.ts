import type { texts as english } from "./en.ts";

export const texts: Readonly<Record<keyof typeof english, string>> = {
  "rule.ring-election.passed-on": "{node} 转发 {number}::它大于经过的所有编号",
  "rule.ring-election.elected": "{node} 当选::它自己的编号转了回来",
  "moment.leader-elected": "{node} 当选",
  "property.one-leader.name": "唯一的领导者",
};
