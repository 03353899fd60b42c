import type { Compiled, CompiledNode, CompiledQuestion, CompiledValue } from '../engine/compile.ts';
import { Below } from './below.ts';
import { clauseBits, Offers } from './option-signatures.ts';
import { type How, Same, sameValues } from './same.ts';
import type { Space } from './space.ts';
import type { Side } from './state.ts';

/** What is known of how two packs are alike, worked out once for all walks through them. */
export class Likeness {
  readonly offers: Offers;
  /** The questions that each tree asks at a place or below it. */
  readonly asks: readonly [Below, Below];
  private readonly space: Space;
  private readonly sames = new Map<string, Same>();
  private readonly matter = new Map<boolean, readonly [Below, Below]>();

  constructor(space: Space) {
    this.space = space;
    this.offers = new Offers(space);
    const [old, now] = space.sides;
    this.asks = [asksOf(old), asksOf(now)];
  }

  same({ defaults, words }: How): Same {
    // Where the same defaults hold in both packs, they make no subtree differ that does not differ without them.
    const how = { defaults: defaults && !this.sameDefaults(), words };
    const key = `${how.defaults} ${words}`;
    const same = this.sames.get(key) ?? new Same(this.space, this.offers, how);
    this.sames.set(key, same);
    return same;
  }

  /** The questions that matter in each tree at a place or below it: also those that options, assumptions and defaults look at. */
  matters(defaults: boolean): readonly [Below, Below] {
    const known = this.matter.get(defaults) ?? ([this.mattersOf(0, defaults), this.mattersOf(1, defaults)] as const);
    this.matter.set(defaults, known);
    return known;
  }

  private mattersOf(side: Side, defaults: boolean): Below {
    const { nodes, questions, leaves } = this.space.sides[side];
    const rules = questions.map((question) => rulesLookAt(question, defaults));
    return new Below(nodes, (id, node) => {
      if (node) return bitOf(node) | (rules[node.question] as bigint);
      const options = leaves.get(id)?.options ?? [];
      return options.reduce((bits, option) => bits | this.offers.mattersTo(side, option), 0n);
    });
  }

  private sameDefaults(): boolean {
    const [old, now] = this.space.sides;
    return old.questions.every((question, index) =>
      sameValues(question.default, (now.questions[index] as CompiledQuestion).default),
    );
  }
}

function asksOf({ nodes }: Compiled): Below {
  return new Below(nodes, (_, node) => (node ? bitOf(node) : 0n));
}

function bitOf({ question }: CompiledNode): bigint {
  return 1n << BigInt(question);
}

/** The questions that what fills a question in looks at. */
function rulesLookAt({ assume, default: fallback }: CompiledQuestion, defaults: boolean): bigint {
  const values: readonly CompiledValue[] = [...assume, ...(defaults ? fallback : [])];
  return values.reduce((bits, { when }) => bits | clauseBits(when), 0n);
}
