import type { MessageView } from "./frames.ts";

const kindOnLink = ({ from, to, kind }: MessageView): string => `${from}->${to} ${kind}`;

/**
 * What a move calls a message so that it means the same after edits of what came before: `n2->n1 RequestVote #1` is, of
 * those of that kind under way on that link, the one sent first.
 * @param messages - those of the frame in which the move is to be made
 * @returns the name of the message of that id; the id itself, which a move takes as well, if it is not among them
 */
export function messageName(messages: readonly MessageView[], id: string): string {
  const place = messages.findIndex((message) => message.id === id);
  const meant = messages[place];
  if (meant === undefined) return id;
  const name = kindOnLink(meant);
  const nth = messages.filter((other, index) => index <= place && kindOnLink(other) === name).length;
  return `${name} #${nth}`;
}
