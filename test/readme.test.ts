import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { decisionFormats } from '../src/cli/commands.ts';
import { openContext } from '../src/cli/context.ts';
import { Exit } from '../src/cli/exit.ts';
import { parse } from '../src/cli/parse-command-line.ts';
import { builtInPack } from './support/built-in.ts';
import { memoryIo } from './support/memory-io.ts';
import { commandsIn, programOf } from './support/program.ts';
import { pathOf, textOf } from './support/repository.ts';
import { printed, run } from './support/run.ts';

const readme = textOf('README.md');
const pages = readdirSync(pathOf('docs')).filter((name) => name.endsWith('.md'));
const docs = pages.map((name) => textOf(`docs/${name}`));
const all = [readme, ...docs].join('\n');
const pack = builtInPack('en');
const example = 'examples/orders-to-billing.yaml';
const files = { [example]: textOf(example) };
const terminal = { files, terminals: ['stdin', 'stderr'], env: { ACCESSIBLE: '1' } } as const;

/** The findings about a command line. */
async function findingsOf(argv: readonly string[]) {
  return parse({ ...(await openContext([], memoryIo())), argv }).invocation.findings;
}

/** The words of a command in a page, without comments, variables and redirections. */
function argvIn(line: string): string[] {
  const [command = ''] = line.split(/ +#|[|<>;]| && | \|\| /);
  return [...command.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)]
    .map(([, double, single, plain]) => double ?? single ?? plain ?? '')
    .filter((word) => word !== '...');
}

/** Every tsunagi command in the shell examples. */
function commandLinesIn(text: string): string[] {
  const blocks = [...text.matchAll(/^```(?:sh|console)\n(.*?)^```$/gms)].map(([, block = '']) => block);
  return blocks.flatMap((block) =>
    block.split('\n').flatMap((line) => /(?<![\w-])tsunagi(?: .*|$)/.exec(line.replace(/ *#.*/, '')) ?? []),
  );
}

test('the README is short, and its picture shows what the program prints', async () => {
  expect(readme.split(/\s+/).length).toBeLessThanOrEqual(600);
  const picture = textOf('docs/images/terminal.svg');
  const [, command = ''] = /<title>\$ (tsunagi [^<]*)<\/title>/.exec(picture) ?? [];
  const characters: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&' };
  const lines = [...picture.matchAll(/<text [^>]*>(.*?)<\/text>/g)].map(([, line = '']) =>
    line.replace(/<[^>]+>|&(\w+);/g, (_, name) => characters[name] ?? ''),
  );
  expect(lines.slice(2).join('\n').trim()).toBe((await printed(argvIn(command).slice(1))).trim());
});

test('the Japanese README has the same code and services, and shows what the program prints', async () => {
  const japanese = textOf('docs/README.ja.md');
  const code = /^```(sh|ts)\n.*?^```$|^\| Amazon .*?$/gms;
  const codeIn = (text: string) => text.replace(/ +# .*/g, '').match(code);
  expect(codeIn(japanese)).toEqual(codeIn(readme));
  const [, command = '', output] = /^```console\n\$ tsunagi (.*?)\n(.*?)^```$/ms.exec(japanese) ?? [];
  expect(await printed(command.split(' '))).toBe(output);
});

describe('each of the seven services follows from the answers in its row', () => {
  const rows = [...readme.matchAll(/^\| (Amazon [^|]+) \| `(--[^`]+)` \|$/gm)];

  test('all are there', () => {
    expect(rows.map(([, name]) => name).sort()).toEqual(pack.services.map(({ name }) => name.replace(/ \(.*/, '')).sort());
  });

  test.each(rows.map(([, name = '', answers = '']) => [name, answers]))('%s', async (name, answers) => {
    const { recommendation } = JSON.parse(await printed([...answers.split(' '), '-f', 'json']));
    expect(pack.services.find(({ id }) => id === recommendation.service)?.name.replace(/ \(.*/, '')).toBe(name);
  });
});

test('the program accepts every command line that is shown', async () => {
  const lines = commandLinesIn(all);
  expect(lines.length).toBeGreaterThan(30);
  for (const line of lines) expect([line, await findingsOf(argvIn(line).slice(1))]).toEqual([line, []]);
});

test('every command, option, format and exit code is documented', () => {
  const program = programOf(pack);
  const below = commandsIn(program);
  const options = [
    ...program.options,
    ...below.flatMap(([, command]) => command.options.filter(({ envVar }) => envVar === undefined)),
  ];
  const words = [
    ...below.map(([name]) => (name === 'rules' ? 'tsunagi rules ' : `tsunagi ${name}`)),
    ...options.map(({ long, short }) => (short === undefined ? `${long}` : ` ${short} `)),
    ...Object.keys(decisionFormats).map((format) => `\`${format}\``),
  ];
  const formats = options.flatMap(({ long, argChoices = [] }) => (long === '--format' ? argChoices : []));
  // The help itself is enough for -h and -V.
  const text = all.replaceAll('`', ' ').concat(' -h -V ');
  expect(words.map((word) => word.replaceAll('`', ' ')).filter((word) => !text.includes(word))).toEqual([]);
  expect([...new Set(formats)].filter((format) => !new RegExp(`\\b${format}\\b`).test(all))).toEqual([]);
  for (const code of Object.values(Exit)) expect(all).toMatch(new RegExp(`^\\| (\\d+, )*${code}(, \\d+)* \\|`, 'm'));
});

describe('the table of formats', () => {
  const page = docs[pages.indexOf('usage.md')] ?? '';
  const rows = [...page.matchAll(/^\| `([a-z]+)` \|.*\| `(tsunagi [^`]+)` \|$/gm)].map(([, name = '', line = '']) => ({
    name,
    line,
  }));

  test('has a row for each format, and no other', () => {
    expect(rows.map(({ name }) => name)).toEqual(Object.keys(decisionFormats));
  });

  test.each(rows)('the example for $name prints it, and asks nothing at a terminal', async ({ name, line }) => {
    const { exit, out, files: all } = await run(argvIn(line).slice(1), terminal);
    const shown = out + Object.entries(all).flatMap(([path, text]) => (path === example ? [] : text));
    expect([exit, shown]).toEqual([0, (await run(['-a', example, '-f', name], { files })).out]);
  });

  test('the documented security policy is the one in the page', async () => {
    const [, policy = ''] = /Content-Security-Policy[^`]*\(`([^`]+)`\)/.exec(page) ?? [];
    const { out } = await run(['-a', example, '-f', 'html'], { files });
    expect(policy).not.toBe('');
    expect(out).toContain(`<meta http-equiv="Content-Security-Policy" content="${policy}">`);
  });
});
