import { BadInput, type Given } from '../model/bad-input.ts';
import type { Policy } from '../model/decision.ts';
import { type Finding, finding } from '../model/diagnostic.ts';
import type { Pack } from '../model/pack.ts';
import type { RecordStatus } from '../model/record.ts';
import type { DecisionItem, RecordView } from '../output/context.ts';
import { answersDigestOf } from '../pack/digest.ts';
import { cameThroughAgent, recordedAnswers } from './answer-givers.ts';
import type { AnswersDocument } from './answers-file.ts';
import { type FileTransaction, isAdr } from './file-transaction.ts';
import { type Document, type RecordFile, RecordFiles, SaveTargets } from './record-file.ts';
import { expectationOf, recordStateOf } from './record-state.ts';
import { type Recording, recordId, recordText, supersededChanges, TakenIds, updatedRecordText } from './record-text.ts';

/** How records are decided again: without what this run alone was told. */
const asRecorded = { assume: true, defaults: false };

/** How decisions are to be kept. */
export interface SaveOptions {
  readonly save: Given;
  /** Records that the new one takes the place of: `file` or `file#record`. */
  readonly supersedes: readonly Given[];
  readonly by: string | null;
  readonly date: string | null;
  /** How absent answers were treated. */
  readonly policy: Policy;
}

/** A decision to be kept, with the answers that led to it. */
export interface Kept {
  readonly document: Document;
  readonly item: DecisionItem;
}

/**
 * Prepares what `--save`, `--title`, `--by`, `--date` and `--supersedes` ask for: the texts of all files that change. Nothing is
 * written yet.
 *
 * @returns for each decision the record that it will be in
 * @throws BadInput where a file cannot be read or changed, or where it is not clear what is meant
 */
export function planSave(options: SaveOptions, pack: Pack, kept: readonly Kept[], transaction: FileTransaction): RecordView[] {
  const { save } = options;
  const files = new RecordFiles(transaction, pack);
  const file = files.open(save.value, save.place, true);
  const records = options.supersedes.filter(({ value }) => !isAdr(value));
  const replaced = records.map((given) => toSupersede(files, given));
  const [first] = options.supersedes;
  if (kept.length > 1 && replaced.length > 0 && first)
    throw new BadInput([finding('one-decision', first.place, { option: '--supersedes', count: kept.length })]);
  const taken = new TakenIds([...files.files.values()].flatMap((each) => [...each.ids]));
  const old = replaced.map(({ file: where, document, given }) => {
    const id = document.id ?? recordId(document.title, where.path, document.answers, taken);
    taken.add(id);
    return { file: where, document, given, id };
  });
  const supersedes = old.map(({ id }) => id);
  const targets = new SaveTargets(
    file,
    old.filter((one) => one.file === file).map(({ document }) => document),
    (path) => transaction.identity(path) === transaction.identity(file.path),
  );
  const views = kept.map((each) => {
    const target = targets.take(each.document);
    if (target?.status === 'superseded') {
      // Among others it stays as it is; alone it was meant.
      if (kept.length > 1) return viewOf(file, target, target.id);
      throw new BadInput([alreadySuperseded(target, file.path, save.place)]);
    }
    return keep({ pack, options, file, supersedes, taken }, target, each);
  });
  const [view] = views;
  for (const { file: where, document, given, id } of old) {
    if (!view?.decided) throw new BadInput([finding('supersede-open', given.place, { id })]);
    where.patch(document, supersededChanges(id, view.id as string));
  }
  files.plan();
  return views;
}

/** One record that another is to take the place of: `file` or `file#record`. */
function toSupersede(files: RecordFiles, given: Given): { file: RecordFile; document: AnswersDocument; given: Given } {
  const hash = given.value.indexOf('#');
  const path = hash < 0 ? given.value : given.value.slice(0, hash);
  const wanted = hash < 0 ? null : given.value.slice(hash + 1);
  const file = files.open(path, given.place, false);
  const document = file.find(wanted, `--supersedes ${path}#<id>`);
  if (document.status === 'superseded') throw new BadInput([alreadySuperseded(document, path, given.place)]);
  return { file, document, given };
}

function alreadySuperseded({ id, title, supersededBy }: AnswersDocument, path: string, place: Given['place']): Finding {
  return finding('already-superseded', place, { id: id ?? title ?? path, by: supersededBy ?? '' });
}

/** What the records of one run have in common. */
interface Ground {
  readonly pack: Pack;
  readonly options: SaveOptions;
  readonly file: RecordFile;
  readonly supersedes: readonly string[];
  /** Ids that are in use. */
  readonly taken: TakenIds;
}

type KeptView = RecordView & { readonly decided: boolean };

function viewOf({ path }: RecordFile, target: AnswersDocument | null, id: string | null): KeptView {
  return {
    file: path,
    id,
    status: target?.status ?? null,
    date: target?.date ?? null,
    notes: target?.notes ?? null,
    decidedBy: target?.decidedBy ?? [],
    reviewBy: target?.reviewBy ?? null,
    supersedes: target?.supersedes ?? [],
    supersededBy: target?.supersededBy ?? null,
    decided: false,
  };
}

function keep(
  { pack, options, file, supersedes, taken }: Ground,
  target: AnswersDocument | null,
  { document, item }: Kept,
): KeptView {
  const answers = recordedAnswers(pack, document.answers, item.decision, options.policy, options.by);
  const recordState = recordStateOf(pack, answers, asRecorded);
  const decided = recordState.service !== null;
  const keyed = Object.fromEntries(Object.entries(answers).map(([id, answer]) => [target?.keyOf(id) ?? id, answer]));
  const known = target?.id ?? recordId(document.title, file.path, answers, taken);
  taken.add(known);
  const recording: Recording = {
    id: known,
    title: document.title,
    from: document.record?.document.from ?? [],
    to: document.record?.document.to ?? [],
    date: options.date,
    status: statusOf(target, decided && !cameThroughAgent(answers)),
    supersedes,
    answers,
    expect: expectationOf(pack, recordState, answersDigestOf(keyed)),
  };
  if (target) file.change(target, (text) => updatedRecordText(text, target, recording));
  else file.append(recordText(recording));
  const view = viewOf(file, target, known);
  return {
    ...view,
    status: recording.status ?? view.status,
    date: recording.date ?? view.date,
    supersedes: [...new Set([...view.supersedes, ...supersedes])],
    supersededBy: null,
    decided,
  };
}

/** A record that a person decided is accepted, any other one is a proposal; what somebody wrote there stays. */
function statusOf(target: AnswersDocument | null, decided: boolean): RecordStatus | null {
  if (target === null) return decided ? 'accepted' : 'proposed';
  if (target.status === 'proposed' && target.expect === null && decided) return 'accepted';
  return target.status === null && !decided ? 'proposed' : null;
}
