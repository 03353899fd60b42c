import about from '../../../package.json' with { type: 'json' };
import type { ConfinedFiles, Desk } from '../../mcp/desk.ts';
import { agents as en } from '../../messages/en/agents.ts';
import { agents as ja } from '../../messages/ja/agents.ts';
import { decisionMessages, inLanguage, promptMessages } from '../../messages/locale.ts';
import { BadInput } from '../../model/bad-input.ts';
import type { CheckedRecords } from '../../model/checked-records.ts';
import type { Finding } from '../../model/diagnostic.ts';
import type { Input, Io, Output } from '../../model/io.ts';
import { messageOf } from '../../output/findings.ts';
import type { Context } from '../context.ts';
import { flagWord } from '../equivalent-command.ts';
import { Exit } from '../exit.ts';
import type { Invocation } from '../invocation.ts';
import { parse } from '../parse-command-line.ts';
import { checkCommand } from './check.ts';

const FORM_TIMEOUT_MS = 5 * 60_000;

/**
 * `tsunagi mcp`: serves AI agents by the Model Context Protocol on standard input and output, until the input ends.
 */
export async function mcpCommand(context: Context, invocation: Invocation): Promise<number> {
  const { io, speech } = context;
  invocation.refuse();
  if (io.stdin.isTTY && io.stderr.isTTY) io.stderr.write(`${inLanguage(speech, { en, ja }).waiting}\n`);
  // With the SDK, which nothing else needs.
  const { confinedFiles, serve, Sessions } = await import('../../mcp/index.ts');
  const desk = deskOf(context, invocation, confinedFiles(io.files), new Sessions(() => io.newName()));
  await serve(desk, io.stdin.stream(), io.stdout.stream());
  return Exit.done;
}

function deskOf(context: Context, invocation: Invocation, files: ConfinedFiles, sessions: Desk['sessions']): Desk {
  const { io, packs, lang } = context;
  const pack = packs.in(lang);
  return {
    version: about.version,
    pack,
    policy: invocation.policy,
    texts: {
      agents: inLanguage(pack.lang, { en, ja }),
      decisions: decisionMessages(pack.lang),
      prompts: promptMessages(pack.lang),
    },
    files,
    sessions,
    flag: flagWord,
    schema: (name) => JSON.parse(io.builtIn(`schema/${name}.json`)),
    check: (paths, human) => checkInside(context, files, invocation, paths, human),
    formTimeoutMs: FORM_TIMEOUT_MS,
  };
}

/** What is read of a report of `check`. */
interface CheckReport {
  readonly records: CheckedRecords['records'];
  readonly findings: readonly (Pick<Finding, 'code' | 'level' | 'at'> & {
    readonly problem: string;
    readonly mitigation: string;
  })[];
}

/** Runs `check` on files inside the working folder, with nothing but those. */
async function checkInside(
  context: Context,
  files: ConfinedFiles,
  invocation: Invocation,
  paths: readonly string[],
  human: boolean,
): Promise<CheckedRecords> {
  let out = '';
  const output: Output = {
    ...silent,
    write(text) {
      out += text;
    },
  };
  const io: Io = { ...context.io, files, stdin: noInput, stdout: output, stderr: silent };
  const policy = ['no-assume', 'defaults'].filter((long) => invocation.has(long)).map((long) => `--${long}`);
  const argv = ['check', '--format=json', ...policy, ...(human ? ['--require=human'] : []), '--', ...paths];
  const inner: Context = { ...context, io, argv };
  const { lang } = context.packs.in(context.lang);
  try {
    const parsed = parse(inner);
    if (!parsed) throw new RangeError('check is a command');
    const exit = await checkCommand(inner, parsed.invocation);
    const { records, findings }: CheckReport = JSON.parse(out);
    return {
      schema: 'tsunagi/checked@1',
      lang,
      status: exit === Exit.done ? 'ok' : exit === Exit.found ? 'found' : 'unreadable',
      records: records.map(({ file, id, title, status, verdict, service }) => ({
        file,
        id,
        title,
        status,
        verdict,
        service,
      })),
      findings: findings.map(({ problem, mitigation, ...finding }) => foundIn(finding, { problem, mitigation })),
    };
  } catch (error) {
    if (!(error instanceof BadInput)) throw error;
    const findings = error.findings.map((finding) => foundIn(finding, messageOf(finding, lang), false));
    return { schema: 'tsunagi/checked@1', lang, status: 'unreadable', records: [], findings };
  }
}

/** @param placed whether its place is one in a file, rather than in the arguments */
function foundIn(
  { code, level, at }: Pick<Finding, 'code' | 'level' | 'at'>,
  { problem, mitigation }: { readonly problem: string; readonly mitigation: string },
  placed = true,
): CheckedRecords['findings'][number] {
  const text = [problem, mitigation].filter((part) => part !== '').join(' ');
  return { code, level, text, file: placed ? (at?.file ?? null) : null, line: placed ? (at?.line ?? null) : null };
}

const silent: Output = {
  isTTY: false,
  columns: undefined,
  rows: undefined,
  write() {},
  stream: nothing,
};

const noInput: Input = {
  isTTY: false,
  async *chunks() {},
  line: async () => null,
  stream: nothing,
  keyboard: nothing,
  close() {},
};

function nothing(): never {
  throw new RangeError('a check has no stream');
}
