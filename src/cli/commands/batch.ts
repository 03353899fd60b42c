import { jsonLines } from '../batch/json-lines.ts';
import { type Progress, showProgress } from '../batch/progress.ts';
import { linesOf } from '../batch/read-lines.ts';
import { Results } from '../batch/results.ts';
import type { Context } from '../context.ts';
import { BadInput, Exit, Interrupted } from '../exit.ts';
import { readChunks, standardInput } from '../input.ts';
import type { Invocation } from '../invocation.ts';
import { type Speech, speechIn } from '../language.ts';
import { openSink } from '../output.ts';
import { policyOf } from '../policy.ts';

/** `tsunagi batch [file]`: a set of answers in each line or row, a line of JSON out for each, in the same order. */
export async function batchCommand(context: Context, { options, operands, findings }: Invocation): Promise<number> {
  const { io, packs, lang } = context;
  const [operand] = operands;
  const file = operand?.value ?? '-';
  if (findings.length > 0) throw new BadInput(findings);
  const format = options.get('from')?.[0]?.value ?? (/\.csv$/i.test(file) ? 'csv' : 'jsonl');
  const delimiter = options.get('delimiter')?.[0]?.value ?? ',';
  const output = options.get('output')?.[0] ?? null;
  const results = new Results({ pack: packs.in(lang), policy: policyOf({ options }), speech: speechIn(lang) });
  const sink = openSink(io, output);
  const progress: Progress = { bytes: 0, lines: 0, invalid: 0 };
  const stop = stopOnSignal(io, output !== null);
  const hide = showProgress(io, output !== null, progress, file === '-' ? null : io.files.size(file), context.speech);
  const flush = async (): Promise<void> => {
    const text = await results.take();
    if (text !== '') sink.write(text);
    progress.invalid = results.invalid;
  };
  try {
    const chunks = counted(readChunks(context, file, operand?.place ?? null), progress, stop.check);
    if (format === 'csv') {
      const { decideCsv } = await import('../batch/csv.ts');
      await decideCsv({ chunks, name: file === '-' ? standardInput : file, delimiter }, results, () => {
        progress.lines = results.entries;
        return flush();
      });
    } else {
      const decideLine = jsonLines(results);
      for await (const lines of linesOf(chunks)) {
        for (const line of lines) decideLine(line, ++progress.lines);
        await flush();
      }
    }
    await flush();
    sink.commit();
  } catch (error) {
    sink.discard();
    throw error;
  } finally {
    hide();
    stop.release();
  }
  const { entries, invalid } = results;
  if (invalid === 0) return Exit.done;
  io.stderr.write(`tsunagi: ${invalidTexts[context.speech](invalid, entries)}\n`);
  return Exit.badInput;
}

/**
 * A file that was begun must not be left behind; without one, a signal may end the program as it always does.
 *
 * @returns `check` throws once a signal has come
 */
function stopOnSignal(io: Context['io'], toFile: boolean): { readonly check: () => void; readonly release: () => void } {
  let stopped: Interrupted | null = null;
  const release = toFile
    ? io.onSignal(
        (signal) => {
          stopped = new Interrupted(signal === 'SIGTERM' ? Exit.terminated : Exit.interrupted);
          io.stdin.close();
        },
        { hangUps: true },
      )
    : () => {};
  return {
    release,
    check() {
      if (stopped) throw stopped;
    },
  };
}

async function* counted(chunks: AsyncIterable<Uint8Array>, progress: Progress, check: () => void): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of chunks) {
      check();
      progress.bytes += chunk.length;
      yield chunk;
    }
  } finally {
    check();
  }
}

const invalidTexts: Readonly<Record<Speech, (invalid: number, count: number) => string>> = {
  en: (invalid, count) =>
    `${invalid} of ${count} ${count === 1 ? 'line' : 'lines'} could not be read; each says why where its result would be.`,
  ja: (invalid, count) => `${count}行中${invalid}行を読み取れませんでした。理由は各行の結果に示しています。`,
};
