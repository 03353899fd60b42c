import type { Place } from '../../model/diagnostic.ts';
import { type SourceNode, spot } from '../source-node.ts';

/**
 * Where each value of a pack stands, by its path as `PackSource.places` has it. A large pack has millions of values and
 * findings ask for a few of them, so a path is followed when it is asked for.
 */
export class Places {
  private readonly pack: SourceNode;
  /** Nodes and leaves that were written in place, by the paths that their ids give them. */
  private readonly inPlace = new Map<string, SourceNode>();

  constructor(pack: SourceNode) {
    this.pack = pack;
  }

  /** Notes a node or leaf that was written in place. */
  note(id: string, written: SourceNode): void {
    this.inPlace.set(`nodes.${id}`, written);
  }

  get(path: string): Place | undefined {
    const steps = path.split('.');
    // The ids of what is written in place have points in them: the longest one is meant.
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
