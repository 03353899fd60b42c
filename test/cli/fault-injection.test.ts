import fs, { mkdirSync, rmSync, statSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { sep } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { ioOnDisk, Sandbox } from '../support/sandbox.ts';
import { smallPack } from '../support/small-pack.ts';

const box = new Sandbox();
const folder = box.dir;
const given = '{completion: async, fanout: p2p}';
const answers = '--completion async --fanout p2p';
const packs = { en: smallPack('en') };
const wrong = (id: string): string => `id: ${id}\nanswers: ${given}\nexpect: {service: sns}\n`;

afterAll(() => box.remove());

type World = Readonly<Record<string, string>>;

function reset(files: World): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  for (const [name, text] of Object.entries(files)) box.write(name, text);
}

/** All files and folders in the folder, hidden ones too. */
function snapshot(): World {
  const contentOf = (name: string): string => (statSync(box.path(name)).isFile() ? box.read(name) : 'a folder');
  return Object.fromEntries(box.names().map((name) => [name, contentOf(name)]));
}

const operationNames = [
  ...['accessSync', 'closeSync', 'copyFileSync', 'fchmodSync', 'fchownSync', 'fstatSync', 'fsyncSync', 'linkSync', 'lstatSync'],
  ...['mkdirSync', 'openSync', 'readFileSync', 'readSync', 'readdirSync', 'readlinkSync', 'realpathSync', 'renameSync'],
  ...['rmdirSync', 'statSync', 'unlinkSync', 'writeSync'],
] as const;

type Operation = (...args: unknown[]) => unknown;

/** Codes as Node.js reports them: those that libuv does not know have only a number. */
function systemError(code: string): Error {
  const unknown: Readonly<Record<string, number>> = { EDQUOT: -122, ESTALE: -116 };
  const errno = unknown[code];
  const details = errno ? { errno, code: `Unknown system error ${errno}` } : { errno: -5, code };
  return Object.assign(new Error(`${code}: injected`), { ...details, syscall: 'injected' });
}

/** Runs something while operations on files in the folder fail, by their number from 1 on. */
async function failing<T>(fails: (number: number) => boolean, code: string, work: () => Promise<T>) {
  const operations: string[] = [];
  const open = new Set<unknown>();
  const mutable = fs as unknown as Record<string, Operation>;
  const originals = new Map(operationNames.map((name) => [name, mutable[name] as Operation]));
  for (const [name, original] of originals) {
    mutable[name] = (...args) => {
      const [first] = args;
      const isOurs = typeof first === 'number' ? open.has(first) : `${first}${sep}`.startsWith(`${folder}${sep}`);
      if (!isOurs) return original(...args);
      operations.push(`${name} ${first}`);
      const isFailing = fails(operations.length);
      // A file is closed even if close reports an error.
      if (name === 'closeSync') open.delete(first);
      if (isFailing && name !== 'closeSync') throw systemError(code);
      // Syncing takes long, and is not what these tests are about.
      const result = name === 'fsyncSync' ? undefined : original(...args);
      if (isFailing) throw systemError(code);
      if (name === 'openSync') open.add(result);
      return result;
    };
  }
  syncBuiltinESMExports();
  try {
    return { operations, result: await work() };
  } finally {
    Object.assign(mutable, Object.fromEntries(originals));
    syncBuiltinESMExports();
  }
}

/** Runs the program on real files; what it prints stays in memory. */
async function run(line: string, fails: (number: number) => boolean, code = 'EIO') {
  const io = ioOnDisk({ packs });
  const argv = line.replaceAll('@', `${folder}/`).split(' ');
  const { result: exit, operations } = await failing(fails, code, () => main(argv, io));
  return { exit, operations, out: io.out(), err: io.err() };
}

const old = { 'old.yaml': `id: old\ntitle: old\nanswers: ${given}\n`, 'old.md': '# Old\n' };
const record = { 'a.yaml': wrong('a'), 'b.yaml': wrong('b') };
const known = { 'known.yaml': 'findings:\n- {record: a, code: check-service, detail: sqs, reason: next year}\n' };
const supersede = `${answers} --title orders --save @new.yaml -f adr -o @new.md --supersedes @old.yaml --supersedes @old.md`;

/** Command lines in which `@` stands for the folder. */
const commands: readonly (readonly [name: string, files: World, line: string])[] = [
  ['--save into a new file', {}, `${answers} --save @a.yaml`],
  ['--save into an old file', record, '-a @a.yaml --ordering none --save @a.yaml -f json'],
  ['--supersedes of records and ADRs', old, supersede],
  ['check --fix', record, 'check @a.yaml @b.yaml --fix'],
  ['check --write-baseline', { ...record, ...known }, 'check @a.yaml --baseline @known.yaml --write-baseline @known.yaml'],
  ['-o over an old file', { 'out.json': 'before' }, `${answers} -f json -o @out.json`],
  ['init', {}, 'init @answers.yaml'],
  ['init --force', { 'answers.yaml': 'before' }, 'init @answers.yaml --force'],
  ['rules init', {}, 'rules init @deep/rules'],
];

const isRemoval = (operation: string | undefined): boolean => /^(rmdir|unlink)Sync /.test(operation ?? '');

test.each(commands)(
  '%s changes all files or none, whichever operation fails',
  async (_, files, line) => {
    reset(files);
    const clean = await run(line, () => false);
    const after = snapshot();
    expect(after).not.toEqual(files);
    expect(Object.keys(after).filter((name) => name.includes('.tsunagi'))).toEqual([]);
    for (let number = 1; number <= clean.operations.length; number++) {
      reset(files);
      const code = ['EIO', 'ENOSPC', 'EDQUOT', 'ESTALE'][number % 4] as string;
      const { exit, err, operations } = await run(line, (each) => each === number, code);
      const operation = operations[number - 1];
      const left = snapshot();
      // A file that cannot be removed has to stay.
      const litter = Object.keys(left).filter((name) => name.includes('.tsunagi'));
      const visible = Object.fromEntries(Object.entries(left).filter(([name]) => !litter.includes(name)));
      const state = { operation, exit, err };
      expect({ ...state, litter: isRemoval(operation) ? [] : litter }).toEqual({ ...state, litter: [] });
      expect({ ...state, visible }).toEqual({ ...state, visible: exit === 2 ? files : after });
      expect({ ...state, exit }).toEqual({ ...state, exit: exit === 2 ? 2 : clean.exit });
      if (exit === 2) expect(err).toMatch(/error: .*\[(cannot-write|file-unreadable)\]/);
      else expect({ operation, err }).toEqual({ operation, err: clean.err });
    }
  },
  60_000,
);

test('names the files that were already changed if they cannot be put back', async () => {
  const files: World = old;
  reset(old);
  const { operations } = await run(supersede, () => false);
  const after = snapshot();
  let mixed = 0;
  for (let number = 1; number <= operations.length; number++) {
    reset(files);
    const { exit, err } = await run(supersede, (each) => each >= number, 'EIO');
    const left = snapshot();
    const standing = Object.keys(after).filter((name) => left[name] === after[name] && files[name] !== after[name]);
    if (exit === 0) expect(standing).toHaveLength(Object.keys(after).length);
    else if (standing.length > 0) {
      mixed++;
      expect(err).toMatch(/\[files-stand\]/);
      const [said = ''] = /error: (.*)had already been changed/.exec(err) ?? [];
      for (const name of Object.keys(after)) {
        expect({ name, said: said.includes(box.path(name)) }).toEqual({ name, said: standing.includes(name) });
      }
    } else expect(Object.keys(files).every((name) => left[name] === files[name])).toBe(true);
  }
  expect(mixed).toBeGreaterThan(1);
}, 60_000);
