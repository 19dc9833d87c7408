import type { PaxosWhy as Why } from "../../codes.ts";

export const rules: Why["rules"] = {
  "paxos.ballot.started":
    "提案靠编号区分。高于所见一切的轮次才有望得到承诺；编号里带上提议者自己的名字，两个提议者便不会用同一个编号；轮次在告诉任何人之前就已记录下来。",
  "paxos.ballot.no-round-left":
    "新的编号必须高于见过的一切，而且编号不能重复使用。论文里的编号没有尽头；这里到浏览器能精确表示的最大整数为止，提议者到此停下。",
  "paxos.promise.counted":
    "任意两个多数派都有共同的接受者。有了多数派的承诺，提议者就听到了每个可能已选定某值的多数派中至少一员的话。",
  "paxos.value.adopted":
    "若更低的提案已选定某值，这个多数派中必有人接受过它，而最高的报告就带着它。若尚未选定，采用它也无害。所以选定的值不会再变，而胜出的值往往不是最后提议的那个。",
  "paxos.value.free":
    "这个多数派中没有人接受过更低的提案，按其承诺今后也不会。所以更低的编号中没有值被选定，也不可能再被选定，任何值都安全。",
  "paxos.proposal.issued": "此刻才有了提案：编号加上值。一个编号只带一个值，接受它的接受者便意见一致。",
  "paxos.ballot.abandoned":
    "更高的编号已经开始，承诺了它的接受者都会拒绝这一个。早放弃只是省时间，安全性并不依赖它。",
  "paxos.ballot.timed-out":
    "消息可能丢失，接受者可能停机，而慢的回答与没有回答无法区分。所以提议者按时间放弃，再用更高的编号重试。",
  "paxos.answer.ignored": "每个回答都写明它针对的编号。迟到的、重复的、或针对已结束阶段的回答没有新内容。",
  "paxos.promise.given":
    "承诺有两半：今后不接受更低的提案，并报告至今接受过的最高提案。前者封住过去，后者讲出过去。它在发送之前已写入磁盘。",
  "paxos.promise.repeated": "消息可能重复。同样的问题得到同样的回答；承诺早已作出。",
  "paxos.prepare.refused": "承诺这个编号毫无价值：接受者已承诺不接受这么低的提案。",
  "paxos.accept.accepted":
    "P1a：除非承诺过更高的编号，接受者就接受提案。接受也是一种承诺：今后不接受更低的编号。两者在回答发出之前都已写入磁盘。",
  "paxos.accept.repeated": "消息可能重复。提案早已接受，所以回答相同。",
  "paxos.accept.refused":
    "更高编号的提议者依赖这个承诺：它认定不会再有更低的提案被接受。迟到的 Accept 不能推翻这一点。",
  "paxos.accepted.counted": "学习者按接受者计数，一个编号与一个值为一组。不同编号中的接受不能相加。",
  "paxos.value.learned":
    "多数派接受了同一个提案，它的值就被选定，此后的每个提案都会携带它。节点可以据此行动。",
  "paxos.value.told": "知道的人都可以告知：选定的值不会改变。这样就不必让每个接受者告知每个学习者。",
  "paxos.learn.asked":
    "学习者知道的只在内存里。它询问接受者，它们的磁盘上有接受过的提案；若回答太少，就只能等下一个提案。",
  "paxos.learn.answered": "接受者只说它接受了什么。是否已被选定，由学习者计数得知。",
  "paxos.learn.unanswered": "没有接受过提案的接受者无话可说。",
  "paxos.request.answered":
    "客户端得到的是被选定的值。若别人也提议过，它可能是别人的：Paxos 保证只有一个值，而不是人人都得到自己的值。",
  "paxos.request.waiting": "一次只进行一个提案。无论结果如何，它就是所有等待者的答案。",
  "paxos.request.forwarded": "若只有一个节点提议，提案就不会相撞。其他节点转交自己的值，知道结果后再回答。",
  "paxos.forward.received": "这个值与客户端的值同样对待。转交它的节点等待结果，并会得到告知。",
  "paxos.value.chosen":
    "选定是关于接受者的事实，与谁知道无关：从这次接受起，再无别的值能被选定。没有节点看得到所有接受者，所以学到要晚一些，甚至永远不会。",
};

export const properties: Why["properties"] = {
  "one-value-chosen": "这就是共识的含义。若选定两个值，两个学习者就可能按不同的决定行动。",
  "chosen-was-proposed": "没有人要的决定毫无用处；这也表明没有消息是凭空捏造的。",
  "learned-was-chosen": "按未选定的值行动的节点，之后可能发现选定的是另一个值。",
  "accepts-keep-promises": "提议者依赖它所计的承诺。只要一个接受者食言，就可能选定第二个值。",
  "promise-never-falls": "承诺写在磁盘上。若在崩溃中忘记，就会在无人察觉时被违背。",
  "proposals-carry-the-choice": "证明的核心：若每个提案都满足它，高于已选定提案的所有提案就都携带同样的值。",
  "ballots-are-unique": "接受者只凭编号区分提案。同一编号下若有两个值，就会把一个当成另一个。",
  "a-value-is-chosen": "什么都不做的系统很容易安全。这表明运行有了结果。",
  "an-earlier-value-is-adopted": "表明提案曾经相遇：保住选择的那条规则派上了用场。",
};

/** What each property says. */
export const statements: Why["statements"] = {
  "one-value-chosen": "无论在哪个提案中，被选定的都是同一个值。",
  "chosen-was-proposed": "一个值只有在该提案中由提议者提出，才会被选定。",
  "learned-was-chosen": "没有节点在值被选定之前就当它已选定。",
  "accepts-keep-promises": "接受者不接受编号低于其承诺的提案。",
  "promise-never-falls": "接受者承诺的编号只升不降，崩溃与否都一样。",
  "proposals-carry-the-choice":
    "每个提案背后都有一个承诺了其编号的多数派：它们没有接受过更低的提案，或其中最高的更低提案有同样的值。",
  "ballots-are-unique": "一个编号只由一个提议者使用一次。",
  "a-value-is-chosen": "在运行中的某个时刻，多数派接受了同一个提案。",
  "an-earlier-value-is-adopted": "在运行中的某个时刻，提议者放弃自己的值，改提先前已被接受的值。",
};
