import type { CellSet } from '../cells.ts';
import type { Clause, CompiledLeaf, CompiledNode, CompiledOption, CompiledQuestion, CompiledValue } from '../compile.ts';
import { commonOf } from './boxes.ts';
import { addedBy, type Conditional } from './effects.ts';
import { Numbering } from './numbering.ts';
import type { Space } from './space.ts';
import type { Side } from './state.ts';

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

/** What a number stands for. Below zero, where no pair has its number: a pair whose first part is a kind is no other pair. */
const kinds = { gap: -1, outcome: -2, words: -3, leaf: -4, leafWords: -5, node: -6, nodeWords: -7 } as const;

/** What both packs are numbered by: with it, the same numbers are the same things. */
export class Identities {
  readonly numbering = new Numbering();
  private readonly space: Space;
  private readonly leaves: readonly [Map<string, Identity>, Map<string, Identity>] = [new Map(), new Map()];
  private readonly offers: readonly [Map<string, Offer>, Map<string, Offer>] = [new Map(), new Map()];
  private readonly known = new Map<boolean, readonly [ReadonlyMap<string, Identity>, ReadonlyMap<string, Identity>]>();

  constructor(space: Space) {
    this.space = space;
  }

  /** The identities of all that can be reached from the two roots, by id. */
  of(defaults: boolean): readonly [ReadonlyMap<string, Identity>, ReadonlyMap<string, Identity>] {
    // Where the same defaults hold in both packs, they make no subtree differ that does not differ without them.
    const asked = defaults && !this.sameDefaults();
    const cached = this.known.get(asked);
    if (cached) return cached;
    const found = [this.from(0, asked), this.from(1, asked)] as const;
    this.known.set(asked, found);
    return found;
  }

  /** The identity of one option of a leaf, with all that it may warn of and bring along. */
  ofOption(side: Side, option: CompiledOption): Identity {
    const { numbering } = this;
    const offer = this.offerOf(side, option);
    const { summary, because, with: companions } = option.option;
    const others = companions.map((id) => numbering.text(id));
    const outcome = numbering.pair(numbering.bag(kinds.outcome, others), offer.outcome);
    const texts = [summary, ...because].map((text) => numbering.text(text));
    const whole = numbering.pair(numbering.pair(numbering.bag(kinds.words, texts), offer.texts), outcome);
    return { outcome, whole, matters: offer.matters, asks: 0n };
  }

  private sameDefaults(): boolean {
    const keys = this.space.sides.map(({ questions }) => questions.map((question) => valuesKey(question.default)).join());
    return keys[0] === keys[1];
  }

  private from(side: Side, defaults: boolean): Map<string, Identity> {
    const compiled = this.space.sides[side];
    const gapNumber = this.numbering.list(kinds.gap, []);
    const identities = new Map<string, Identity>([[gap, { outcome: gapNumber, whole: gapNumber, matters: 0n, asks: 0n }]]);
    const rules = compiled.questions.map((question) => this.ruleOf(question, defaults));
    // Its own stack: a tree may be deeper than the machine's.
    const waiting = [compiled.pack.root];
    while (waiting.length > 0) {
      const id = waiting[waiting.length - 1] as string;
      const node = compiled.nodes.get(id);
      const before = waiting.length;
      if (node && !identities.has(id)) for (const { to } of node.branches) if (!identities.has(to)) waiting.push(to);
      if (waiting.length > before) continue;
      waiting.pop();
      if (identities.has(id)) continue;
      identities.set(id, node ? this.node(node, identities, rules[node.question] as Rule) : this.leaf(side, id));
    }
    return identities;
  }

  private node(node: CompiledNode, identities: ReadonlyMap<string, Identity>, rule: Rule): Identity {
    const { numbering } = this;
    const outcomes = new Joined();
    const wholes = new Joined();
    let left = commonOf(this.space, node.question);
    let asks = 1n << BigInt(node.question);
    let matters = asks | rule.matters;
    for (let index = 0; index <= node.branches.length && left !== 0n; index++) {
      // What no branch takes falls into a gap.
      const { to, because, cells } = node.branches[index] ?? { to: gap, because: '', cells: left };
      const arriving = left & cells;
      if (arriving === 0n) continue;
      left &= ~arriving;
      const below = identities.get(to) as Identity;
      asks |= below.asks;
      matters |= below.matters;
      outcomes.add(below.outcome, arriving);
      wholes.add(numbering.pair(below.whole, numbering.text(because)), arriving);
    }
    return {
      outcome: numbering.pair(numbering.bag(kinds.node, outcomes.numbers(numbering)), rule.number),
      whole: numbering.pair(numbering.bag(kinds.nodeWords, wholes.numbers(numbering)), rule.number),
      matters,
      asks,
    };
  }

  /** What fills a question in where it is absent. */
  private ruleOf({ index, assume, default: fallback }: CompiledQuestion, defaults: boolean): Rule {
    const lists = [assume, ...(defaults ? [fallback] : [])];
    return {
      number: this.numbering.text(`asks ${index} ${lists.map(valuesKey).join('/')}`),
      matters: lists.flat().reduce((bits, { when }) => bits | clauseBits(when), 0n),
    };
  }

  private leaf(side: Side, id: string): Identity {
    const known = this.leaves[side].get(id);
    if (known) return known;
    const { options } = this.space.sides[side].leaves.get(id) as CompiledLeaf;
    const outcomes: number[] = [];
    const wholes: number[] = [];
    let matters = 0n;
    for (const option of options) {
      const own = this.ofOption(side, option);
      outcomes.push(own.outcome);
      wholes.push(own.whole);
      if (own.matters !== matters) matters |= own.matters;
    }
    const { numbering } = this;
    const outcome = numbering.list(kinds.leaf, outcomes);
    const identity = { outcome, whole: numbering.list(kinds.leafWords, wholes), matters, asks: 0n };
    this.leaves[side].set(id, identity);
    return identity;
  }

  /** What many options have in common: all that follows from the service, and from how it is put to use. */
  private offerOf(side: Side, option: CompiledOption): Offer {
    const { service, variant, pattern, handles, remedies } = option.option;
    const usual = isEmpty(handles) && isEmpty(remedies);
    const key = usual ? `${service}/${variant}/${pattern}` : JSON.stringify([service, variant, pattern, handles, remedies]);
    const known = this.offers[side].get(key);
    if (known) return known;
    const contradicted = new Map<number, CellSet>();
    for (const { question, cells } of option.contradictions)
      contradicted.set(question, (contradicted.get(question) ?? 0n) | cells);
    const { warnings, companions, texts } = addedBy(this.space.sides[side], option);
    const hard = [...contradicted].filter(([, cells]) => cells !== 0n).map(([question, cells]) => `${question}=${cells}`);
    const outcome = [service, variant, pattern, hard.sort(), warnings.map(keyOf).sort(), companions.map(keyOf).sort()];
    const offer = {
      outcome: this.numbering.text(JSON.stringify(outcome)),
      texts: this.numbering.text(JSON.stringify(['texts', texts.map(keyOf).sort()])),
      matters: [...warnings, ...companions, ...texts].reduce(
        (bits, { when }) => bits | clauseBits(when),
        [...contradicted.keys()].reduce((bits, question) => bits | (1n << BigInt(question)), 0n),
      ),
    };
    this.offers[side].set(key, offer);
    return offer;
  }
}

interface Offer {
  readonly outcome: number;
  readonly texts: number;
  readonly matters: bigint;
}

/** What fills a question in where it is absent. */
interface Rule {
  readonly number: number;
  readonly matters: bigint;
}

/** Where branches lead, each place with all the cells that lead there. Nodes have few branches: lists are faster than a map. */
class Joined {
  private readonly places: number[] = [];
  private readonly cells: CellSet[] = [];

  add(place: number, cells: CellSet): void {
    const at = this.places.indexOf(place);
    if (at >= 0) this.cells[at] = (this.cells[at] as CellSet) | cells;
    else {
      this.places.push(place);
      this.cells.push(cells);
    }
  }

  numbers(numbering: Numbering): number[] {
    return this.places.map((place, at) => numbering.pair(place, numbering.cells(this.cells[at] as CellSet)));
  }
}

function isEmpty(record: Readonly<Record<string, unknown>>): boolean {
  for (const _ in record) return false;
  return true;
}

/** Something that holds under a condition, as a text that is the same for the same. */
function keyOf({ name, when }: Conditional): string {
  return `${name} if ${clausesKey(when)}`;
}

function valuesKey(values: readonly CompiledValue[]): string {
  return values.map(({ when, value }) => `${clausesKey(when)}:${JSON.stringify(value)}`).join(';');
}

function clausesKey(when: readonly Clause[]): string {
  return when
    .map(({ question, cells }) => `${question}=${cells}`)
    .sort()
    .join('&');
}

function clauseBits(when: readonly Clause[]): bigint {
  return when.reduce((bits, { question }) => bits | (1n << BigInt(question)), 0n);
}
