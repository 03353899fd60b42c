import type { Answer, Answers } from '../../model/decision.ts';
import type { Pack } from '../../model/pack.ts';
import { flowText } from '../../pack/to-yaml.ts';
import type { AnswersDocument } from '../../records/answers-file.ts';
import type { Change } from '../../records/edit-document.ts';
import { recordText } from '../../records/record-text.ts';
import type { Draft, DraftAnswer } from './draft.ts';

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
  const text = recordText({
    id,
    title,
    from,
    to,
    date: null,
    status: 'proposed',
    supersedes: [],
    answers,
    expect: null,
  });
  return built === null ? text : `${text}built: ${flowText(built)}\n`;
}

/**
 * What another scan changes in a record: answers that an earlier scan gave, and those that are still unknown. Whatever a
 * person wrote stays, and a record that is no proposal any more stays as it is.
 */
export function draftChanges(pack: Pack, document: AnswersDocument, draft: Draft): Change[] {
  if (document.status !== 'proposed') return [];
  const changes = pack.questions.flatMap(({ id, group }): Change[] => {
    const before = document.answers[id];
    const settled = draft.answers[id];
    const path = ['answers', document.keyOf(id)];
    if (before && !mayChange(before)) return [];
    if (settled) return same(before, settled) ? [] : [{ path, value: { ...settled, from: SCAN } }];
    if (before?.by !== SCAN) return [];
    return group === 'core' ? [{ path, value: 'unknown' }] : [{ path, remove: true }];
  });
  const missing = document.built === null && draft.built !== null;
  return missing ? [...changes, { path: ['built'], value: draft.built ?? [], after: ['answers'] }] : changes;
}

function mayChange({ value, note, by }: Answers[string]): boolean {
  return by === SCAN || (value === null && note === undefined);
}

function same(before: Answer | undefined, settled: DraftAnswer): boolean {
  return before?.by === SCAN && before.value === settled.value && before.note === settled.note;
}
