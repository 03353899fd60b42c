import { MAX_CELLS, TooManyCellsError } from '../../engine/cells.ts';
import { programMessages } from '../../messages/locale.ts';
import { BadInput, type Given } from '../../model/bad-input.ts';
import { finding } from '../../model/diagnostic.ts';
import type { Pack } from '../../model/pack.ts';
import { diffPacks, moveOf, type PackDiff } from '../../pack-diff/index.ts';
import { type MovedRecord, rulesDiffFormats } from '../../pack-diff/views.ts';
import { readAnswersFile } from '../../records/answers-file.ts';
import { looksLikeRecord, type RecordPath, recordPaths } from '../../records/read-records.ts';
import type { Context, Invocation } from '../context.ts';
import { Exit } from '../exit.ts';
import { readAll } from '../input.ts';
import { plainLanguage } from '../language.ts';
import { accepted, packNamed } from '../packs.ts';
import { grouped, withProgress } from '../progress-line.ts';
import { viewOf } from '../view.ts';

/** `tsunagi rules diff OLD NEW [records...]`: shows the answers for which two packs decide differently. */
export async function rulesDiffCommand(context: Context, invocation: Invocation): Promise<number> {
  const [oldName, newName, ...others] = invocation.operands;
  const { paths, findings: lost } = await recordPaths(context.io, others);
  invocation.refuse(...lost);
  if (!oldName || !newName) return Exit.badInput;

  const { format, shown, page, speech, write } = await viewOf(context, invocation, rulesDiffFormats);
  const lang = shown ? context.spoken : context.lang;
  const packs = await bothPacks(context, [oldName, newName], lang ?? plainLanguage);
  const diff = compared(packs, context);
  const records: MovedRecord[] = [];
  for (const path of paths) records.push(...(await recordsIn(context, packs, path)));

  const { render } = await rulesDiffFormats[format]();
  const detail = invocation.has('summary') ? 'summary' : invocation.has('all') ? 'all' : 'usual';
  write(render({ diff, records }, { ...page, pack: packs[1], detail, lang: speech }));
  const differs =
    !diff.equal || diff.regions.length > 0 || diff.uncompared.length > 0 || records.some(({ moved }) => moved);
  return differs && invocation.has('exit-code') ? Exit.found : Exit.done;
}

/** Compares two packs. With the values of both, a question may exceed the engine's limit of cells. */
function compared([old, now]: readonly [Pack, Pack], { io, speech }: Context): PackDiff {
  let pairs = 0;
  try {
    return withProgress(io, (show) =>
      diffPacks(old, now, undefined, () => {
        pairs++;
        show(() => programMessages(speech).pairs(grouped(pairs)));
      }),
    );
  } catch (error) {
    if (!(error instanceof TooManyCellsError)) throw error;
    const { question, count } = error;
    throw new BadInput([finding('too-many-cells', null, { question, count, limit: MAX_CELLS })]);
  }
}

async function bothPacks(
  { io }: Context,
  names: readonly [Given, Given],
  lang: string,
): Promise<readonly [Pack, Pack]> {
  const old = accepted(await packNamed(io, names[0])).source;
  const now = accepted(await packNamed(io, names[1])).source;
  const wanted = old.languages.includes(lang) && now.languages.includes(lang) ? lang : plainLanguage;
  return [old.in(wanted), now.in(wanted)];
}

async function recordsIn(
  context: Context,
  [old, now]: readonly [Pack, Pack],
  { path, given, inFolder, outOf }: RecordPath,
): Promise<MovedRecord[]> {
  if (outOf !== null) throw new BadInput([finding('outside-folder', given.place, { path, folder: outOf })]);
  const bytes = await readAll(context, path, given.place);
  if (inFolder && !looksLikeRecord(new TextDecoder().decode(bytes))) return [];
  const [before, after] = [readAnswersFile(bytes, path, old), readAnswersFile(bytes, path, now)];
  const all = [...before.documents, ...after.documents];
  // Neither pack can read the answers, so there is nothing to compare.
  if (all.length === 0 && before.findings.length > 0) throw new BadInput(after.findings, new Map([[path, after.text]]));
  const byIndex = new Map(all.map((document) => [document.index, document]));
  return [...byIndex.values()]
    .filter(({ status }) => status !== 'superseded')
    .sort((a, b) => a.index - b.index)
    .map(({ id, title, index }): MovedRecord => {
      const number = byIndex.size > 1 || index > 0 ? `#${index + 1}` : '';
      const answersIn = ({ documents }: typeof before) =>
        documents.find((each) => each.index === index)?.answers ?? null;
      const name = `${path}${id === null ? number : `#${id}`}`;
      return { name, title, ...moveOf(old, now, [answersIn(before), answersIn(after)]) };
    });
}
