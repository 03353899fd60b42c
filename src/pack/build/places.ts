import type { Place } from '../../model/diagnostic.ts';
import { entry, type SourceNode, spot } from '../source-node.ts';

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
    const found = this.noted(path) ?? this.named(path);
    return found ? spot(found) : undefined;
  }

  private noted(path: string): SourceNode | null {
    for (const [id, rest] of splits(path)) {
      const written = this.inPlace.get(id);
      const found = written && (rest === null ? written : follow(written, rest, 'node'));
      if (found) return found;
    }
    return null;
  }

  private named(path: string): SourceNode | null {
    const [section, rest] = splits(path).at(-1) as Split;
    const written = entry(this.pack, section);
    if (!written || (rest !== null && section === 'tree')) return null;
    if (rest === null) return section === 'pack' || section === 'tree' ? written : null;
    return follow(written, rest, section === 'nodes' ? 'nodes' : 'other');
  }
}

/** What stands at a path within a value. In a node, what a branch leads to has a path of its own, and nothing at this one. */
function follow(written: SourceNode, path: string, kind: 'nodes' | 'node' | 'other'): SourceNode | null {
  for (const [step, rest] of splits(path)) {
    const inner = entry(written, step) ?? itemOf(written, step);
    if (!inner) continue;
    if (rest === null) return inner;
    if (kind === 'node' && isThen(inner)) continue;
    const found = follow(inner, rest, kind === 'nodes' ? 'node' : kind);
    if (found) return found;
  }
  return null;
}

function itemOf({ items }: SourceNode, step: string): SourceNode | null {
  const index = Number(step);
  return String(index) === step ? (items?.[index] ?? null) : null;
}

/** Only what a branch leads to is a mapping with one of these keys. */
function isThen(part: SourceNode): boolean {
  return (part.entries?.has('ask') && part.entries.has('branches')) || (part.entries?.has('leaf') ?? false);
}

type Split = readonly [first: string, rest: string | null];

/** A path in two at each of its points: ids may have points in them, too. The longest first parts come first. */
function splits(path: string): readonly Split[] {
  const found: Split[] = [[path, null]];
  for (let end = path.lastIndexOf('.'); end > 0; end = path.lastIndexOf('.', end - 1)) {
    found.push([path.slice(0, end), path.slice(end + 1)]);
  }
  return found;
}
