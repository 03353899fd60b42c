import { MAX_CELLS, TooManyCellsError } from '../../engine/cells.ts';
import { programMessages } from '../../messages/locale.ts';
import { BadInput, finding, type Given } from '../../model/finding.ts';
import type { Pack } from '../../model/pack.ts';
import { diffPacks, moveOf, type PackDiff } from '../../pack-diff/index.ts';
import { type MovedRecord, rulesDiffFormats } from '../../pack-diff/views.ts';
import { type RecordFiles, readRecords } from '../../records/read-records.ts';
import type { Context, Invocation } from '../context.ts';
import { Exit } from '../exit.ts';
import { plainLanguage, withProgress } from '../host/terminal.ts';
import { recordFilesNamed } from '../input.ts';
import { viewOf } from '../output.ts';
import { openPacks } from '../packs.ts';

/** `tsunagi rules diff OLD NEW [records...]`: shows the answers for which two packs decide differently. */
export async function rulesDiffCommand(context: Context, invocation: Invocation): Promise<number> {
  const { terminalLanguage, lang } = context;
  const [oldName, newName, ...others] = invocation.operands;
  const files = await recordFilesNamed(context, invocation, others);
  if (!oldName || !newName) return Exit.badInput;

  const view = await viewOf(context, invocation, rulesDiffFormats);
  const packs = await bothPacks(context, [oldName, newName], (view.shown ? terminalLanguage : lang) ?? plainLanguage);
  // First, since a comparison takes long and a record may not be readable.
  const records = movedRecords(context, packs, files);
  const diff = compared(packs, context);
  // The texts around the differences are in the reader's language, even if the packs are not.
  await view.writeValue({ ...packs[1], lang: view.messageLanguage }, { diff, records }, rulesDiffFormats);
  const differs = diff.old.digest !== diff.new.digest || records.some(({ moved }) => moved);
  return differs && invocation.has('exit-code') ? Exit.found : Exit.done;
}

/** Compares two packs. With the values of both, a question may exceed the engine's limit of cells. */
function compared([old, now]: readonly [Pack, Pack], { io, messageLanguage }: Context): PackDiff {
  try {
    return withProgress(io, programMessages(messageLanguage).pairs, (step) => diffPacks(old, now, undefined, step));
  } catch (error) {
    if (!(error instanceof TooManyCellsError)) throw error;
    const { question, count } = error;
    throw new BadInput([finding('too-many-cells', null, { question, count, limit: MAX_CELLS })]);
  }
}

/** Both packs in the same language, since their texts are compared. */
async function bothPacks({ io }: Context, [old, now]: readonly [Given, Given], lang: string) {
  const [before, after] = [await openPacks(io, old), await openPacks(io, now)];
  const common = before.in(lang).lang === after.in(lang).lang ? lang : plainLanguage;
  return [before.in(common), after.in(common)] as const;
}

/** The records in force, decided by both packs; null where a pack cannot read the answers. Throws BadInput if neither can. */
function movedRecords({ io, sources }: Context, [old, now]: readonly [Pack, Pack], named: RecordFiles): MovedRecord[] {
  const [before, after] = [readRecords(io, named, old, sources), readRecords(io, named, now, sources)];
  const files = new Set([...before.records, ...after.records].map(({ file }) => file));
  const broken = after.broken.filter(({ at }) => !files.has(at?.file ?? ''));
  if (broken.length > 0) throw new BadInput(broken, sources);
  const keyed = ({ records }: typeof before) => new Map(records.map((each) => [`${each.file}#${each.index}`, each]));
  const [was, is] = [keyed(before), keyed(after)];
  return [...new Map([...was, ...is])].flatMap(([key, { file, index, id, title, status }]) => {
    if (status === 'superseded') return [];
    const move = moveOf(old, now, [was.get(key)?.answers ?? null, is.get(key)?.answers ?? null]);
    const number = index === 0 ? '' : `#${index + 1}`;
    return [{ name: `${file}${id === null ? number : `#${id}`}`, title, ...move }];
  });
}
