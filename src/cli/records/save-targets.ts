import type { AnswersDocument } from '../../records/answers-file.ts';
import type { Document } from '../collect-answers.ts';
import { keyOf } from './file-transaction.ts';
import type { RecordFile } from './record-file.ts';

type Groups = ReadonlyMap<string | null, AnswersDocument[]>;

/** The records in force of a file, each of which takes the answers of one link: its own, or those of the link it is called as. */
export class SaveTargets {
  private readonly file: RecordFile;
  private readonly live: readonly AnswersDocument[];
  private readonly gone: Set<AnswersDocument>;
  /** By what they are called, the first of several last. */
  private readonly byId: Groups;
  private readonly byTitle: Groups;

  /** @param replaced records that a new one takes the place of */
  constructor(file: RecordFile, replaced: readonly AnswersDocument[]) {
    this.file = file;
    this.gone = new Set(replaced);
    this.live = file.documents.filter((each) => each.status !== 'superseded' && !this.gone.has(each));
    const backwards = this.live.toReversed();
    this.byId = grouped(backwards, ({ id }) => id);
    this.byTitle = grouped(backwards, ({ title }) => title);
  }

  /** The record that answers are to be kept in: the one that they came from or that is called the same; null: a new one. */
  take(document: Document): AnswersDocument | null {
    const target = this.targetOf(document);
    // Each record is rewritten once.
    if (target) this.gone.add(target);
    return target;
  }

  private targetOf({ title, record }: Document): AnswersDocument | null {
    const { file, live, gone } = this;
    const from = record?.document;
    if (record && from && keyOf(record.file) === keyOf(file.path)) {
      const own = file.at(from.index);
      return own && own.status !== 'superseded' && !gone.has(own) ? own : null;
    }
    const same = this.first(this.byId, from?.id ?? null) ?? this.first(this.byTitle, title);
    if (same) return same;
    if (gone.size > 0) return null;
    const [only, ...others] = live;
    if (title === null) return others.length === 0 ? (only ?? null) : file.find(null, '--title');
    return only && others.length === 0 && only.title === null ? only : null;
  }

  /** The first that is called so and has not been taken. */
  private first(called: Groups, name: string | null): AnswersDocument | null {
    const same = name === null ? undefined : called.get(name);
    while (same?.length && this.gone.has(same.at(-1) as AnswersDocument)) same.pop();
    return same?.at(-1) ?? null;
  }
}

function grouped(documents: readonly AnswersDocument[], nameOf: (document: AnswersDocument) => string | null): Groups {
  const groups = new Map<string | null, AnswersDocument[]>();
  for (const document of documents) {
    const group = groups.get(nameOf(document));
    if (group) group.push(document);
    else groups.set(nameOf(document), [document]);
  }
  return groups;
}
