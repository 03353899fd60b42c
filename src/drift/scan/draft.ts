import { groupedBy, unusedName } from '../../engine/lists.ts';
import type { Answer, Answers } from '../../model/decision.ts';
import type { OfferingId, Pack, Value } from '../../model/pack.ts';
import type { LinkRecord } from '../../model/record.ts';
import type { Edit, Plain } from '../../records/edit-document.ts';
import { mappingIn, type Recording } from '../../records/record-text.ts';

/** A link found in templates or AsyncAPI documents. */
export interface Draft {
  /** Stable: another scan gives the same link the same id. */
  readonly id: string;
  readonly file: string;
  readonly title: string;
  /** Senders and receivers, as far as the files show them. */
  readonly from: readonly string[];
  readonly to: readonly string[];
  /** The resources of the link; null: it comes from AsyncAPI, which builds nothing. */
  readonly built: readonly string[] | null;
  /** The service that it is built as; null: the files do not show it. */
  readonly offering: OfferingId | null;
  /** Each with its evidence as a note, such as `Orders: FifoQueue = true`. */
  readonly answers: Answers;
  /** Whether the answers are complete, because the template records those of its decision. */
  readonly complete: boolean;
}

/** An answer that a scan found, by its question, with its evidence. */
export type Found = readonly [question: string, answer: Answer];

export function found(question: string, value: Value, note: string): Found {
  return [question, { value, note, from: 'scan' }];
}

/** The first answer to each question; if two answers differ, neither counts. */
export function agreed(all: readonly Found[]): Answers {
  const alike = groupedBy(all, ([question]) => question).filter(([[, first], ...others]) =>
    others.every(([, { value }]) => value === first.value),
  );
  return Object.fromEntries(alike.map(([first]) => first));
}

/** Turns a name into a record id: `OrdersQueue` becomes `orders-queue`. */
export function slugOf(name: string): string {
  const words = name.replace(/([a-z])([A-Z])|([A-Z])([A-Z][a-z])/g, '$1$3-$2$4');
  return (words.toLowerCase().match(/[a-z0-9]+/g) ?? []).join('-');
}

/** `A → Orders → B`, without unknown senders or receivers. */
export function linkTitle(from: readonly string[], name: string, to: readonly string[]): string {
  return [from.join(', '), name, to.join(', ')].filter((part) => part !== '').join(' → ');
}

/** Makes the ids of drafts unique: prefixes duplicates with their file, and numbers those that still collide. */
export function withUniqueIds(drafts: readonly Draft[]): Draft[] {
  const taken = new Set<string>();
  return drafts.map((draft) => {
    const stem = slugOf(draft.file.replace(/^.*\//, '').replace(/\.(template\.)?[^.]*$/, ''));
    const isAlone = drafts.filter(({ id }) => id === draft.id).length === 1;
    const id = unusedName(isAlone ? draft.id : `${stem}-${draft.id}`, taken);
    taken.add(id);
    return { ...draft, id };
  });
}

/** A draft as a proposed record. Core questions that the templates do not settle are `unknown`. */
export function draftRecording(pack: Pack, draft: Draft): Recording {
  const answers: Record<string, Answer> = {};
  for (const { id, group } of pack.questions) {
    const settled = draft.answers[id];
    if (settled) answers[id] = settled;
    // Other questions stay absent, so that the safe assumptions of the rules apply.
    else if (!draft.complete && group === 'core') answers[id] = { value: null, from: 'file' };
  }
  const { id, title, from, to, built } = draft;
  return { id, title, from, to, built, status: 'proposed', answers, expect: null };
}

/** Updates what an earlier scan found or left unknown; keeps what a person wrote, and records that are no longer proposals. */
export function redrafting(pack: Pack, document: LinkRecord, draft: Draft): Edit {
  return (value) => {
    if (document.status !== 'proposed') return value;
    const answers: Record<string, Plain> = { ...mappingIn(value, 'answers') };
    for (const { id, group } of pack.questions) {
      const before = document.answers[id];
      const settled = draft.answers[id];
      const key = document.keyOf(id);
      const isScanned = before?.by === 'scan';
      if (before && !isScanned && (before.value !== null || before.note !== undefined)) continue;
      if (settled) answers[key] = { ...settled };
      else if (isScanned && group === 'core') answers[key] = 'unknown';
      else if (isScanned) delete answers[key];
    }
    return { ...value, answers, ...(document.built === null && draft.built !== null && { built: draft.built }) };
  };
}
