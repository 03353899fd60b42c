import { programMessages } from '../../messages/locale.ts';
import { finding } from '../../model/diagnostic.ts';
import { standardInput } from '../../model/io.ts';
import { jsonLines, linesOf } from '../batch/json-lines.ts';
import { Results } from '../batch/results.ts';
import type { Context } from '../context.ts';
import { Exit, Interrupted } from '../exit.ts';
import { readChunks } from '../input.ts';
import type { Invocation } from '../invocation.ts';
import { speechIn } from '../language.ts';
import { openSink } from '../output.ts';
import { type Progress, showProgress } from '../progress-line.ts';

/** `tsunagi batch [file]`: a set of answers in each line or row, a line of JSON out for each, in the same order. */
export async function batchCommand(context: Context, invocation: Invocation): Promise<number> {
  const { io, packs, lang, speech } = context;
  const [operand] = invocation.operands;
  const file = operand?.value ?? '-';
  const output = invocation.get('output');
  const isSame = operand && output && io.files.identity(output.value) === io.files.identity(file);
  invocation.refuse(...(isSame ? [finding('overwrites-input', output.place, { path: output.value })] : []));
  const format = invocation.get('from')?.value ?? (/\.csv$/i.test(file) ? 'csv' : 'jsonl');
  const delimiter = invocation.get('delimiter')?.value ?? ',';
  const results = new Results(packs.in(lang), invocation.policy, speechIn(lang));
  const progress: Progress = { bytes: 0, lines: 0, invalid: 0 };
  const stop = stopOnSignal(io, output !== null);
  const sink = openSink(io, output);
  const hide = showProgress(io, output !== null, progress, file === '-' ? null : io.files.size(file), speech);
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
  io.stderr.write(`tsunagi: ${programMessages(speech).invalidLines(invalid, entries)}\n`);
  return Exit.badInput;
}

/**
 * A file that was begun must not be left behind; without one, a signal may end the program as it always does.
 *
 * @returns `check` throws once a signal has come
 */
function stopOnSignal(
  io: Context['io'],
  toFile: boolean,
): { readonly check: () => void; readonly release: () => void } {
  let stopped: Interrupted | null = null;
  const stop = (signal: string): void => {
    stopped = new Interrupted(signal === 'SIGTERM' ? Exit.terminated : Exit.interrupted);
    io.stdin.close();
  };
  return {
    release: toFile ? io.onSignal(stop, { hangUps: true }) : () => {},
    check() {
      if (stopped) throw stopped;
    },
  };
}

async function* counted(
  chunks: AsyncIterable<Uint8Array>,
  progress: Progress,
  check: () => void,
): AsyncGenerator<Uint8Array> {
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
