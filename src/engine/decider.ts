import type { Decided, DecisionSummary, Policy } from '../model/decision.ts';
import type { Pack, Value } from '../model/pack.ts';
import { ABSENT, bitOf, type CellSet, cellOf } from './cells.ts';
import { compile } from './compile.ts';
import type { Compiled, CompiledNode } from './compiled.ts';
import { derive, emptyBox, explore, type PathStep, stepsOf, type Visitor } from './explore.ts';
import { GapError } from './gap-error.ts';
import { type ChosenOption, chosenAt, summaryOf } from './outcome.ts';

/** The code of an answer that is expressly unknown; higher than that of any cell. */
const UNKNOWN_CODE = 99;

const WORD_BITS = 32;

/** The size of each cache: decisions by answers, and summaries by outcomes. */
const MAX_REMEMBERED = 10_000;

export interface PreparedAnswer {
  readonly index: number;
  readonly value: Value | null;
  /** The set of its cell; empty: the question does not have the value. */
  readonly cells: CellSet;
}

/** Decides sets of answers without explanations: `clear`, `give` each answer, then `decideWithPath` or `summarize`. */
export class Decider<T = DecisionSummary> {
  readonly compiled: Compiled;
  readonly #policy: Policy;
  readonly #make: (summary: DecisionSummary) => T;
  readonly #box: CellSet[];
  readonly #values: (Value | null)[];
  readonly #unknown = new Set<number>();
  readonly #summaries = new Map<string, T>();
  readonly #decided = new Map<string, Decided<T>>();

  /** @param make converts a summary, for example to its text; called once for each distinct one, as results are cached */
  constructor(pack: Pack, policy: Policy, make: (summary: DecisionSummary) => T) {
    this.compiled = compile(pack);
    this.#policy = policy;
    this.#make = make;
    this.#box = emptyBox(this.compiled);
    this.#values = this.compiled.questions.map(() => null);
  }

  clear(): void {
    this.#box.fill(ABSENT);
    this.#values.fill(null);
    // Clearing allocates a new table even if there is nothing to clear.
    if (this.#unknown.size > 0) this.#unknown.clear();
  }

  /**
   * Prepares an answer to a question, by its index, which can then be given to any number of decisions; null: expressly unknown.
   * A value that the question does not have is ignored.
   */
  prepare(index: number, value: Value | null): PreparedAnswer {
    const question = this.compiled.questions[index];
    return { index, value, cells: !question || value === null ? 0 : bitOf(cellOf(question.cells, value)) };
  }

  give({ index, value, cells }: PreparedAnswer): void {
    if (value === null) this.#unknown.add(index);
    else if (cells !== 0) {
      this.#box[index] = cells;
      this.#values[index] = value;
    }
  }

  /** @throws GapError as `decide` does */
  decideWithPath(): Decided<T> {
    derive(this.compiled, this.#box, this.#values);
    const key = this.#key();
    const known = this.#decided.get(key);
    if (known) return known;
    const steps: PathStep[] = [];
    const summary = this.#explore((node, branch, filled, certain) => certain && steps.push({ node, branch, filled }));
    // A value that was filled in once also holds where the question is asked again.
    const fills = new Map(steps.flatMap(({ node, filled }) => (filled ? [[node.question, filled] as const] : [])));
    const path = stepsOf(steps, ({ question }) => fills.get(question) ?? { value: this.#values[question] ?? null, from: 'file' });
    const decided = { summary, path };
    // A path quotes the number that was given, and different numbers may lie in the same cell.
    const isSame = path.every(({ answer, from }) => from !== 'file' || typeof answer === 'string');
    if (isSame && this.#decided.size < MAX_REMEMBERED) this.#decided.set(key, decided);
    return decided;
  }

  /** Like `decideWithPath`, GapError included, but without the path. */
  summarize(): T {
    derive(this.compiled, this.#box, this.#values);
    return this.#explore();
  }

  /** Stands for the answers: a character for each dimension, 0 for no answer, else the cell plus 1. */
  #key(): string {
    const codes = this.#box.map((set, index) =>
      this.#unknown.has(index) ? UNKNOWN_CODE : WORD_BITS - Math.clz32(set & ~ABSENT),
    );
    return String.fromCharCode(...codes);
  }

  #explore(enter?: Visitor['enter']): T {
    const known = { box: this.#box, unknown: this.#unknown };
    const outcomes: ChosenOption[] = [];
    const gaps: CompiledNode[] = [];
    let key = '';
    explore(this.compiled, known, this.#policy, {
      leaf: (leaf, _, answers) =>
        chosenAt(leaf, answers, (chosen) => {
          const { option, unmet, effects } = chosen;
          outcomes.push(chosen);
          key += unmet ? `-${option.key}` : option.key;
          for (const effect of effects) key += effect.key;
        }),
      gap: (node) => gaps.push(node),
      ...(enter && { enter }),
    });
    const [gap] = gaps;
    if (gap && outcomes.length === 0) throw new GapError(gap.id, gap.ask);
    if (gap) key += ';gap';
    let summary = this.#summaries.get(key);
    if (summary === undefined) {
      summary = this.#make(summaryOf(this.compiled, outcomes, gap !== undefined));
      if (this.#summaries.size < MAX_REMEMBERED) this.#summaries.set(key, summary);
    }
    return summary;
  }
}

/**
 * Prepares a pack for deciding many sets of answers as parsed from JSON: values by question id, null for expressly
 * unknown; ids and values that the pack does not have are ignored. Throws GapError as `decide` does.
 */
export function deciderOf(pack: Pack, policy: Policy): (answers: Readonly<Record<string, Value | null>>) => Decided {
  const decider = new Decider(pack, policy, (summary) => summary);
  const { indexOf } = decider.compiled;
  return (answers) => {
    decider.clear();
    for (const id in answers) {
      const value = answers[id];
      if (value !== undefined) decider.give(decider.prepare(indexOf.get(id) ?? -1, value));
    }
    return decider.decideWithPath();
  };
}
