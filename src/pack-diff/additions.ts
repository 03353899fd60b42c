import { indexesOf } from '../engine/cells.ts';
import { apart, type Box, commonOf, meet } from './boxes.ts';
import type { Change, Leaves } from './changes.ts';
import type { Meeting } from './product.ts';
import type { Space } from './space.ts';

/** A change that is true only because every answer to an open question adds the same thing. */
export interface SharedAddition {
  readonly change: Change;
  readonly leaves: Leaves;
  readonly boxes: readonly Box[];
}

/** Gathers what single answers to an open question add to an outcome, and finds what all of them do. */
export class Additions {
  private readonly space: Space;
  private readonly found = new Map<string, { readonly meeting: Meeting; readonly byCell: Map<number, Box[]> }>();

  constructor(space: Space) {
    this.space = space;
  }

  add(meeting: Meeting, { thing, cell }: { readonly thing: string; readonly cell: number }, boxes: readonly Box[]): void {
    const { asking } = meeting;
    if (!asking || boxes.length === 0) return;
    const key = `${asking.side} ${asking.question} ${thing}`;
    const known = this.found.get(key) ?? { meeting, byCell: new Map<number, Box[]>() };
    this.found.set(key, known);
    known.byCell.set(cell, [...(known.byCell.get(cell) ?? []), ...boxes]);
  }

  /** What every answer adds, and to which answers otherwise. */
  shared(): SharedAddition[] {
    return [...this.found.values()].flatMap(({ meeting, byCell }): SharedAddition[] => {
      const { side, question } = meeting.asking as NonNullable<Meeting['asking']>;
      const [first, ...others] = indexesOf(commonOf(this.space, question)).map((cell) => byCell.get(cell) ?? []);
      const boxes = others.reduce(
        (shared, each) => shared.flatMap((box) => each.flatMap((other) => meet(box, other) ?? [])),
        first ?? [],
      );
      if (boxes.length === 0) return [];
      const change: Change = {
        kind: 'asks',
        question: this.space.questions[question]?.id ?? '',
        is: side === 1 ? 'new' : 'gone',
      };
      return [{ change, leaves: meeting.leaves, boxes: apart(boxes) }];
    });
  }
}
