export const paxos = {
  "message.Prepare": "提案编号 {ballot} 的 Prepare",
  "message.Promise": "对提案编号 {ballot} 的承诺::它曾在提案 {acceptedBallot} 中接受“{acceptedValue}”",
  "message.Promise.empty": "对提案编号 {ballot} 的承诺::它至今没有接受过任何提案",
  "message.Accept": "提案 {ballot} 的 Accept，值为“{value}”",
  "message.Accepted": "它已在提案 {ballot} 中接受“{value}”的消息",
  "message.Nack": "对提案编号 {ballot} 的拒绝::它已承诺 {promised}",
  "message.Learn": "“你接受了什么”的询问",
  "message.Chosen": "“{value}”已被选定的消息::在提案 {ballot} 中",
  "message.Forward": "客户端想要提议的值“{value}”",

  "rule.paxos.ballot.started":
    "{node} 发起提案编号 {ballot}::轮次高于它见过和用过的一切；需要 {needed} 个承诺",
  "rule.paxos.ballot.no-round-left": "{node} 不再发起提案::轮次 {round} 已是这里的最大值",
  "rule.paxos.promise.counted": "{node} 计入 {acceptor} 的承诺::{promises}/{needed}",
  "rule.paxos.promise.counted.own": "{node} 计入自己的承诺::{promises}/{needed}",
  "rule.paxos.value.adopted":
    "{node} 在提案 {ballot} 中必须提议“{value}”::承诺所报告的提案中，编号最高的是 {acceptedBallot}",
  "rule.paxos.value.free": "{node} 在提案 {ballot} 中可以提议自己的“{value}”::没有承诺报告已接受的提案",
  "rule.paxos.proposal.issued": "{node} 在提案 {ballot} 中提议“{value}”::承诺 {promises}/{needed}",
  "rule.paxos.ballot.abandoned": "{node} 放弃提案编号 {ballot}::{acceptor} 已承诺更高的 {promised}",
  "rule.paxos.ballot.abandoned.own": "{node} 放弃提案编号 {ballot}::它自己作为接受者已承诺更高的 {promised}",
  "rule.paxos.ballot.timed-out": "{node} 放弃提案编号 {ballot}::按时到达的回答为 {answers}/{needed}",
  "rule.paxos.answer.ignored": "{node} 忽略 {acceptor} 关于提案 {ballot} 的消息::它已不能改变什么",

  "rule.paxos.promise.given":
    "{node} 向 {proposer} 承诺提案编号 {ballot}::并报告它在提案 {acceptedBallot} 中接受的值",
  "rule.paxos.promise.given.empty":
    "{node} 向 {proposer} 承诺提案编号 {ballot}::它没有承诺过更高的编号，也没有接受过更低的提案可报告",
  "rule.paxos.promise.given.own":
    "{node} 承诺自己的提案编号 {ballot}::并计入它在提案 {acceptedBallot} 中接受的值",
  "rule.paxos.promise.given.own.empty":
    "{node} 承诺自己的提案编号 {ballot}::它没有承诺过更高的编号，也没有接受过更低的提案",
  "rule.paxos.promise.repeated":
    "{node} 向 {proposer} 重申对 {ballot} 的承诺::并再次报告提案 {acceptedBallot}",
  "rule.paxos.promise.repeated.empty": "{node} 向 {proposer} 重申对 {ballot} 的承诺::它已承诺过这个编号",
  "rule.paxos.promise.repeated.own":
    "{node} 重申对自己的 {ballot} 的承诺::并计入它在提案 {acceptedBallot} 中接受的值",
  "rule.paxos.promise.repeated.own.empty": "{node} 重申对自己的 {ballot} 的承诺::它已承诺过这个编号",
  "rule.paxos.prepare.refused": "{node} 拒绝向 {proposer} 承诺提案编号 {ballot}::它已承诺更高的 {promised}",
  "rule.paxos.accept.accepted": "{node} 在提案 {ballot} 中接受“{value}”::它没有承诺过更高的编号",
  "rule.paxos.accept.accepted.own": "{node} 在提案 {ballot} 中接受自己的“{value}”::它没有承诺过更高的编号",
  "rule.paxos.accept.repeated": "{node} 再次告知已在提案 {ballot} 中接受“{value}”::Accept 到了两次",
  "rule.paxos.accept.refused": "{node} 拒绝 {proposer} 的提案 {ballot}::它已承诺更高的 {promised}",

  "rule.paxos.accepted.counted": "{node} 得知 {acceptor} 在提案 {ballot} 中接受::{accepts}/{needed}",
  "rule.paxos.accepted.counted.own": "{node} 计入自己在提案 {ballot} 中的接受::{accepts}/{needed}",
  "rule.paxos.value.learned":
    "{node} 得知“{value}”已被选定::{accepts}/{needed} 个接受者在提案 {ballot} 中接受了它",
  "rule.paxos.value.told": "{node} 从 {by} 得知“{value}”已被选定::在提案 {ballot} 中",
  "rule.paxos.learn.asked": "{node} 询问所有接受者接受了什么::它所知道的已在崩溃中丢失",
  "rule.paxos.learn.answered": "{node} 告诉 {learner} 它接受了什么::在提案 {ballot} 中",
  "rule.paxos.learn.unanswered": "{node} 没有什么可告诉 {learner}::它至今没有接受过任何提案",

  "rule.paxos.request.answered": "{node} 回答 {client}：“{value}”::这就是被选定的值",
  "rule.paxos.request.waiting": "{node} 让 {client} 等待::它自己的提案正在进行，答案就是将被选定的值",
  "rule.paxos.request.forwarded": "{node} 把 {client} 的“{value}”转给 {proposer}::它自己不提议",
  "rule.paxos.forward.received": "{node} 从 {by} 接过“{value}”::它替别人提议，之后会告知被选定的值",

  "rule.paxos.value.chosen":
    "“{value}”在提案 {ballot} 中被选定::加上 {node} 的接受，已有 {accepts}/{needed} 个接受者接受它；此时可能还无人知道",

  "moment.ballot-started": "{epoch} 准备",
  "moment.proposal-issued": "{epoch} 提议 {detail}",
  "moment.value-chosen": "{detail} 被选定",
  "moment.value-learned": "{node} 学到 {detail}",
  "timer.phase": "{node} 等多数派的回答已经够久",
  "timer.retry": "{node} 等到了再试一次的时候",

  "property.one-value-chosen.name": "只选定一个值",
  "property.chosen-was-proposed.name": "选定的值有人提议",
  "property.learned-was-chosen.name": "学到的值确已选定",
  "property.accepts-keep-promises.name": "接受不违背承诺 (P1a)",
  "property.promise-never-falls.name": "承诺不降低",
  "property.proposals-carry-the-choice.name": "提案携带已选的值 (P2c)",
  "property.ballots-are-unique.name": "提案编号唯一",
  "property.a-value-is-chosen.name": "有值被选定",
  "property.an-earlier-value-is-adopted.name": "采用更早的值",
};
