import type { Clause } from '../engine/box.ts';
import type { CompiledOption } from '../engine/compile.ts';
import type { Leaf, Option } from '../model/pack.ts';
import { addedBy, type Conditional } from './effects.ts';
import type { Space } from './space.ts';
import type { Side } from './state.ts';

/** Holds what two packs recommend against each other: whatever the answers are, do options come to the same? */
export class Offers {
  private readonly space: Space;
  private readonly offers: readonly [Map<string, Offer>, Map<string, Offer>] = [new Map(), new Map()];
  private readonly usual = new Map<string, Sameness>();

  constructor(space: Space) {
    this.space = space;
  }

  /** Whether two leaves recommend the same in the same order; with `words`, in the same words as well. */
  sameLeaf(old: Leaf, now: Leaf, words: boolean): boolean {
    const { length } = old.options;
    if (length !== now.options.length) return false;
    for (let index = 0; index < length; index++) {
      if (!this.sameOption(old.options[index] as Option, now.options[index] as Option, words)) return false;
    }
    return true;
  }

  sameOption(old: Option, now: Option, words: boolean): boolean {
    if (old.service !== now.service || old.variant !== now.variant || old.pattern !== now.pattern) return false;
    if (!sameTexts(old.with, now.with)) return false;
    if (words && !sameWords(old, now)) return false;
    const { outcome, texts } = this.compared(old, now);
    return outcome && (texts || !words);
  }

  /** The questions whose answers may make a difference to an option, as bits. */
  mattersTo(side: Side, option: CompiledOption): bigint {
    return this.offerOf(side, option).matters;
  }

  /** Two options of the same service, variant and pattern; most options have no more to them than that. */
  private compared(old: Option, now: Option): Sameness {
    if (!isUsual(old) || !isUsual(now)) return this.compare(old, now);
    const key = keyOf(old);
    let known = this.usual.get(key);
    if (!known) {
      known = this.compare(old, now);
      this.usual.set(key, known);
    }
    return known;
  }

  private compare(old: Option, now: Option): Sameness {
    const [before, after] = this.space.sides;
    const offers = [this.offerOf(0, before.optionOf(old)), this.offerOf(1, after.optionOf(now))] as const;
    return { outcome: offers[0].outcome === offers[1].outcome, texts: offers[0].texts === offers[1].texts };
  }

  private offerOf(side: Side, option: CompiledOption): Offer {
    const key = keyOf(option.option);
    const known = this.offers[side].get(key);
    if (known) return known;
    const { warnings, companions, texts } = addedBy(option);
    const offer = {
      outcome: JSON.stringify([option.misfits.map(clausesKey).sort(), textsOf(warnings), textsOf(companions)]),
      texts: JSON.stringify(textsOf(texts)),
      matters: [...warnings, ...companions, ...texts].reduce(
        (bits, { when }) => bits | clauseBits(when),
        option.misfits.reduce((bits, when) => bits | clauseBits(when), 0n),
      ),
    };
    this.offers[side].set(key, offer);
    return offer;
  }
}

/** What options of the same service, put to use in the same way, have in common, as texts that are the same for the same. */
interface Offer {
  readonly outcome: string;
  readonly texts: string;
  readonly matters: bigint;
}

interface Sameness {
  readonly outcome: boolean;
  readonly texts: boolean;
}

function isUsual({ handles, mitigations }: Option): boolean {
  return isEmpty(handles) && isEmpty(mitigations);
}

function keyOf(option: Option): string {
  const { service, variant, pattern, handles, mitigations } = option;
  return isUsual(option) ? `${service}/${variant}/${pattern}` : JSON.stringify([service, variant, pattern, handles, mitigations]);
}

function isEmpty(record: Readonly<Record<string, unknown>>): boolean {
  for (const _ in record) return false;
  return true;
}

function sameWords(old: Option, now: Option): boolean {
  if (old.summary === now.summary && sameTexts(old.because, now.because)) return true;
  return sameTexts([old.summary, ...old.because], [now.summary, ...now.because]);
}

/** Whether two lists hold the same, in whatever order. */
function sameTexts(old: readonly string[], now: readonly string[]): boolean {
  if (old.length !== now.length) return false;
  if (old.every((text, index) => text === now[index])) return true;
  const sorted = [...now].sort();
  return [...old].sort().every((text, index) => text === sorted[index]);
}

function textsOf(conditionals: readonly Conditional[]): string[] {
  return conditionals.map(({ name, when }) => `${name} if ${clausesKey(when)}`).sort();
}

/** A condition as a text that is the same for the same. */
export function clausesKey(when: readonly Clause[]): string {
  return when
    .map(({ question, cells }) => `${question}=${cells}`)
    .sort()
    .join('&');
}

export function clauseBits(when: readonly Clause[]): bigint {
  return when.reduce((bits, { question }) => bits | (1n << BigInt(question)), 0n);
}
