import type { Brief } from '../summary.ts';
import type { Solver } from './decider.ts';
import { engineOf } from './engine.ts';
import type { Given } from './given.ts';
import { bitWords, type LeafBits } from './leaf-bits.ts';
import { follow, type Place, placeAt } from './places.ts';
import { slotsOf } from './slots.ts';
import type { FastLeaf, FastOption, Filling, Tables } from './tables.ts';
import { verdictsOf } from './verdicts.ts';

/** How many sets of answers, fits to a leaf, and places of the tree are remembered. */
const [mostAnswers, mostFits, mostPlaces] = [8192, 8192, 100_000];

/**
 * Solves with machine integers: walks as far as the answers go, then fits the leaf, or explores what is open. Remembers what
 * answers came to, and what those came to of which the same clauses hold at a leaf.
 */
export function fastSolver<T>(tables: Tables, given: Given, make: (brief: Brief) => T): Solver<T> {
  const { words, box, questions } = given;
  const { settle, twigAt, explore } = engineOf<T>(tables, given);
  const verdicts = verdictsOf(tables.compiled, make);
  const answers = slotsOf(words.length, mostAnswers);
  const results: T[] = [];
  const ends: Place[] = [];
  const fits = slotsOf(1 + bitWords, mostFits);
  const fitted: T[] = [];
  const key = new Int32Array(1 + bitWords);
  /** What the walk has filled in: `fillings` questions, and by question what with. */
  const filled: number[] = [];
  const filling: (Filling | null)[] = tables.questions.map(() => null);
  let fillings = 0;
  let root = placeAt(tables.root);
  let places = 0;
  let end = root;

  return {
    solve() {
      const known = answers.find(words);
      if (known >= 0) {
        end = ends[known] as Place;
        return results[known] as T;
      }
      walk();
      const result = arrive();
      const slot = answers.take(words);
      results[slot] = result;
      ends[slot] = end;
      return result;
    },
    trail: () => end,
  };

  function arrive(): T {
    const { leaf } = end.node;
    try {
      if (leaf === null) return exploreFrom(end);
      return leaf.bits === null ? verdicts.one(twigAt(leaf)) : fitTo(leaf, leaf.bits);
    } finally {
      takeBack();
    }
  }

  /** Goes on until a leaf, or until the first asked question that is unknown. */
  function walk(): void {
    if (places > mostPlaces) {
      root = placeAt(tables.root);
      places = 0;
    }
    end = root;
    while (end.question >= 0) {
      const { question } = end;
      let by = filling[question] as Filling | null;
      if (box[question] === 0) {
        // So far nothing is open that it could depend on.
        by = settle(question) ?? null;
        if (by === null) return;
        box[question] = by.bit;
        filling[question] = by;
        filled[fillings++] = question;
      }
      const cell = 31 - Math.clz32(box[question] as number);
      const next = (by === null ? end.next[cell] : end.filled[by.index]) ?? unfold(end, cell, by);
      // A gap: exploring meets it again, and says so.
      if (next === null) return;
      end = next;
    }
  }

  function unfold(place: Place, cell: number, by: Filling | null): Place | null {
    const next = follow(tables, place, cell, by);
    if (by === null) place.next[cell] = next;
    else place.filled[by.index] = next;
    places++;
    return next;
  }

  function takeBack(): void {
    while (fillings > 0) {
      const question = filled[--fillings] as number;
      box[question] = 0;
      filling[question] = null;
    }
  }

  function exploreFrom({ node }: Place): T {
    const { services, twigs, gaps } = explore(node);
    return gaps || services.length > 1 ? verdicts.open(services) : verdicts.decided(twigs);
  }

  function fitTo(leaf: FastLeaf, bits: LeafBits): T {
    weigh(leaf, bits);
    const known = fits.find(key);
    if (known >= 0) return fitted[known] as T;
    const result = verdicts.one(twigAt(leaf));
    fitted[fits.take(key)] = result;
    return result;
  }

  /** Makes the key of what the answers come to at a leaf: the option, and which clauses hold that its effects depend on. */
  function weigh({ options }: FastLeaf, { starts, rows, contradictions, effects }: LeafBits): void {
    let a = 0;
    let b = 0;
    let c = 0;
    const count = given.count();
    for (let index = 0; index < count + fillings; index++) {
      const question = (index < count ? questions[index] : filled[index - count]) as number;
      const start = starts[question] as number;
      if (start < 0 || box[question] === 0) continue;
      const row = start + bitWords * (31 - Math.clz32(box[question] as number));
      a |= rows[row] as number;
      b |= rows[row + 1] as number;
      c |= rows[row + 2] as number;
    }
    let at = 0;
    for (; at < contradictions.length; at += bitWords) {
      const against =
        (a & (contradictions[at] as number)) |
        (b & (contradictions[at + 1] as number)) |
        (c & (contradictions[at + 2] as number));
      if (against === 0) break;
    }
    const unmet = at === contradictions.length;
    if (unmet) at = 0;
    const { index } = options[at / bitWords] as FastOption;
    key[0] = unmet ? -1 - index : index;
    key[1] = a & (effects[at] as number);
    key[2] = b & (effects[at + 1] as number);
    key[3] = c & (effects[at + 2] as number);
  }
}
