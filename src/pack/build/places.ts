import type { Place } from '../../model/diagnostic.ts';
import { type SourceNode, spot } from '../source-node.ts';

/**
 * Finds the place of a value by its path in `PackSource.places`. Paths are resolved on demand, because a large pack has
 * millions of values and findings need only a few of them.
 */
export class Places {
  private readonly pack: SourceNode;
  /** Nodes and leaves written in place, by the paths of their ids. */
  private readonly inPlace = new Map<string, SourceNode>();

  constructor(pack: SourceNode) {
    this.pack = pack;
  }

  /** Registers a node or leaf written in place. */
  note(id: string, written: SourceNode): void {
    this.inPlace.set(`nodes.${id}`, written);
  }

  get(path: string): Place | undefined {
    const steps = path.split('.');
    // Ids of nodes written in place contain dots: the longest match wins.
    for (let end = steps.length; end > 1; end--) {
      const written = this.inPlace.get(steps.slice(0, end).join('.'));
      const found = written && follow(written, steps.slice(end));
      if (found) return spot(found);
    }
    const found = follow(this.pack, steps);
    return found && spot(found);
  }
}

function follow(written: SourceNode, steps: readonly string[]): SourceNode | undefined {
  let found: SourceNode | undefined = written;
  for (const step of steps) found = found?.entries?.get(step) ?? found?.items?.[Number(step)];
  return found;
}
