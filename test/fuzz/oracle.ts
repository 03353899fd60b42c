import { isDeepStrictEqual } from 'node:util';
import { type Run, run } from '../support/run.ts';
import type { FuzzInput } from './inputs.ts';

/** Control characters, those that change the direction of text, and halves of characters. */
const harmful = /(?![\n\t])[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/u;
const stackTrace = /^\s+at .+(?:\.ts|\.c?js|node:\w+):\d+|node:internal/m;

/** Everything that is wrong with a run, whatever its input was. */
export async function complaintsOf(input: FuzzInput): Promise<string[]> {
  const first = await runOf(input.argv, input);
  const complaints = faultsOf(first, input);
  const file = optionOf(input.argv, '--save');
  const saves = input.argv[0]?.startsWith('-') && !input.argv.some((option) => /^(-[hV]|--help|--version)$/.test(option));
  if (first.exit !== 0 || !saves || file === null) return complaints;
  const saved = { ...input, files: first.files };
  const rules = optionOf(input.argv, '--rules');
  const checked = await runOf(['check', file, ...(rules === null ? [] : ['--rules', rules])], saved);
  if (checked.exit > 1) complaints.push(`saves what check refuses with ${checked.exit}: ${checked.err.slice(0, 500)}`);
  // Superseding a second time supersedes the record of the first time.
  if (input.argv.includes('--supersedes')) return complaints;
  const again = await runOf(input.argv, saved);
  if (again.exit === 0 && !isDeepStrictEqual(again.files, first.files)) complaints.push('saves something else the second time');
  return complaints;
}

async function runOf(argv: readonly string[], { files, env, stdin }: FuzzInput): Promise<Run> {
  return run(argv, { files, env: { TSUNAGI_DEBUG: '', ...env }, stdin });
}

function faultsOf({ exit, out, err, files }: Run, input: FuzzInput): string[] {
  const complaints: string[] = [];
  if (![0, 1, 2, 3].includes(exit)) complaints.push(`exit ${exit}: ${err.slice(0, 500)}`);
  const shown = input.argv[0] === 'mcp' && out.startsWith('{') ? shownByAgent(out) : out;
  for (const [name, text] of Object.entries({ out: shown, err })) {
    const found = harmful.exec(text);
    if (found) complaints.push(`${name} has ${JSON.stringify(text.slice(Math.max(0, found.index - 60), found.index + 20))}`);
    if (stackTrace.test(text)) complaints.push(`${name} has a stack trace: ${text.slice(0, 500)}`);
  }
  const before = Object.fromEntries(Object.entries(input.files).map(([path, content]) => [path, textOf(content)]));
  // A report or a batch of which only a part could be read exits with 2, and is written to its output file.
  const output = optionOf(input.argv, '-o') ?? optionOf(input.argv, '--output');
  const others = (all: typeof files): typeof files => Object.fromEntries(Object.entries(all).filter(([path]) => path !== output));
  if (exit === 2 && !isDeepStrictEqual(others(files), others(before))) complaints.push('changes files with exit 2');
  return complaints;
}

/** What an agent shows of a server's answers. */
function shownByAgent(sent: string): string {
  const answers = sent.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line)]));
  return answers
    .flatMap(({ result, error }) => {
      // The SDK reports an internal error if a client names no capabilities, and repeats an unsupported protocol version.
      if (error?.code === -32603 && !error.message.includes('invalid_type')) throw new Error(`it fails: ${error.message}`);
      if (error) return error.code === -32022 ? [] : [error.message];
      return (result?.content ?? []).map(({ text }: { readonly text: string }) => text);
    })
    .join('\n');
}

function textOf(content: string | Uint8Array): string {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}

function optionOf(argv: readonly string[], option: string): string | null {
  const at = argv.lastIndexOf(option);
  return at < 0 ? null : (argv[at + 1] ?? null);
}
