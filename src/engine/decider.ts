import type { Decided, DecisionSummary, Policy, Step } from '../model/decision.ts';
import type { Pack, Value } from '../model/pack.ts';
import { divisible } from './box.ts';
import { ABSENT, bitOf, type CellSet, cellOf } from './cells.ts';
import { choose } from './choose.ts';
import { type Compiled, type CompiledBranch, type CompiledNode, type CompiledValue, compile } from './compile.ts';
import { explore, type Visitor } from './explore.ts';
import { GapError } from './gap-error.ts';
import { derive, emptyBox } from './known.ts';
import { type Outcome, withEffects } from './outcome.ts';
import { summaryOf } from './summary.ts';

/** An outcome without the answers that lead to it. */
type Found = Omit<Outcome, 'box'>;

const ignore = (): void => {};

/** The code of an answer that is expressly unknown; higher than that of any cell. */
const UNKNOWN_CODE = 99;

const WORD_BITS = 32;

/** The size of each cache: decisions by answers, and summaries by outcomes. */
const MAX_REMEMBERED = 10_000;

/**
 * Decides many sets of answers as `decide` would, without explanations. For each set call `clear`, then `give` for each
 * answer, then `decide`.
 */
export class Decider<T = DecisionSummary> {
  readonly compiled: Compiled;
  readonly #policy: Policy;
  readonly #make: (summary: DecisionSummary) => T;
  readonly #box: CellSet[];
  readonly #values: (Value | null)[];
  readonly #unknown = new Set<number>();
  readonly #summaries = new Map<string, T>();
  /** By dimension: 0 for no answer, else the cell plus 1. */
  readonly #codes: number[];
  readonly #decided = new Map<string, Decided<T>>();

  /**
   * @param make converts a summary, for example to its text; called once for each distinct summary, as results are cached
   */
  constructor(pack: Pack, policy: Policy, make: (summary: DecisionSummary) => T) {
    this.compiled = compile(pack);
    this.#policy = policy;
    this.#make = make;
    this.#box = emptyBox(this.compiled);
    this.#values = this.compiled.questions.map(() => null);
    this.#codes = this.compiled.dimensions.map(() => 0);
  }

  clear(): void {
    this.#box.fill(ABSENT);
    this.#values.fill(null);
    this.#codes.fill(0);
    this.#unknown.clear();
  }

  /**
   * Gives an answer.
   *
   * @param index of the question, as in `compiled.questions`
   * @param value null: expressly unknown; a value that the question does not have is ignored
   */
  give(index: number, value: Value | null): void {
    const question = this.compiled.questions[index];
    if (!question) return;
    const cell = value === null ? -1 : cellOf(question.cells, value);
    if (value === null) {
      this.#unknown.add(index);
      this.#codes[index] = UNKNOWN_CODE;
    } else if (cell >= 0) {
      this.#codes[index] = cell + 1;
      this.#box[index] = bitOf(cell);
      this.#values[index] = value;
    }
  }

  /** @throws GapError as `decide` does */
  decide(): Decided<T> {
    const { compiled } = this;
    if (compiled.derived.length > 0) derive(compiled, this.#box, this.#values);
    for (const { index } of compiled.derived) this.#codes[index] = WORD_BITS - Math.clz32((this.#box[index] ?? 0) & ~ABSENT);
    const key = String.fromCharCode(...this.#codes);
    const known = this.#decided.get(key);
    if (known) return known;
    const path: Step[] = [];
    const summary = this.#explore((node, branch, filled, certain) => {
      if (certain) path.push(this.#stepOf(node, branch, filled, path));
    });
    const decided = { summary, path };
    // A path quotes the number that was given, and different numbers may lie in the same cell.
    const isSame = path.every(({ answer, from }) => from !== 'file' || typeof answer === 'string');
    if (isSame && this.#decided.size < MAX_REMEMBERED) this.#decided.set(key, decided);
    return decided;
  }

  /**
   * Like `decide`, without the path.
   *
   * @throws GapError as `decide` does
   */
  summary(): T {
    const { compiled } = this;
    if (compiled.derived.length > 0) derive(compiled, this.#box, this.#values);
    return this.#explore(ignore);
  }

  #explore(enter: NonNullable<Visitor['enter']>): T {
    const { compiled } = this;
    const found: Found[] = [];
    let gap: CompiledNode | null = null;
    explore(compiled, { box: this.#box, unknown: this.#unknown }, this.#policy, {
      leaf: (leaf, box) => {
        const answers = divisible(box);
        choose(leaf, answers, (option, unmet) => {
          withEffects(option.effects, answers, [], (effects) => {
            found.push({ leaf, option, unmet, effects: [...effects] });
          });
        });
      },
      gap: (node) => {
        gap ??= node;
      },
      enter,
    });
    return this.#summaryOf(found, gap);
  }

  #stepOf(node: CompiledNode, branch: CompiledBranch, filled: CompiledValue | null, before: readonly Step[]): Step {
    const question = node.node.ask;
    const given = this.#values[node.question] ?? null;
    // A value that was filled in once also holds where the question is asked again.
    const earlier = filled || given !== null ? undefined : before.find((step) => step.question === question);
    return {
      node: node.id,
      question,
      answer: filled?.value ?? given ?? earlier?.answer ?? '',
      from: filled?.from ?? earlier?.from ?? 'file',
      because: branch.because,
      layer: node.layer,
    };
  }

  #summaryOf(outcomes: readonly Found[], gap: CompiledNode | null): T {
    let key = gap ? 'gap' : '';
    for (const { option, unmet, effects } of outcomes) {
      key += unmet ? `;-${option.index}` : `;${option.index}`;
      for (const effect of effects) key += `,${effect.index}`;
    }
    let summary = this.#summaries.get(key);
    if (summary === undefined) {
      if (gap && outcomes.length === 0) throw new GapError(gap.id, gap.node.ask);
      summary = this.#make(summaryOf(this.compiled, outcomes, gap !== null));
      if (this.#summaries.size < MAX_REMEMBERED) this.#summaries.set(key, summary);
    }
    return summary;
  }
}

/**
 * Prepares a pack for deciding many sets of answers as parsed from JSON: values by question id, null for expressly
 * unknown; ids and values that the pack does not have are ignored.
 *
 * @returns a function of answers, which throws GapError as `decide` does
 */
export function deciderOf(pack: Pack, policy: Policy): (answers: Readonly<Record<string, Value | null>>) => Decided {
  const decider = new Decider(pack, policy, (summary) => summary);
  const { indexOf } = decider.compiled;
  return (answers) => {
    decider.clear();
    for (const id in answers) {
      const value = answers[id];
      if (value !== undefined) decider.give(indexOf.get(id) ?? -1, value);
    }
    return decider.decide();
  };
}
