import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect } from 'vitest';
import { parseAllDocuments } from 'yaml';
import about from '../../package.json' with { type: 'json' };
import { main } from '../../src/cli/main.ts';
import { memoryIo } from './memory-io.ts';
import { Sandbox } from './sandbox.ts';

/** One run of the program, as in `test/scenarios/*.yaml`. By default it prints nothing and exits with 0. */
export interface Scenario {
  readonly name: string;
  readonly argv: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string | Uint8Array;
  /** The folder that it runs in; afterwards it has these files and those of `makes`. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  readonly exit?: number;
  readonly stdout?: Text;
  readonly stderr?: Text;
  /** Files that it makes or changes. */
  readonly makes?: Readonly<Record<string, Text>>;
}

/** The whole text, or what must be in it. */
type Text = string | { readonly contains?: readonly string[]; readonly lacks?: readonly string[]; readonly json?: unknown };

export interface Result {
  readonly exit: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly files: Readonly<Record<string, string>>;
}

/** A place to run scenarios. */
export type Host = (scenario: Scenario) => Promise<Result>;

const folder = join(import.meta.dirname, '../scenarios');

/**
 * The tables of a document: each scenario of one exits with this code and says something on this stream. Those of `reported`
 * say the findings of a report in JSON.
 */
const tables = {
  printed: { exit: 0, stream: 'stdout' },
  found: { exit: 1, stream: 'stdout' },
  reported: { exit: 1, stream: 'stdout' },
  refused: { exit: 2, stream: 'stderr' },
  open: { exit: 3, stream: 'stdout' },
} as const;

/** All scenarios, each named after its file and itself; `<version>` in them is the program's. */
export const scenarios: readonly Scenario[] = readdirSync(folder).sort().flatMap(scenariosIn);

/**
 * A document of a file is a scenario, or has tables of scenarios by their names. The first document may have `shared`, named
 * sets of files that a scenario uses by `with`, and `usual`, what holds for scenarios of a table that say nothing else.
 */
function scenariosIn(file: string): Scenario[] {
  const text = readFileSync(join(folder, file), 'utf8').replaceAll('<version>', about.version);
  const documents = parseAllDocuments(text).map((document) => {
    if (document.errors.length > 0) throw document.errors[0];
    return document.toJS();
  });
  const { shared = {}, usual }: First = documents[0] ?? {};
  return documents
    .flatMap((document): Written[] => [
      ...Object.entries(tables).flatMap(([table, { exit, stream }]) =>
        Object.entries<Row>(document[table] ?? {}).map(([name, { says, ...row }]) => {
          const { argv = [], ...of } = { ...usual, ...row };
          if (table === 'reported') {
            return { ...of, name, exit, argv: [...argv, '-f', 'json'], stdout: { json: { findings: says } } };
          }
          return { ...of, name, exit, argv, [stream]: Array.isArray(says) ? { contains: says } : says };
        }),
      ),
      ...(document.name === undefined ? [] : [document]),
    ])
    .map(({ with: set, ...scenario }) => ({
      ...scenario,
      name: `${basename(file, '.yaml')}: ${scenario.name}`,
      ...(set !== undefined && { files: { ...shared[set], ...scenario.files } }),
    }));
}

type Written = Scenario & { readonly with?: string };
type Row = Partial<Omit<Written, 'name'>> & { readonly says: Text | readonly unknown[] };

interface First {
  readonly shared?: Readonly<Record<string, Scenario['files']>>;
  readonly usual?: Partial<Pick<Written, 'argv' | 'with'>>;
}

const commands = new Set(['batch', 'check', 'decide', 'help', 'init', 'overview', 'rules', 'services']);
const commandOf = ({ argv: [first = ''] }: Scenario): string => (commands.has(first) ? first : 'decide');

/** The first scenario of each command, to compare the installed program with the one in memory. */
export const onePerCommand: readonly Scenario[] = scenarios.filter(
  (scenario, index) => scenarios.findIndex((other) => commandOf(other) === commandOf(scenario)) === index,
);

/** Runs it in this process, on a world in memory. */
export const inProcess: Host = async ({ argv, ...world }) => {
  const io = memoryIo(world);
  const exit = await main(argv, io);
  return { exit, stdout: io.out(), stderr: io.err(), files: io.written() };
};

/** Runs it as a program, in an empty folder. */
export function inProgram(program: string): Host {
  return async ({ argv, env, stdin, files = {} }) => {
    const sandbox = new Sandbox();
    try {
      for (const [path, content] of Object.entries(files)) sandbox.write(path, content);
      const { status, ...printed } = sandbox.run(process.execPath, [program, ...argv], { env, input: stdin });
      return { exit: status, ...printed, files: filesIn(sandbox) };
    } finally {
      sandbox.remove();
    }
  };
}

/** Checks a result against everything in its scenario. */
export function check({ exit = 0, stdout = '', stderr = '', files = {}, makes = {} }: Scenario, result: Result): void {
  expect({ exit: result.exit, stderr: seen(stderr, result.stderr) }).toEqual({ exit, stderr });
  expect(seen(stdout, result.stdout)).toEqual(stdout);
  expect(Object.keys(result.files).sort()).toEqual([...new Set([...Object.keys(files), ...Object.keys(makes)])].sort());
  for (const [path, text] of Object.entries(makes)) expect(seen(text, result.files[path] ?? '')).toEqual(text);
}

/** A text in the form of its expectation, so that a failure shows the whole text. */
function seen(expected: Text, text: string): unknown {
  if (typeof expected === 'string') return text;
  const { contains = [], lacks = [], json } = expected;
  const missing = contains.filter((part) => !text.includes(part));
  const present = lacks.filter((part) => text.includes(part));
  if (missing.length + present.length > 0) return { missing, present, text };
  if (json !== undefined) expect(JSON.parse(text)).toMatchObject(json as object);
  return expected;
}

function filesIn(sandbox: Sandbox): Record<string, string> {
  const names = sandbox.names().filter((name) => statSync(sandbox.path(name)).isFile());
  return Object.fromEntries(names.map((name) => [name, sandbox.read(name)]));
}
