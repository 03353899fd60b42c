import type { Clause } from '../engine/box.ts';
import type { CellSet } from '../engine/cells.ts';
import type { CompiledOption } from '../engine/compile.ts';
import { apart, type Box } from './boxes.ts';
import { type Change, compareLeaves } from './changes.ts';
import { addedBy } from './effects.ts';
import { mergeBoxes } from './merge.ts';
import type { Offers } from './option-signatures.ts';
import type { Meeting } from './product.ts';
import type { Space } from './space.ts';
import { type Side, type State, seen } from './state.ts';

/** A change, and the answers of which it is true at a meeting of two leaves, whatever leads there. */
export interface ChangeAt {
  readonly key: string;
  readonly change: Change;
  readonly boxes: readonly Box[];
  /**
   * What one answer alone adds to what comes out without one. A decision that is open in the question keeps what all answers
   * share, and so it changes only if every answer adds this.
   */
  readonly adds?: { readonly thing: string; readonly cell: number };
}

/** Compares leaves once, however many ways lead to them. */
export class Meetings {
  private readonly space: Space;
  private readonly offers: Offers;

  constructor(space: Space, offers: Offers) {
    this.space = space;
    this.offers = offers;
  }

  /** What changes there for the answers of a box; the boxes of one change do not overlap. */
  compare({ leaves, stands, said, asking }: Meeting, box: readonly CellSet[]): ChangeAt[] {
    const { space } = this;
    const found = new Map<string, { key: string; change: Change; boxes: Box[] }>();
    const tell = (change: Change, cells: readonly CellSet[]): void => {
      const key = JSON.stringify(change);
      const known = found.get(key) ?? { key, change, boxes: [] };
      found.set(key, known);
      known.boxes.push({ cells, open: 0n });
    };
    const state: State = { box, stands, open: 0n, defaulted: false, asking };
    if (asking) return this.asked(leaves, state, asking);
    compareLeaves(this.offers, leaves, state, (change, part) => tell(change, part.box));
    // Said or not said on the way, it is so for all answers: what the options may say of it besides adds nothing.
    for (const [is, texts] of [
      ['gone', said.removed],
      ['new', said.added],
    ] as const) {
      for (const text of texts) {
        found.delete(JSON.stringify({ kind: 'reason', text, is }));
        tell({ kind: 'reason', text, is }, box);
      }
    }
    return [...found.values()].map((each) => ({ ...each, boxes: mergeBoxes(space, each.boxes) }));
  }

  /** What changes where one side is open in a question, looked at with one of the answers to it. */
  private asked(leaves: Meeting['leaves'], state: State, { side, question, cell }: NonNullable<State['asking']>): ChangeAt[] {
    const { space } = this;
    const change: Change = { kind: 'asks', question: space.questions[question]?.id ?? '', is: side === 1 ? 'new' : 'gone' };
    const key = JSON.stringify(change);
    const loses: Box[] = [];
    const adds = new Map<string, Box[]>();
    compareLeaves(this.offers, leaves, state, (each, { box: cells }) => {
      if (each.kind === 'reason') return;
      const thing = additionOf(each, side);
      if (thing === null) loses.push({ cells, open: 0n });
      else adds.set(thing, [...(adds.get(thing) ?? []), { cells, open: 0n }]);
    });
    const all = [...adds].map(([thing, boxes]) => ({ key, change, boxes, adds: { thing, cell } }));
    return loses.length === 0 ? all : [{ key, change, boxes: mergeBoxes(space, apart(loses)) }, ...all];
  }

  /** Whether no outcome can change there for the answers of a box: what differs is about answers outside of it. Quick, not exact. */
  isStill({ leaves, stands }: Meeting, box: readonly CellSet[]): boolean {
    const state: State = { box, stands, open: 0n, defaulted: false, asking: null };
    const [old, now] = leaves.map((leaf, side) => leaf?.options.map((option) => this.within(option, side as Side, state)));
    return !!old && old.join('\n') === now?.join('\n');
  }

  /** All that an option comes to for the answers of a state, as a text. */
  private within(option: CompiledOption, side: Side, state: State): string {
    const { service, variant, pattern, with: companions } = option.option;
    const { warnings, companions: added } = addedBy(option);
    const condition = (when: readonly Clause[]): string | null => {
      const parts: string[] = [];
      for (const { question, cells } of when) {
        const has = state.box[question] as CellSet;
        const held = has & seen(state, side, question, cells);
        if (held === 0) return null;
        if (held !== has) parts.push(`${question}=${held}`);
      }
      return parts.sort().join('&');
    };
    const listed = (list: readonly { readonly name: string; readonly when: readonly Clause[] }[]): string[] =>
      list.flatMap(({ name, when }) => {
        const text = condition(when);
        return text === null ? [] : [`${name} if ${text}`];
      });
    const against = listed(option.misfits.map((when) => ({ name: '', when })));
    return JSON.stringify([
      service,
      variant,
      pattern,
      [...companions].sort(),
      [...new Set(against)].sort(),
      listed(warnings).sort(),
      listed(added).sort(),
    ]);
  }
}

/** What the side that asks has more than the other one; null where it has something else instead, or less. */
function additionOf(change: Change, asking: Side): string | null {
  if (change.kind === 'with' || change.kind === 'warning') {
    const isMore = (change.is === 'new') === (asking === 1);
    return isMore ? `${change.kind} ${change.id}` : null;
  }
  // Where answers differ in these there is none of them, and so there was none before.
  if (change.kind !== 'variant' && change.kind !== 'pattern') return null;
  const [own, other] = asking === 1 ? [change.to, change.from] : [change.from, change.to];
  const [value, before] = [own, other].map((each) => (typeof each === 'object' && each !== null ? each.variant : each));
  return before === null ? `${change.kind} ${value}` : null;
}
