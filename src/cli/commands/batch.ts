import { programMessages } from '../../messages/locale.ts';
import { finding } from '../../model/finding.ts';
import { standardInput } from '../../model/io.ts';
import { writeTo } from '../../records/file-transaction.ts';
import { jsonLines } from '../batch/json-lines.ts';
import { batchResults, MAX_LINE_CHARACTERS } from '../batch/results.ts';
import { type Context, type Invocation, withoutLocation } from '../context.ts';
import { Exit } from '../exit.ts';
import { messageLanguageFor, progressLine } from '../host/terminal.ts';
import { readChunks } from '../input.ts';
import { formatFor, sayWritten } from '../output.ts';

/** `tsunagi batch [file]`: decides each line or row of answers and writes a line of JSON for each, in order. */
export async function batchCommand(context: Context, invocation: Invocation): Promise<number> {
  const { io, packs, lang, messageLanguage } = context;
  const messages = programMessages(messageLanguage);
  const [operand] = invocation.operands;
  const path = operand?.value ?? '-';
  const output = invocation.get('output');
  const isSame = operand && output && io.files.identity(output.value) === io.files.identity(path);
  const format = invocation.get('from')?.value ?? (/\.[ct]sv$/i.test(path) ? 'csv' : 'jsonl');
  invocation.refuse(...(isSame ? [finding('overwrites-input', output.location, { path: output.value })] : []));
  formatFor(invocation, output, ['jsonl', 'json']);
  const results = batchResults(packs.in(lang), invocation.policy, messageLanguageFor(lang));
  const name = path === '-' ? standardInput : path;
  const reader = format === 'csv' ? (await import('../batch/csv.ts')).csvRows(name, results) : jsonLines(name, results);
  const file = output && writeTo(output, () => io.files.create(output.value));
  // No progress line if the results go to the same terminal.
  const progress = io.stdout.isTTY && output === null ? null : progressLine(io);
  let number = 0;
  const flush = (): void => {
    writeTo(output, () => (file ?? io.stdout).write(results.take()));
    const { invalid } = results.counts;
    progress?.show(() => messages.lines(number.toLocaleString('en'), invalid.toLocaleString('en')));
  };
  try {
    for await (const lines of linesOf(readChunks(context, operand ?? withoutLocation('-')))) {
      for (const line of lines) reader.take(line, ++number);
      flush();
    }
    reader.end();
    flush();
    writeTo(output, () => file?.commit());
  } catch (error) {
    file?.discard();
    throw error;
  } finally {
    progress?.clear();
  }
  if (output) await sayWritten(context, [output.value]);
  const { entries, invalid } = results.counts;
  if (invalid === 0) return Exit.done;
  io.stderr.write(`tsunagi: ${messages.invalidLines(invalid, entries)}\n`);
  return Exit.badInput;
}

/** Splits a stream into lines. Holds at most one chunk and the start of a line in memory. */
async function* linesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<readonly string[]> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of chunks) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    // Truncate an overlong line, but keep it above the limit.
    if (rest.length > 2 * MAX_LINE_CHARACTERS) rest = rest.slice(0, MAX_LINE_CHARACTERS + 1);
    yield lines;
  }
  rest += decoder.decode();
  if (rest !== '') yield [rest];
}
