import type { Turn } from '../pack-test/decision-path.ts';
import type { CellSet } from './cells.ts';
import type { Compiled, CompiledNode } from './compile.ts';
import type { Box } from './explore.ts';

/** A way from the root to a leaf, and the answers that take it. */
export interface Way {
  readonly turns: readonly Turn[];
  readonly leaf: string;
  readonly box: Box;
}

/** A way below a node, as a list: its first turn, and the rest. */
type Below = { readonly turn: Turn; readonly cells: CellSet; readonly rest: Below } | { readonly leaf: string };

interface Best {
  readonly score: number;
  readonly way: Below;
}

/**
 * Finds ways through the tree that pass as much as possible of what is wanted. What the walk of an earlier way has to do
 * with a later one is the caller's: `change` is told what became worth less.
 */
export class Ways {
  private readonly compiled: Compiled;
  private readonly worth: (turn: Turn | string) => number;
  private readonly best = new Map<string, Best>();
  /** The questions that are asked from a node on, as bits. */
  private readonly asks = new Map<string, bigint>();
  private readonly parents = new Map<string, string[]>();

  /** @param worth of a turn, or of ending at the leaf of an id */
  constructor(compiled: Compiled, worth: (turn: Turn | string) => number) {
    this.compiled = compiled;
    this.worth = worth;
    for (const node of compiled.nodes.values()) {
      for (const { to } of node.branches) {
        const known = this.parents.get(to);
        if (known) known.push(node.id);
        else this.parents.set(to, [node.id]);
      }
    }
  }

  /** The way that is worth most, or null where none is worth anything. */
  next(): Way | null {
    const found = this.from(this.compiled.pack.root, new Map());
    if (!found || found.score === 0) return null;
    const turns: Turn[] = [];
    const box = new Map<number, CellSet>();
    let way = found.way;
    while ('turn' in way) {
      turns.push(way.turn);
      box.set(way.turn.question, (box.get(way.turn.question) ?? way.cells) & way.cells);
      way = way.rest;
    }
    return { turns, leaf: way.leaf, box };
  }

  /** Something at these nodes and leaves, or at branches that lead out of them, is worth less than before. */
  changed(ids: Iterable<string>): void {
    const seen = new Set(ids);
    const waiting = [...seen];
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
      this.best.delete(id);
      for (const parent of this.parents.get(id) ?? []) {
        if (seen.has(parent)) continue;
        seen.add(parent);
        waiting.push(parent);
      }
    }
  }

  private from(id: string, box: ReadonlyMap<number, CellSet>): Best | null {
    const node = this.compiled.nodes.get(id);
    if (!node) return { score: this.worth(id), way: { leaf: id } };
    // What is best below a node is the same wherever one comes from, unless a question above is asked again below.
    const free = (this.asksFrom(id) & bitsOf(box)) === 0n;
    const known = free ? this.best.get(id) : undefined;
    if (known) return known;
    const found = this.through(node, box);
    if (free && found) this.best.set(id, found);
    return found;
  }

  private through(node: CompiledNode, box: ReadonlyMap<number, CellSet>): Best | null {
    let left = box.get(node.question) ?? (this.compiled.questions[node.question]?.cells.all as CellSet);
    let best: Best | null = null;
    node.branches.forEach(({ cells, to }, branch) => {
      const arriving = left & cells;
      if (arriving === 0n) return;
      left &= ~cells;
      const below = this.from(to, new Map(box).set(node.question, arriving));
      if (!below) return;
      const turn = { node: node.id, branch, question: node.question };
      const score = below.score + this.worth(turn);
      if (!best || score > best.score) best = { score, way: { turn, cells: arriving, rest: below.way } };
    });
    return best;
  }

  private asksFrom(id: string): bigint {
    const known = this.asks.get(id);
    if (known !== undefined) return known;
    const node = this.compiled.nodes.get(id);
    let bits = node ? 1n << BigInt(node.question) : 0n;
    for (const { to } of node?.branches ?? []) bits |= this.asksFrom(to);
    this.asks.set(id, bits);
    return bits;
  }
}

function bitsOf(box: ReadonlyMap<number, CellSet>): bigint {
  let bits = 0n;
  for (const question of box.keys()) bits |= 1n << BigInt(question);
  return bits;
}
