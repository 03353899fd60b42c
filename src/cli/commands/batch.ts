import { nearest } from '../../engine/nearest.ts';
import { type Finding, finding } from '../../model/diagnostic.ts';
import { type Block, blocksOf } from '../batch/batch-blocks.ts';
import { lineWorker } from '../batch/batch-lines.ts';
import { showProgress } from '../batch/batch-progress.ts';
import { type Progress, runBatch } from '../batch/batch-run.ts';
import type { Context } from '../context.ts';
import { BadInput, Exit, Interrupted } from '../exit.ts';
import { readChunks, standardInput } from '../input.ts';
import { type Speech, speechIn } from '../language.ts';
import { openSink } from '../output.ts';
import { policyOf } from '../policy.ts';
import type { Invocation } from '../program.ts';

const sources = ['jsonl', 'csv'];

/** `tsunagi batch [file]`: a set of answers in each line or row, a line of JSON out for each, in the same order. */
export async function batchCommand(context: Context, invocation: Invocation): Promise<number> {
  const { io, packs, lang } = context;
  const operand = invocation.operands[0];
  const file = operand?.value ?? '-';
  const { source, findings } = sourceOf(invocation, file);
  if (invocation.findings.length + findings.length > 0) throw new BadInput([...invocation.findings, ...findings]);
  const output = invocation.options.get('output')?.[0] ?? null;
  const job = { pack: packs.in(lang), policy: policyOf(invocation), speech: speechIn(lang) };
  const sink = openSink(io, output);
  const write = (lines: Uint8Array): void => sink.write(lines);
  const progress: Progress = { bytes: 0, lines: 0, entries: 0, invalid: 0 };
  let stopped: Interrupted | null = null;
  // A file that was begun must not be left behind; without one, the signal may end the program as it always does.
  const release =
    output === null
      ? () => {}
      : io.onSignal(
          (signal) => {
            stopped = new Interrupted(signal === 'SIGTERM' ? Exit.terminated : Exit.interrupted);
            io.stdin.close();
          },
          { hangUps: true },
        );
  const size = file === '-' ? null : io.files.size(file);
  const hide = showProgress(io, output !== null, progress, size, context.speech);
  try {
    const blocks = untilStopped(blocksOf(readChunks(context, file, operand?.place ?? null)), () => stopped);
    if (source === 'csv') {
      const { runCsv } = await import('../batch/batch-csv.ts');
      await runCsv(blocks, job, file === '-' ? standardInput : file, write, progress);
    } else await runBatch(blocks, size, lineWorker(job), () => io.startHelper(job), write, progress);
    sink.commit();
  } catch (error) {
    sink.discard();
    throw stopped ?? error;
  } finally {
    hide();
    release();
  }
  const { entries, invalid } = progress;
  if (invalid === 0) return Exit.done;
  io.stderr.write(`tsunagi: ${invalidTexts[context.speech](invalid, entries)}\n`);
  return Exit.badInput;
}

/** What the input is: as `--from` says, else as the file's name ends. */
function sourceOf({ options }: Invocation, file: string): { readonly source: string; readonly findings: readonly Finding[] } {
  const given = options.get('from')?.[0];
  if (given === undefined) return { source: /\.csv$/i.test(file) ? 'csv' : 'jsonl', findings: [] };
  if (sources.includes(given.value)) return { source: given.value, findings: [] };
  const meant = nearest(given.value, sources);
  const args = { id: given.value, known: sources, ...(meant === null ? {} : { suggestion: meant }) };
  return { source: 'jsonl', findings: [finding('unknown-format', given.place, args)] };
}

async function* untilStopped(blocks: AsyncIterable<Block>, stopped: () => Interrupted | null): AsyncGenerator<Block> {
  for await (const block of blocks) {
    const stop = stopped();
    if (stop !== null) throw stop;
    yield block;
  }
  const stop = stopped();
  if (stop !== null) throw stop;
}

const invalidTexts: Readonly<Record<Speech, (invalid: number, count: number) => string>> = {
  en: (invalid, count) =>
    `${invalid} of ${count} ${count === 1 ? 'line' : 'lines'} could not be read; each says why where its result would be.`,
  ja: (invalid, count) => `${count}行中${invalid}行を読み取れませんでした。理由は各行の結果に示しています。`,
};
