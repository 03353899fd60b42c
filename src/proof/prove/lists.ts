import type { CellSet } from '../../engine/cells.ts';
import type { Clause, Compiled, CompiledLeaf } from '../../engine/compile.ts';
import type { CompiledOption, Held } from '../../engine/compile-option.ts';
import { effectsOf } from '../../engine/outcome.ts';
import type { Leaf, Option } from '../../model/pack.ts';
import type { Formula } from './solve.ts';
import type { Mask, Sets } from './space.ts';

/** What a leaf can recommend, in order of preference. Leaves that say the same share one, so that fit is analysed once. */
export interface OptionList {
  readonly options: readonly ListOption[];
  /** By option: when it is the one that is recommended because it fits. */
  readonly chosen: readonly Formula[];
  /** When none fits, so that the first one stays with a warning. */
  readonly unmet: Formula;
  /** All of these: each option where it fits, and the first one where none does. */
  readonly ways: readonly WayOut[];
  /** The questions whose answers make a difference to what comes out, or to what is said of it. */
  readonly relevant: Mask;
  readonly questions: readonly number[];
  /** Those, and what advice looks at that only adds words. */
  readonly tracked: Mask;
}

/** One way in which a leaf comes to a recommendation. */
export interface WayOut {
  readonly option: ListOption;
  readonly when: Formula;
  readonly unmet: boolean;
}

export interface ListOption {
  readonly compiled: CompiledOption;
  /** Service, variant and pattern: where two of these differ, the outcomes do. */
  readonly head: string;
  /** All else of an outcome, each companion and each warning code, with the conditions any of which brings it. */
  readonly items: ReadonlyMap<string, readonly (readonly Clause[])[]>;
  /** Advice that speaks of this option, by its id. */
  readonly advice: ReadonlyMap<string, readonly Clause[]>;
}

/** The distinct option lists of a pack's leaves. Only one leaf of each is prepared. */
export class OptionLists {
  readonly all: OptionList[] = [];
  private readonly known = new Map<string, OptionList>();
  private readonly compiled: Compiled;
  private readonly full: Sets;

  constructor(compiled: Compiled, full: Sets) {
    this.compiled = compiled;
    this.full = full;
  }

  of({ id, options }: Leaf): OptionList {
    const key = options.map(contentOf).join('\n');
    let list = this.known.get(key);
    if (!list) {
      list = listOf(this.compiled, this.compiled.leaves.get(id) as CompiledLeaf, this.full);
      this.known.set(key, list);
      this.all.push(list);
    }
    return list;
  }
}

/** What of an option decides what comes out: all but its texts. Ids have none of the characters that stand between them. */
function contentOf({ service, variant, with: companions, pattern, handles, mitigations }: Option): string {
  let content = `${service}/${variant} ${pattern} ${companions.join()}`;
  for (const question in handles) content += ` ${question}:${handles[question]?.by}`;
  for (const question in mitigations) content += ` ${question}=${mitigations[question]}`;
  return content;
}

function listOf(compiled: Compiled, { options }: CompiledLeaf, full: Sets): OptionList {
  const contradicted = options.map(({ contradictions }) => byQuestion(contradictions));
  const fits = contradicted.map((clauses) =>
    clauses.map(({ question, cells }) => [{ question, cells: (full[question] as CellSet) & ~cells }]),
  );
  const list = options.map((option) => listOption(compiled, option));
  let relevant = 0n;
  const add = (mask: Mask, { question, cells }: Clause): Mask => (cells ? mask | (1n << BigInt(question)) : mask);
  const note = (clauses: readonly Clause[]): void => {
    relevant = clauses.reduce(add, relevant);
  };
  contradicted.forEach(note);
  for (const { items } of list) for (const conditions of items.values()) conditions.forEach(note);
  const chosen = options.map((_, index): Formula => [...(fits[index] as Formula), ...contradicted.slice(0, index)]);
  const fitting = list.map((option, index): WayOut => ({ option, when: chosen[index] as Formula, unmet: false }));
  return {
    options: list,
    chosen,
    unmet: contradicted,
    ways: [...fitting, { option: list[0] as ListOption, when: contradicted, unmet: true }],
    relevant,
    tracked: list.reduce((mask, { advice }) => [...advice.values()].flat().reduce(add, mask), relevant),
    questions: full.flatMap((_, question) => ((relevant >> BigInt(question)) & 1n ? [question] : [])),
  };
}

function listOption(compiled: Compiled, option: CompiledOption): ListOption {
  const { service, variant, pattern, with: companions } = option.option;
  const items = new Map<string, (readonly Clause[])[]>();
  const advice = new Map<string, readonly Clause[]>();
  const add = (item: string, when: readonly Clause[]): void => {
    const known = items.get(item);
    if (known) known.push(when);
    else items.set(item, [when]);
  };
  for (const id of companions) add(`with ${id}`, []);
  for (const { when, effect } of effectsOf(compiled, option)) {
    if (effect.kind !== 'advice') {
      add(`warning ${effect.held.fact.id}`, when);
      continue;
    }
    advice.set(effect.advice.id, when);
    if (effect.advice.warning) add(`warning ${effect.advice.id}`, when);
    for (const id of effect.advice.with) add(`with ${id}`, when);
  }
  return { compiled: option, head: JSON.stringify([service, variant, pattern]), items, advice };
}

/** One set of contradicted cells for each question. */
function byQuestion(contradictions: readonly Held[]): Clause[] {
  const sets = new Map<number, CellSet>();
  for (const { question, cells } of contradictions) sets.set(question, (sets.get(question) ?? 0n) | cells);
  return [...sets].filter(([, cells]) => cells !== 0n).map(([question, cells]) => ({ question, cells }));
}
