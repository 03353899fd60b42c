import { type Finding, finding } from '../../model/diagnostic.ts';
import type { Pack } from '../../model/pack.ts';
import type { RecordStatus } from '../../model/record.ts';
import type { DecisionItem, RecordView } from '../../output/context.ts';
import { answersDigestOf } from '../../pack/digest.ts';
import { cameThroughAgent, recordedAnswers } from '../../records/answer-givers.ts';
import type { AnswersDocument } from '../../records/answers-file.ts';
import { expectationOf, recordStateOf } from '../../records/record-state.ts';
import {
  type Recording,
  recordId,
  recordText,
  supersededChanges,
  TakenIds,
  updatedRecordText,
} from '../../records/record-text.ts';
import { type Document, oneDecision } from '../collect-answers.ts';
import type { Context } from '../context.ts';
import { BadInput } from '../exit.ts';
import type { Given, Invocation } from '../invocation.ts';
import { policyOf } from '../policy.ts';
import { type FileTransaction, keyOf } from './file-transaction.ts';
import { type RecordFile, RecordFiles } from './record-file.ts';
import { SaveTargets } from './save-targets.ts';

/** How records are decided again: without what this run alone was told. */
const asRecorded = { assume: true, defaults: false };

/** A decision to be kept, with the answers that led to it. */
export interface Kept {
  readonly document: Document;
  readonly item: DecisionItem;
}

/**
 * Prepares what `--save`, `--title`, `--by`, `--date` and `--supersedes` ask for: the texts of all files that change. Goes
 * out: for each decision the record that it will be in. Nothing is written yet.
 *
 * @throws BadInput where a file cannot be read or changed, or where it is not clear what is meant
 */
export function planSave(
  context: Context,
  invocation: Invocation,
  pack: Pack,
  kept: readonly Kept[],
  transaction: FileTransaction,
): RecordView[] {
  const { options } = invocation;
  const save = options.get('save')?.[0] as Given;
  const files = new RecordFiles(context.io, pack);
  const file = files.open(save.value, save.place, true);
  const replaced = (options.get('supersedes') ?? [])
    .filter(({ value }) => !isAdr(value))
    .map((given) => toSupersede(files, given));
  if (kept.length > 1 && replaced.length > 0) {
    throw new BadInput([oneDecision('--supersedes', kept.length, options.get('supersedes')?.[0]?.place as Given['place'])]);
  }
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
  );
  const views = kept.map((each) => {
    const target = targets.take(each.document);
    return keep({ pack, invocation, file, supersedes, taken }, target, each);
  });
  const [view] = views;
  for (const { file: where, document, given, id } of old) {
    if (!view?.decided) throw new BadInput([finding('supersede-open', given.place, { id })]);
    where.patch(document, supersededChanges(id, view.id as string));
  }
  for (const each of files.files.values()) transaction.set(each.path, each.text, each.place);
  return views;
}

/** Whether a name is that of an ADR rather than of an answers file. */
export function isAdr(path: string): boolean {
  return /\.(md|markdown)$/i.test(path);
}

/** What is wrong with the options that belong to keeping a decision. */
export function saveFindings({ options }: Invocation): Finding[] {
  const findings: Finding[] = [];
  const needs = (option: string, given: Given | undefined, needed: string): void => {
    if (given) findings.push(finding('needs-option', given.place, { option: `--${option}`, needs: `--${needed}` }));
  };
  if (!options.has('save')) {
    needs('by', options.get('by')?.[0], 'save');
    needs(
      'supersedes',
      options.get('supersedes')?.find(({ value }) => !isAdr(value)),
      'save',
    );
  }
  const [save, output] = [options.get('save')?.[0], options.get('output')?.[0]];
  if (save && output && keyOf(save.value) === keyOf(output.value)) {
    findings.push(finding('same-file', output.place, { option: '--output', other: '--save', path: output.value }));
  }
  if (!output)
    needs(
      'supersedes',
      options.get('supersedes')?.find(({ value }) => isAdr(value)),
      'output',
    );
  return findings;
}

/** One record that another is to take the place of: `file` or `file#record`. */
function toSupersede(files: RecordFiles, given: Given): { file: RecordFile; document: AnswersDocument; given: Given } {
  const hash = given.value.indexOf('#');
  const path = hash < 0 ? given.value : given.value.slice(0, hash);
  const wanted = hash < 0 ? null : given.value.slice(hash + 1);
  const file = files.open(path, given.place, false);
  const document = file.find(wanted, `--supersedes ${path}#<id>`);
  if (document.status === 'superseded') {
    const args = { id: document.id ?? document.title ?? path, by: document.supersededBy ?? '' };
    throw new BadInput([finding('already-superseded', given.place, args)]);
  }
  return { file, document, given };
}

/** What the records of one run have in common. */
interface Ground {
  readonly pack: Pack;
  readonly invocation: Invocation;
  readonly file: RecordFile;
  readonly supersedes: readonly string[];
  /** Ids that are in use. */
  readonly taken: TakenIds;
}

type KeptView = RecordView & { readonly decided: boolean };

function keep(
  { pack, invocation, file, supersedes, taken }: Ground,
  target: AnswersDocument | null,
  { document, item }: Kept,
): KeptView {
  const { options } = invocation;
  const by = options.get('by')?.[0]?.value || null;
  const answers = recordedAnswers(pack, document.answers, item.decision, policyOf(invocation), by);
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
    date: options.get('date')?.[0]?.value ?? null,
    status: statusOf(target, decided && !cameThroughAgent(answers)),
    supersedes,
    answers,
    expect: expectationOf(pack, recordState, answersDigestOf(keyed)),
  };
  if (target) file.change(target, (text) => updatedRecordText(text, target, recording));
  else file.append(recordText(recording));
  return {
    file: file.path,
    id: known,
    status: recording.status ?? target?.status ?? null,
    date: recording.date ?? target?.date ?? null,
    notes: target?.notes ?? null,
    decidedBy: target?.decidedBy ?? [],
    reviewBy: target?.reviewBy ?? null,
    supersedes: [...new Set([...(target?.supersedes ?? []), ...supersedes])],
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
