import type { CompiledNode, CompiledQuestion } from '../compile.ts';
import { GapError } from '../explore.ts';
import type { FastLeaf, FastNode, FastOption, FastQuestion, Filling, Tables } from './tables.ts';
import { grow, type Twig, twigOf } from './twigs.ts';

/** What some answers can come to. The lists are the engine's own and hold until its next run. */
export interface Found<T> {
  /** The indexes of the services that can come out, in the order that they were met. */
  readonly services: readonly number[];
  /** Where it is one service: its outcomes, each once, in the order of `prospectOf`. */
  readonly twigs: readonly Twig<T>[];
  /** Some way reaches no leaf. */
  readonly gaps: boolean;
}

/** Answers as the engine sees them. */
export interface Open {
  /** For each question the bits of the cells that its answer may lie in; 0: there is no answer and it was not asked. */
  readonly box: number[];
  /** 1 for questions that were expressly answered `unknown`. */
  readonly unknown: readonly number[];
}

export interface Engine<T> {
  /** What fills an absent question; null: nothing does; undefined: that depends on open questions. */
  settle(question: number): Filling | null | undefined;
  /** What a leaf comes to where nothing in the box is open. */
  twigAt(leaf: FastLeaf): Twig<T>;
  /**
   * Follows every way in which open questions can fall from a node on, and leaves the box as it was.
   *
   * @throws GapError where none of them reaches a leaf
   */
  explore(node: FastNode): Found<T>;
}

/** So many twigs are kept at a time. */
const mostTwigs = 50_000;

/**
 * `prospectOf` over machine integers: the same walk and the same parts in the same order, in one box that is changed and
 * changed back.
 */
export function engineOf<T>({ compiled, questions }: Tables, { box, unknown }: Open): Engine<T> {
  const services: number[] = [];
  const twigs: Twig<T>[] = [];
  /** By the index of an option: it fits, or none does and it is the first. */
  const met: (Twig<T> | undefined)[] = [];
  const unmet: (Twig<T> | undefined)[] = [];
  let gap: FastNode | null = null;
  let run = 0;
  let grown = 0;

  return { settle, twigAt, explore };

  function settle(question: number): Filling | null | undefined {
    for (const filling of fillingsOf(question)) {
      const share = shareOf(filling.when, 0, filling.when.length);
      if (share === part) return undefined;
      if (share === all) return filling;
    }
    return null;
  }

  function fillingsOf(question: number): readonly Filling[] {
    const { absent, unknown: whenUnknown } = questions[question] as FastQuestion;
    return unknown[question] === 0 ? absent : whenUnknown;
  }

  function twigAt({ options }: FastLeaf): Twig<T> {
    prune();
    const fitting = options.find((option) => !isContradicted(option));
    let twig = fitting ? rootOf(fitting, false) : rootOf(options[0] as FastOption, true);
    const { effects } = twig.option;
    for (let at = 0; at < effects.length; ) {
      const end = at + 1 + 2 * (effects[at] as number);
      twig = branchOf(twig, shareOf(effects, at + 1, end) === all);
      at = end;
    }
    return twig;
  }

  function isContradicted({ contradictions }: FastOption): boolean {
    for (let at = 0; at < contradictions.length; at += 2) {
      if (((box[contradictions[at] as number] as number) & (contradictions[at + 1] as number)) !== 0) return true;
    }
    return false;
  }

  function rootOf(option: FastOption, isUnmet: boolean): Twig<T> {
    const roots = isUnmet ? unmet : met;
    const root = roots[option.index] ?? twigOf<T>(option, isUnmet);
    roots[option.index] = root;
    return root;
  }

  /** The twig in which the next effect holds, or not. */
  function branchOf(twig: Twig<T>, holds: boolean): Twig<T> {
    const known = holds ? twig.yes : twig.no;
    if (known) return known;
    grown++;
    return grow(twig, holds);
  }

  function prune(): void {
    if (grown <= mostTwigs) return;
    met.length = 0;
    unmet.length = 0;
    grown = 0;
  }

  function explore(node: FastNode): Found<T> {
    prune();
    run++;
    services.length = 0;
    twigs.length = 0;
    gap = null;
    visit(node);
    if (gap !== null && services.length === 0) throw gapAt(gap);
    return { services, twigs, gaps: gap !== null };
  }

  function visit(node: FastNode): void {
    const { leaf, question } = node;
    if (leaf) choose(leaf, 0);
    else if (box[question] !== 0) descend(node);
    else fill(node, settle(question));
  }

  function descend(node: FastNode): void {
    const { question, cells } = node;
    const has = box[question] as number;
    let left = has;
    for (let branch = 0; branch < cells.length && left !== 0; branch++) {
      const arriving = left & (cells[branch] as number);
      if (arriving === 0) continue;
      box[question] = arriving;
      visit(node.to(branch));
      left &= ~arriving;
    }
    box[question] = has;
    if (left !== 0) gap ??= node;
  }

  function fill(node: FastNode, filling: Filling | null | undefined): void {
    const { question } = node;
    if (filling === undefined) {
      inParts(partsFilled(question), () => descend(node));
      return;
    }
    box[question] = filling ? filling.bit : (questions[question] as FastQuestion).all;
    descend(node);
    box[question] = 0;
  }

  function partsFilled(question: number): number[][] {
    const filled: number[][] = [];
    const fillWith = (parts: readonly number[][], bits: number): void => {
      for (const each of parts) {
        each[question] = bits;
        filled.push(each);
      }
    };
    let rest = [box.slice()];
    for (const { when, bit } of fillingsOf(question)) {
      rest = rest.flatMap((each) => {
        const { inside, outside } = split(each, when, 0, when.length);
        if (inside) fillWith([inside], bit);
        return outside;
      });
    }
    fillWith(rest, (questions[question] as FastQuestion).all);
    return filled;
  }

  /** The first option that no fact contradicts; where one contradicts in a part of the box, the next options for that part. */
  function choose(leaf: FastLeaf, index: number): void {
    const option = leaf.options[index];
    if (option === undefined) {
      chosen(leaf.options[0] as FastOption, true);
      return;
    }
    const { contradictions } = option;
    let before: number[] | null = null;
    let fits = true;
    for (let at = 0; at < contradictions.length && fits; at += 2) {
      const question = contradictions[at] as number;
      const has = box[question] as number;
      const hit = has & (contradictions[at + 1] as number);
      if (hit === 0) continue;
      fits = hit !== has;
      if (fits) {
        before ??= box.slice();
        box[question] = hit;
      }
      choose(leaf, index + 1);
      if (fits) box[question] = has & ~hit;
    }
    if (fits) chosen(option, false);
    if (before) load(before);
  }

  function chosen(option: FastOption, isUnmet: boolean): void {
    if (!services.includes(option.service)) services.push(option.service);
    // With a second service the decision is open, and nobody asks what else there would be to say.
    if (services.length === 1) sortOut(rootOf(option, isUnmet), 0);
  }

  /** Tells for each part of the box which effects hold in it, from the one at `at` on. */
  function sortOut(from: Twig<T>, at: number): void {
    const { effects } = from.option;
    let twig = from;
    for (let start = at; start < effects.length; ) {
      const end = start + 1 + 2 * (effects[start] as number);
      const share = shareOf(effects, start + 1, end);
      if (share === part) {
        sortOutParts(twig, start, end);
        return;
      }
      twig = branchOf(twig, share === all);
      start = end;
    }
    if (twig.run === run) return;
    twig.run = run;
    twigs.push(twig);
  }

  function sortOutParts(twig: Twig<T>, start: number, end: number): void {
    const { inside, outside } = split(box, twig.option.effects, start + 1, end);
    inParts([inside as number[]], () => sortOut(branchOf(twig, true), end));
    inParts(outside, () => sortOut(branchOf(twig, false), end));
  }

  /** In how much of the box a run of clauses holds. */
  function shareOf(clauses: Int32Array, start: number, end: number): number {
    let share = all;
    for (let at = start; at < end; at += 2) {
      const has = box[clauses[at] as number] as number;
      const held = has & (clauses[at + 1] as number);
      if (held === 0) return none;
      if (held !== has) share = part;
    }
    return share;
  }

  function inParts(parts: readonly (readonly number[])[], work: () => void): void {
    const before = box.slice();
    for (const each of parts) {
      load(each);
      work();
    }
    load(before);
  }

  function load(other: readonly number[]): void {
    for (let question = 0; question < other.length; question++) box[question] = other[question] as number;
  }

  function gapAt({ node, question }: FastNode): GapError {
    return new GapError((node as CompiledNode).id, (compiled.questions[question] as CompiledQuestion).question.id);
  }
}

const none = 0;
const part = 1;
const all = 2;

/** As `split` in `explore.ts`. */
function split(
  box: readonly number[],
  clauses: Int32Array,
  start: number,
  end: number,
): { inside: number[] | null; outside: number[][] } {
  const outside: number[][] = [];
  const inside = box.slice();
  for (let at = start; at < end; at += 2) {
    const question = clauses[at] as number;
    const has = inside[question] as number;
    const held = has & (clauses[at + 1] as number);
    if (held === 0) return { inside: null, outside: [box.slice()] };
    if (held === has) continue;
    const other = inside.slice();
    other[question] = has & ~held;
    outside.push(other);
    inside[question] = held;
  }
  return { inside, outside };
}
