/**
 * Tells each edge that closes a cycle: the path from where the edge leads, round to there again, and the number of the edge
 * among those of the last node but one. Keeps its own stack, so that a chain may be of any length.
 */
export function findCycle(
  starts: readonly string[],
  edges: (id: string) => readonly string[],
  tell: (path: readonly string[], edge: number) => void,
): void {
  const done = new Set<string>();
  for (const start of starts) {
    if (done.has(start)) continue;
    const path = [{ id: start, to: edges(start), next: 0 }];
    const onPath = new Map([[start, 0]]);
    for (let top = path.at(-1); top; top = path.at(-1)) {
      if (top.next >= top.to.length) {
        path.pop();
        onPath.delete(top.id);
        done.add(top.id);
        continue;
      }
      const edge = top.next++;
      const id = top.to[edge] as string;
      const from = onPath.get(id);
      if (from !== undefined) tell([...path.slice(from).map((step) => step.id), id], edge);
      else if (!done.has(id)) {
        onPath.set(id, path.length);
        path.push({ id, to: edges(id), next: 0 });
      }
    }
  }
}
