import type { CellSet } from '../cells.ts';
import type { Box } from './boxes.ts';
import { type Change, compareLeaves } from './changes.ts';
import { Numbering } from './ids.ts';
import { mergeBoxes } from './merge.ts';
import type { Meeting } from './product.ts';
import type { Space } from './space.ts';

/** A change, and the answers of which it is true at a meeting of two leaves, whatever leads there. */
export interface ChangeAt {
  readonly key: string;
  readonly change: Change;
  readonly boxes: readonly Box[];
}

/** Compares leaves once, however many ways lead to them. */
export class Meetings {
  readonly numbering = new Numbering();
  private readonly space: Space;
  private readonly known = new Map<string, readonly ChangeAt[]>();

  constructor(space: Space) {
    this.space = space;
  }

  /** What changes there for any answers. */
  changesAt(meeting: Meeting): readonly ChangeAt[] {
    const known = this.known.get(meeting.key);
    if (known) return known;
    const { questions, absent } = this.space;
    const all = questions.map(({ cells }, index) => cells.all | (absent[index] as CellSet));
    const changes = this.compare(meeting, all);
    this.known.set(meeting.key, changes);
    return changes;
  }

  /** What changes there for the answers of a box. */
  compare({ leaves, stands, said }: Meeting, box: readonly CellSet[]): ChangeAt[] {
    const { space } = this;
    const found = new Map<string, { key: string; change: Change; boxes: Box[] }>();
    compareLeaves(space, this.numbering, leaves, { box, stands, open: 0n, defaulted: false }, said, (change, state) => {
      const key = JSON.stringify(change);
      const known = found.get(key) ?? { key, change, boxes: [] };
      found.set(key, known);
      known.boxes.push({ cells: state.box, open: 0n });
    });
    return [...found.values()].map((each) => ({ ...each, boxes: mergeBoxes(space, each.boxes) }));
  }
}
