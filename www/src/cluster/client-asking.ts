import type { ClusterFrame } from "../api/frames.ts";
import type { Presentation } from "../stage/cluster-presentation.ts";
import type { Target } from "../state/app-state.ts";

/** Who asks next, and whom: null for the node that the client knows of. */
export interface Asking {
  client: string;
  node: string | null;
}

/**
 * The selected client, or the first. Where any node serves, the selected node is the one that is asked, by the first
 * client that waits for nothing: so two can be made to compete.
 */
export function askingOf(
  { clients }: ClusterFrame,
  selection: Target | null,
  { anyNodeServes }: Pick<Presentation, "anyNodeServes">,
): Asking | null {
  const node = anyNodeServes && selection?.kind === "node" ? selection.id : null;
  const idle = node === null ? undefined : clients.find((client) => client.pending === null);
  const client = selection?.kind === "client" ? selection.id : (idle ?? clients[0])?.id;
  return client === undefined ? null : { client, node };
}
