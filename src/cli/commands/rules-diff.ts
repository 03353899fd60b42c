import { MAX_CELLS, TooManyCellsError } from '../../engine/cells.ts';
import { nearest } from '../../engine/nearest.ts';
import type { Answers } from '../../model/decision.ts';
import { type Finding, finding } from '../../model/diagnostic.ts';
import type { Pack } from '../../model/pack.ts';
import { plain } from '../../output/style.ts';
import { diffPacks, type PackDiff } from '../../pack-diff/index.ts';
import { moveOf } from '../../pack-diff/records.ts';
import { type MovedRecord, rulesDiffFormats } from '../../pack-diff/views/index.ts';
import { type AnswersDocument, readAnswersFile } from '../../records/answers-file.ts';
import type { Context } from '../context.ts';
import { BadInput, Exit } from '../exit.ts';
import { formatOf, isShown } from '../format-of.ts';
import { styleFor, wantsColour } from '../host/colour.ts';
import { usualWidth } from '../host/terminal.ts';
import { readAll } from '../input.ts';
import type { Given, Invocation } from '../invocation.ts';
import { speechIn } from '../language.ts';
import { writeOut } from '../output.ts';
import { builtInIds, builtInSource, folderSource, packOf, type Sourced } from '../pack-sources.ts';
import { looksLikeRecord, recordPaths } from '../records/record-paths.ts';

/** `tsunagi rules diff OLD NEW [records...]`: for which answers two packs come to something else. */
export async function rulesDiffCommand(context: Context, invocation: Invocation): Promise<number> {
  const { io } = context;
  const { options, operands } = invocation;
  const format = formatOf(invocation, rulesDiffFormats);
  const [oldName, newName, ...others] = operands;
  const { paths, findings: lost } = await recordPaths(io, others);
  const missing = oldName && newName ? [] : [missingOperand(oldName)];
  const wrong = [...invocation.findings, ...missing, ...conflicts(invocation), ...lost];
  if (wrong.length > 0 || !oldName || !newName) throw new BadInput(wrong);

  const shown = isShown(invocation, format);
  const lang = shown ? context.spoken : context.lang;
  const packs = bothPacks(context, [oldName, newName], lang);
  const diff = compared(packs);
  const records: MovedRecord[] = [];
  for (const { path, given, inFolder } of paths) records.push(...(await recordsIn(context, packs, path, given, inFolder)));

  const { render } = await rulesDiffFormats[format]();
  const page = {
    width: (shown ? io.stdout.columns : null) ?? usualWidth,
    style: shown ? await styleFor(wantsColour(io, io.stdout, options)) : plain,
    detail: options.has('summary') ? 'summary' : options.has('all') ? 'all' : 'usual',
  } as const;
  writeOut(io, options.get('output')?.[0] ?? null, render({ diff, records }, { ...page, lang: speechIn(lang) }));
  const differs = !diff.equal || diff.regions.length > 0 || diff.uncompared.length > 0 || records.some(({ moved }) => moved);
  return differs && options.has('exit-code') ? Exit.found : Exit.done;
}

function missingOperand(oldName: Given | undefined): Finding {
  const [operand, command] = oldName ? ['<new>', 'rules diff <old>'] : ['<old> <new>', 'rules diff'];
  return finding('missing-operand', null, { operand, command });
}

/** The comparison; over the values and intervals of both packs a question may have more than the engine can hold. */
function compared([old, now]: readonly [Pack, Pack]): PackDiff {
  try {
    return diffPacks(old, now);
  } catch (error) {
    if (!(error instanceof TooManyCellsError)) throw error;
    const { question, count } = error;
    throw new BadInput([finding('too-many-cells', null, { question, count, limit: MAX_CELLS })]);
  }
}

/** The two packs in one language: the one that is asked for, if both are written in it. */
function bothPacks(context: Context, names: readonly [Given, Given], lang: string | null): readonly [Pack, Pack] {
  const findings: Finding[] = [];
  const texts = new Map<string, string>();
  const sourced = names.map((name): Sourced | null => {
    try {
      return sourceNamed(context, name);
    } catch (error) {
      if (!(error instanceof BadInput)) throw error;
      findings.push(...error.findings);
      for (const [file, text] of error.sources) texts.set(file, text);
      return null;
    }
  });
  const [old, now] = sourced;
  if (!old || !now) throw new BadInput(findings, texts);
  const both = lang !== null && [old, now].every(({ source }) => source.languages.includes(lang)) ? lang : null;
  return [packOf(old, both), packOf(now, both)];
}

/** A folder, or the id of a pack that comes with the program. */
function sourceNamed({ io }: Context, { value, place }: Given): Sourced {
  const ids = builtInIds(io);
  if (ids.includes(value) && !io.files.exists(value)) return builtInSource(io, value);
  try {
    return folderSource(io, value);
  } catch (error) {
    if (!(error instanceof BadInput)) throw error;
    // What is wrong with the folder as a whole is told where it is named.
    throw new BadInput(
      error.findings.map((each) => (each.at ? each : { ...withBuiltIns(each, ids), at: place })),
      error.sources,
    );
  }
}

/** Where a folder is missing, the id of a pack may have been meant. */
function withBuiltIns(each: Finding, known: readonly string[]): Finding {
  if (each.code !== 'folder-missing') return each;
  const suggestion = nearest(each.args.path, known);
  return { ...each, args: { ...each.args, known, ...(suggestion === null ? {} : { suggestion }) } };
}

async function recordsIn(
  context: Context,
  packs: readonly [Pack, Pack],
  path: string,
  given: Given,
  inFolder: boolean,
): Promise<MovedRecord[]> {
  const bytes = await readAll(context, path, given.place);
  if (inFolder && !looksLikeRecord(new TextDecoder().decode(bytes))) return [];
  const [old, now] = packs.map((pack) => readAnswersFile(bytes, path, pack)) as [
    ReturnType<typeof readAnswersFile>,
    ReturnType<typeof readAnswersFile>,
  ];
  const indexes = [...new Set([...old.documents, ...now.documents].map(({ index }) => index))].sort((a, b) => a - b);
  // What neither pack can read is no record of a decision of either.
  if (indexes.length === 0 && old.findings.length > 0) throw new BadInput(now.findings, new Map([[path, now.text]]));
  return indexes.flatMap((index): MovedRecord[] => {
    const documents = [old, now].map((file) => file.documents.find((document) => document.index === index) ?? null);
    const [before, after] = documents as [AnswersDocument | null, AnswersDocument | null];
    const document = (after ?? before) as AnswersDocument;
    if (document.status === 'superseded') return [];
    const answers = documents.map((each) => each?.answers ?? null) as [Answers | null, Answers | null];
    const name = document.id ?? (indexes.length > 1 || index > 0 ? `${path}#${index + 1}` : path);
    return [
      {
        name: document.id === null ? name : `${path}#${document.id}`,
        title: document.title,
        ...moveOf(packs[0], packs[1], answers),
      },
    ];
  });
}

function conflicts({ options }: Invocation): Finding[] {
  const [given] = options.get('summary') ?? [];
  return given && options.has('all')
    ? [finding('conflicting-options', given.place, { option: '--summary', other: '--all' })]
    : [];
}
