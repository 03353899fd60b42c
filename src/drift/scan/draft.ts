import type { Answer, Answers } from '../../model/decision.ts';
import type { Pack, Value } from '../../model/pack.ts';
import type { OfferingId } from '../../model/service-variant.ts';
import { flowText } from '../../pack/flow-text.ts';
import type { AnswersDocument } from '../../records/answers-file.ts';
import type { Edit, Plain } from '../../records/edit-document.ts';
import { mappingIn, recordText } from '../../records/record-text.ts';

/** An answer that a template gives, with what in it says so. */
export interface DraftAnswer {
  readonly value: Value;
  /** The resource and the property: `Orders: FifoQueue = true`. */
  readonly note: string;
}

/** One link as templates or an AsyncAPI document show it. */
export interface Draft {
  /** Another scan of the same link gives the same. */
  readonly id: string;
  /** The file that shows it. */
  readonly file: string;
  readonly title: string;
  /** Who sends and who receives, as far as it is to be seen. */
  readonly from: readonly string[];
  readonly to: readonly string[];
  /** The resources that it consists of; null: a document that builds nothing. */
  readonly built: readonly string[] | null;
  /** What it is built as; null: it is not to be seen. */
  readonly offering: (OfferingId & { readonly with: readonly string[] }) | null;
  /** By question. */
  readonly answers: Readonly<Record<string, DraftAnswer>>;
  /** The answers are those of the decision that the template was made for, and so they are all. */
  readonly complete: boolean;
}

/** Notes an answer; of two that differ neither counts. */
export function settle(answers: Map<string, DraftAnswer | null>, question: string, answer: DraftAnswer): void {
  const before = answers.get(question);
  answers.set(question, before === undefined || before?.value === answer.value ? (before ?? answer) : null);
}

/** A name as ids of records are made: `OrdersQueue` is `orders-queue`. */
export function slugOf(name: string): string {
  return name
    .replaceAll(/([a-z])([A-Z])|([A-Z])([A-Z][a-z])/g, '$1$3-$2$4')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
}

/** `A → Orders → B`; whoever is not known is left out. */
export function titleOf(from: readonly string[], name: string, to: readonly string[]): string {
  return [from.join(', '), name, to.join(', ')].filter((part) => part !== '').join(' → ');
}

/** Gives drafts whose ids are alike ids of their own: with the name of their file, else with a number. */
export function withUniqueIds(drafts: readonly Draft[]): Draft[] {
  const taken = new Set<string>();
  return drafts.map((draft) => {
    const stem = slugOf(draft.file.replace(/^.*\//, '').replace(/\.(template\.)?[^.]*$/, ''));
    const isAlone = drafts.filter(({ id }) => id === draft.id).length === 1;
    const base = isAlone ? draft.id : `${stem}-${draft.id}`;
    let id = base;
    for (let number = 2; taken.has(id); number++) id = `${base}-${number}`;
    taken.add(id);
    return { ...draft, id };
  });
}

/** What marks an answer that a scan gave. */
const SCAN = 'scan';

/** A draft as a proposed record, in a document of its own. What the templates do not settle is unknown. */
export function draftRecordText(pack: Pack, draft: Draft): string {
  const answers: Record<string, Answer> = {};
  for (const { id, group } of pack.questions) {
    const settled = draft.answers[id];
    if (settled) answers[id] = { value: settled.value, note: settled.note, from: SCAN };
    // Of the other questions an absent answer says as much, and lets the rules' own safe assumptions hold.
    else if (!draft.complete && group === 'core') answers[id] = { value: null, from: 'file' };
  }
  const { id, title, from, to, built } = draft;
  const text = recordText({ id, title, from, to, date: null, status: 'proposed', supersedes: [], answers, expect: null });
  return built === null ? text : `${text}built: ${flowText(built)}\n`;
}

/**
 * Makes a record say what another scan settles, in answers that an earlier scan gave and in those that are still unknown.
 * Whatever a person wrote stays, and a record that is no proposal any more stays as it is.
 */
export function redrafting(pack: Pack, document: AnswersDocument, draft: Draft): Edit {
  return (value) => {
    if (document.status !== 'proposed') return value;
    const answers: Record<string, Plain> = { ...mappingIn(value, 'answers') };
    for (const { id, group } of pack.questions) {
      const before = document.answers[id];
      const settled = draft.answers[id];
      const key = document.keyOf(id);
      if (before && !mayChange(before)) continue;
      if (settled && !same(before, settled)) answers[key] = { ...settled, from: SCAN };
      if (settled || before?.by !== SCAN) continue;
      if (group === 'core') answers[key] = 'unknown';
      else delete answers[key];
    }
    return { ...value, answers, ...(document.built === null && draft.built !== null ? { built: draft.built } : {}) };
  };
}

function mayChange({ value, note, by }: Answers[string]): boolean {
  return by === SCAN || (value === null && note === undefined);
}

function same(before: Answer | undefined, settled: DraftAnswer): boolean {
  return before?.by === SCAN && before.value === settled.value && before.note === settled.note;
}
