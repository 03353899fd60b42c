import type { CellSet } from '../cells.ts';
import type { Clause, Compiled, CompiledLeaf, CompiledNode, CompiledOption, CompiledValue } from '../compile.ts';
import { type Added, addedBy, type Conditional } from './effects.ts';
import type { Space } from './space.ts';

/** What stands where a node has no branch for an answer. */
export const gap = '';

/** The identity of a subtree: the same numbers in both packs are the same subtree, whatever its nodes are called. */
export interface Identity {
  /** The same answers lead to the same outcomes. */
  readonly outcome: number;
  /** And for the same reasons, in the same words. */
  readonly whole: number;
  /** The questions that matter from here on, as bits. */
  readonly matters: bigint;
  /** Those of them that are asked. */
  readonly asks: bigint;
}

/** Gives equal things equal numbers. */
export class Numbering {
  private readonly numbers = new Map<string, number>();

  of(text: string): number {
    const known = this.numbers.get(text);
    if (known !== undefined) return known;
    this.numbers.set(text, this.numbers.size);
    return this.numbers.size - 1;
  }
}

/** The identities of all that can be reached from the root of one side. Both sides must share the numbering. */
export function identitiesOf(space: Space, compiled: Compiled, numbering: Numbering, defaults: boolean): Map<string, Identity> {
  const identities = new Map<string, Identity>([
    [gap, { outcome: numbering.of('gap'), whole: numbering.of('gap'), matters: 0n, asks: 0n }],
  ]);
  const rules = compiled.questions.map(({ assume, default: fallback }) => {
    const lists = [assume, defaults ? fallback : []];
    return { key: lists.map(valuesKey).join('/'), matters: lists.flat().reduce((bits, { when }) => bits | clauseBits(when), 0n) };
  });
  const text = (id: string, node: CompiledNode | undefined): Identity =>
    node ? nodeIdentity(node) : leafIdentity(compiled, compiled.leaves.get(id) as CompiledLeaf, numbering);

  // Its own stack: a tree may be deeper than the machine's.
  const waiting = [compiled.pack.root];
  for (let id = waiting.at(-1); id !== undefined; id = waiting.at(-1)) {
    const node = compiled.nodes.get(id);
    const missing = identities.has(id) ? [] : (node?.branches ?? []).map(({ to }) => to).filter((to) => !identities.has(to));
    if (missing.length > 0) {
      waiting.push(...missing);
      continue;
    }
    waiting.pop();
    if (!identities.has(id)) identities.set(id, text(id, node));
  }
  return identities;

  function nodeIdentity(node: CompiledNode): Identity {
    const { cells, onlyOld, onlyNew } = space.questions[node.question] as Space['questions'][number];
    let left = cells.all & ~(onlyOld | onlyNew);
    let asks = 1n << BigInt(node.question);
    const rule = rules[node.question] as (typeof rules)[number];
    let matters = asks | rule.matters;
    const byOutcome = new Map<number, CellSet>();
    const byWhole = new Map<string, CellSet>();
    const add = (to: string, because: string, arriving: CellSet): void => {
      const below = identities.get(to) as Identity;
      asks |= below.asks;
      matters |= below.matters;
      byOutcome.set(below.outcome, (byOutcome.get(below.outcome) ?? 0n) | arriving);
      const key = `${below.whole}:${numbering.of(because)}`;
      byWhole.set(key, (byWhole.get(key) ?? 0n) | arriving);
    };
    for (const branch of node.branches) {
      const arriving = left & branch.cells;
      if (arriving === 0n) continue;
      left &= ~arriving;
      add(branch.to, branch.because, arriving);
    }
    if (left !== 0n) add(gap, '', left);
    const head = `node ${node.question} ${rule.key}`;
    return {
      outcome: numbering.of(`${head} ${[...byOutcome].map(([to, set]) => `${to}=${set.toString(36)}`).sort()}`),
      whole: numbering.of(`${head} whole ${[...byWhole].map(([to, set]) => `${to}=${set.toString(36)}`).sort()}`),
      matters,
      asks,
    };
  }
}

function leafIdentity(compiled: Compiled, { options }: CompiledLeaf, numbering: Numbering): Identity {
  const all = options.map((option) => optionIdentity(compiled, option, numbering));
  return {
    outcome: numbering.of(`leaf ${all.map(({ outcome }) => outcome)}`),
    whole: numbering.of(`leaf whole ${all.map(({ whole }) => whole)}`),
    matters: all.reduce((bits, { matters }) => bits | matters, 0n),
    asks: 0n,
  };
}

const optionIdentities = new WeakMap<Numbering, WeakMap<CompiledOption, Identity>>();

/** The identity of one option of a leaf, with all that it may warn of and bring along. */
export function optionIdentity(compiled: Compiled, option: CompiledOption, numbering: Numbering): Identity {
  const known = optionIdentities.get(numbering) ?? new WeakMap<CompiledOption, Identity>();
  optionIdentities.set(numbering, known);
  const cached = known.get(option);
  if (cached) return cached;
  const { service, variant, pattern, with: companions } = option.option;
  const contradicted = new Map<number, CellSet>();
  for (const { question, cells } of option.contradictions) contradicted.set(question, (contradicted.get(question) ?? 0n) | cells);
  const added = addedBy(compiled, option);
  const hard = [...contradicted]
    .filter(([, cells]) => cells !== 0n)
    .map(([question, cells]) => `${question}=${cells.toString(36)}`);
  const outcome = [
    service,
    variant,
    pattern,
    [...companions].sort(),
    hard.sort(),
    added.warnings.map(keyOf).sort(),
    added.companions.map(keyOf).sort(),
  ];
  const identity: Identity = {
    outcome: numbering.of(JSON.stringify(outcome)),
    whole: numbering.of(JSON.stringify(['whole', outcome, [...added.said].sort(), added.texts.map(keyOf).sort()])),
    matters: [...contradicted.keys()].reduce((bits, question) => bits | (1n << BigInt(question)), 0n) | addedBits(added),
    asks: 0n,
  };
  known.set(option, identity);
  return identity;
}

function addedBits({ warnings, companions, texts }: Added): bigint {
  return [...warnings, ...companions, ...texts].reduce((bits, { when }) => bits | clauseBits(when), 0n);
}

function keyOf({ name, when }: Conditional): string {
  return `${name} if ${clausesKey(when)}`;
}

function valuesKey(values: readonly CompiledValue[]): string {
  return values.map(({ when, value }) => `${clausesKey(when)}:${JSON.stringify(value)}`).join(';');
}

function clausesKey(when: readonly Clause[]): string {
  return when
    .map(({ question, cells }) => `${question}=${cells.toString(36)}`)
    .sort()
    .join('&');
}

function clauseBits(when: readonly Clause[]): bigint {
  return when.reduce((bits, { question }) => bits | (1n << BigInt(question)), 0n);
}
