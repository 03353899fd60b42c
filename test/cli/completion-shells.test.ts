import { chmodSync, existsSync, mkdirSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { linkPack } from '../support/link-pack.ts';
import { packFiles } from '../support/pack-files.ts';
import { Pty } from '../support/pty.ts';
import { pathOf } from '../support/repository.ts';
import { forAll, runs } from '../support/runs.ts';
import { program, Sandbox } from '../support/sandbox.ts';
import { hasTool } from '../support/tools.ts';

const script = (shell: string): string => pathOf(`src/cli/completion/scripts/tsunagi.${shell}`);

/** A shell that evaluated this would leave traces. */
const hostile = `$(touch pwned) \`touch pwned\` ';touch pwned;' ";touch pwned;" \\ %F{red}%s : \${x:=1} <(touch pwned)\nfiles\n--pwned\ta`;
const shownHostile = hostile.replace(/\s+/g, ' ');

const box = new Sandbox();
const env = { PATH: `${box.path('bin')}:${process.env['PATH']}`, HOME: box.dir, LANG: 'C.UTF-8' };

beforeAll(() => {
  for (const folder of ['my packs/sub', 'links']) mkdirSync(box.path(folder), { recursive: true });
  command('tsunagi', `exec '${process.execPath}' '${program}' "$@"`);
  // Prints whatever the test has written.
  command('fake/tsunagi', 'cat answer');
  box.write('my answers.yaml', '');
  const pack = linkPack('en');
  const questions = pack.questions.map((question) => ({
    ...question,
    ask: hostile,
    values: question.values.map((choice) => ({ ...choice, text: hostile })),
  }));
  for (const [path, text] of Object.entries(packFiles({ ...pack, questions }, 'mine'))) box.write(path, text);
});

afterAll(() => box.remove());

function command(name: string, body: string): void {
  box.write(`bin/${name}`, `#!/bin/sh\n${body}\n`);
  chmodSync(box.path(`bin/${name}`), 0o755);
}

function run(name: string, args: readonly string[], more: Readonly<Record<string, string>> = {}): string[] {
  const { stdout, stderr } = box.run(name, args, { env: { ...env, ...more } });
  // No completion is running here for bash's `compopt` to change.
  expect(stderr.replace(/^.*compopt: not currently executing completion function\n/gm, '')).toBe('');
  return stdout.split('\n').slice(0, -1);
}

/** A shell at a terminal, in the folder of these tests, with the completion that its own command prints. */
async function shell(line: string, setUp: readonly string[]): Promise<Pty> {
  const [name = '', ...args] = line.split(' ');
  const pty = new Pty(name, args, { cwd: box.dir, env, columns: 120, rows: 40 });
  for (const each of ["PS1='> '", ...setUp]) pty.type(`${each}\n`);
  pty.type("clear; echo ready'!'\n");
  await pty.until(/^ready!\n>/m);
  return pty;
}

/** Types the start of a command, Tab and another letter, and waits for the expected line, blanks included. */
async function completes(pty: Pty, start: string, line: string): Promise<void> {
  pty.type(`${start}\tX`);
  await pty.until(`> ${line}X`);
  pty.type('\u0015\n');
}

async function leave(pty: Pty): Promise<void> {
  pty.type('\u0015exit\n');
  await pty.ended();
  expect(existsSync(box.path('pwned'))).toBe(false);
}

const unambiguous: readonly (readonly [string, string])[] = [
  ['tsunagi ba', 'tsunagi batch '],
  ['tsunagi --data=st', 'tsunagi --data=stream '],
  ["tsunagi --title 'a --set' --data st", "tsunagi --title 'a --set' --data stream "],
  ['true && tsunagi --data st', 'true && tsunagi --data stream '],
  ['tsunagi -a my\\ a', 'tsunagi -a my\\ answers.yaml '],
  ['tsunagi --answers=my\\ a', 'tsunagi --answers=my\\ answers.yaml '],
  ['tsunagi --rules=my', 'tsunagi --rules=my\\ packs/'],
  ['tsunagi --rules "mine" --consum', 'tsunagi --rules "mine" --consumers '],
];

describe('bash', () => {
  /** What bash's own `complete` would be given, without a terminal. */
  const reply = `PATH=\${3-$PATH}; source "$1"; COMP_LINE=$2; COMP_POINT=\${#2}; _tsunagi tsunagi; printf '%s\\n' "\${COMPREPLY[@]}"`;

  const offered = (line: string, ...path: readonly string[]): string[] =>
    run('bash', ['-c', reply, 'bash', script('bash'), line, ...path]);

  test('offers what the program says, and nothing if the program is missing', () => {
    expect(offered('tsunagi --data ')).toEqual(['stream', 'message', 'unknown']);
    expect(offered('tsunagi nothing ')).toEqual(['']);
    expect(offered('tsunagi ', '/nowhere')).toEqual(['']);
  });

  test('evaluates nothing that the program prints', async () => {
    const evil = ['$(touch pwned)', '`touch pwned`', ';touch pwned', ...`$((x=1)) * ~ ' " \\ {a,b} -n !!`.split(' ')];
    const word = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom(...evil));
    const printable = word.filter((text) => text !== '' && !/[\0\t\n\r]/.test(text));
    const words = fc.array(printable, { minLength: 1, maxLength: 6 });
    await forAll(runs(12), [words, words], (texts, about) => {
      box.write('answer', ['words', ...texts.map((text, at) => `${text}\t${about[at] ?? ''}`), ''].join('\n'));
      expect(offered('tsunagi ', `${box.path('bin/fake')}:${env['PATH']}`)).toEqual(texts);
      expect(existsSync(box.path('pwned'))).toBe(false);
    });
  });

  test('completes at a terminal', async () => {
    const pty = await shell('bash --norc --noprofile -i', ['source <(tsunagi completion bash)']);
    for (const [start, line] of unambiguous) await completes(pty, start, line);
    await completes(pty, 'A=1 tsunagi --data st', 'A=1 tsunagi --data stream ');
    pty.type('tsunagi --rules mine --data \t\t');
    await pty.until(/message +stream +unknown/);
    await leave(pty);
  });
});

describe.skipIf(!hasTool('zsh'))('zsh', () => {
  const initialize = ['autoload -U compinit', 'compinit -D -u', 'setopt no_beep', 'unset zle_bracketed_paste'];

  test('completes at a terminal, with descriptions', async () => {
    const pty = await shell('zsh -f -i', [...initialize, 'source <(tsunagi completion zsh)']);
    for (const [start, line] of unambiguous) await completes(pty, start, line);
    pty.type('tsunagi --data \t');
    await pty.until(/^message +-- Messages, requests or files$/m);
    pty.type('\u0015tsunagi --rules mine --data \t');
    await pty.until(`-- ${shownHostile.slice(0, 60)}`);
    await leave(pty);
  });

  test('can be loaded when it is first needed', async () => {
    box.write('functions/_tsunagi', run('tsunagi', ['completion', 'zsh']).join('\n'));
    const pty = await shell('zsh -f -i', ['fpath+=($PWD/functions)', ...initialize]);
    await completes(pty, 'tsunagi --data st', 'tsunagi --data stream ');
    await leave(pty);
  });
});

describe.skipIf(!hasTool('fish'))('fish', () => {
  function complete(line: string, more: Readonly<Record<string, string>> = {}): string[] {
    return run('fish', ['--no-config', '-c', 'source $argv[1]; complete -C $argv[2]', script('fish'), line], more);
  }

  test.each(unambiguous.filter(([start]) => !start.startsWith('true')))('completes %s', (start, line) => {
    const offered = complete(start).map((each) => each.split('\t')[0] as string);
    const [word] = /(?:\\ |\S)+ ?$/.exec(line) ?? [''];
    expect(offered.map((each) => each.trimEnd())).toEqual([word.replaceAll('\\ ', ' ').trimEnd()]);
  });

  test('describes values in the language of the locale', () => {
    expect(complete('tsunagi --media ')).toEqual(['records\tData records', "unknown\tI don't know", 'video\tVideo or audio']);
    expect(complete('tsunagi --data ', { LANG: 'ja_JP.UTF-8' })).toContain('unknown\t分からない');
  });

  test("evaluates nothing in a pack's texts", () => {
    expect(complete('tsunagi --rules mine --data st')).toEqual([`stream\t${shownHostile}`]);
    expect(complete('tsunagi --rules mine --consum')).toEqual([`--consumers\t${shownHostile}`]);
    expect(existsSync(box.path('pwned'))).toBe(false);
  });
});
