import { expect, test } from 'vitest';
import { breachesOf, type Source } from './support/architecture.ts';
import { filesBelow, textOf } from './support/repository.ts';

const paths = ['src', 'bin'].flatMap((folder) => filesBelow(folder, /\.(ts|tsx|js)$/));
const sources = paths.map((path): Source => ({ path, text: textOf(path) }));

test('no file breaks a rule of the architecture', () => {
  expect(breachesOf(sources)).toEqual([]);
});

const broken: readonly (readonly [string, string, string])[] = [
  ['src/engine/walk.ts', `import { pack } from '../pack/folder.ts';`, 'which is not below it'],
  ['src/engine/walk.ts', `export type { Pack } from '../pack/folder.ts';`, 'which is not below it'],
  ['src/engine/walk.ts', `type Pack = import('../pack/folder.ts').Pack;`, 'which is not below it'],
  ['src/engine/walk.ts', `export * from '../index.ts';`, 'which is not below it'],
  ['src/output/text.ts', `const load = () => import('../cli/main.ts');`, 'which is not below it'],
  ['src/cli/main.ts', `import '../../test/support/memory-io.ts';`, 'which is not below it'],
  ['src/utils/array.ts', `import '../model/pack.ts';`, 'which is not below it'],
  ['src/engine/walk.ts', `import { createHash } from 'node:crypto';`, 'belongs to the host'],
  ['src/cli/main.ts', `import { readFileSync } from 'node:fs';`, 'belongs to the host'],
  ['src/cli/main.ts', 'process.exit(1);', 'belongs to the host'],
  ['src/output/text.ts', 'export const log = (text: string) => console.log(text);', 'belongs to the host'],
  ['src/engine/walk.ts', 'export const today = new Date();', 'depend on the input alone'],
  ['src/cli/main.ts', `import ora from 'ora';`, 'no folder may use'],
  ['src/output/text.ts', `import chalk from 'chalk';`, 'colour depends on the terminal'],
  ['src/drift/sam.ts', 'const polled: Readonly<Record<string, string>> = {};', 'make it a Map'],
  ['src/cli/main.ts', `export const known = (text: string) => ({ yes: true } as const)[text];`, 'make it a Map'],
  ['src/engine/walk.ts', 'export {};\n'.repeat(301), 'more than 300'],
];

const named = broken.map(([path, text, message]) => ({ path, text, message, code: text.slice(0, 80) }));

test.each(named)('$path may not contain $code', ({ path, text, message }) => {
  expect(breachesOf([{ path, text }]).join('\n')).toContain(message);
});

test('finds files that import each other in a circle, by types alone, too', () => {
  const circle = [
    { path: 'src/engine/a.ts', text: `import type { B } from './b.ts'; export type A = B;` },
    { path: 'src/engine/b.ts', text: `const a = () => import('./a.ts'); export type B = typeof a;` },
  ];
  expect(breachesOf(circle)).toEqual(['2 files import each other in a circle: src/engine/a.ts, src/engine/b.ts']);
});

test('finds a folder of more than 35 files', () => {
  const many = Array.from({ length: 36 }, (_, index) => ({ path: `src/engine/file-${index}.ts`, text: 'export {};' }));
  expect(breachesOf(many)).toEqual(['src/engine has 36 files, more than 35']);
});
