import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { breachesOf, rules } from './support/architecture.ts';

const root = join(import.meta.dirname, '..');

const files = ['src', 'bin'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(ts|js)$/.test(file))
    .map((file) => `${folder}/${file.replaceAll('\\', '/')}`),
);

test.each(files)('%s keeps the rules of the house', (path) => {
  expect(breachesOf({ path, text: readFileSync(join(root, path), 'utf8') })).toEqual([]);
});

/** For each rule, what breaks it: [rule, file, text]. */
const broken: readonly (readonly [string, string, string])[] = [
  ['one-way', 'src/core/walk.ts', `import { pack } from '../load/pack.ts';`],
  ['one-way', 'src/core/walk.ts', `export type { Pack } from '../load/pack.ts';`],
  ['one-way', 'src/core/walk.ts', `type Pack = import('../load/pack.ts').Pack;`],
  ['one-way', 'src/core/walk.ts', `export * from '../index.ts';`],
  ['one-way', 'src/core/walk.ts', `import pkg from '../../package.json' with { type: 'json' };`],
  ['one-way', 'src/load/pack.ts', `import { text } from '../render/text.ts';`],
  ['one-way', 'src/render/text.ts', `const load = () => import('../load/pack.ts');`],
  ['one-way', 'src/index.ts', `export { main } from './cli/main.ts';`],
  ['one-way', 'src/cli/main.ts', `import '../../test/support/io.ts';`],
  ['one-way', 'bin/tsunagi.js', `require('../dist/index.js');`],
  ['known-folder', 'src/utils/array.ts', ''],
  ['known-folder', 'src/helpers.ts', ''],
  ['pure-core', 'src/core/walk.ts', `import { createHash } from 'node:crypto';`],
  ['pure-core', 'src/core/walk.ts', `import stringWidth from 'string-width';`],
  ['effects-in-one-place', 'src/cli/main.ts', `import { readFileSync } from 'node:fs';`],
  ['effects-in-one-place', 'src/load/files.ts', `export { readFile } from 'node:fs/promises';`],
  ['effects-in-one-place', 'src/cli/main.ts', 'process.exit(1);'],
  ['effects-in-one-place', 'src/cli/main.ts', 'const io = { process };'],
  ['effects-in-one-place', 'src/render/text.ts', 'export const log = (text: string) => console.log(text);'],
  ['effects-in-one-place', 'src/core/walk.ts', 'globalThis.setTimeout(() => {}, 1);'],
  ['no-clock', 'src/core/walk.ts', 'export const now = () => Date.now();'],
  ['no-clock', 'src/core/walk.ts', 'export const today = new Date();'],
  ['no-clock', 'src/core/walk.ts', `export const dice = Math['random']();`],
  ['effects-in-one-place', 'src/cli/main.ts', `import { parseArgs } from 'node:util';`],
  ['known-package', 'src/cli/main.ts', `import ora from 'ora';`],
  ['known-package', 'src/cli/main.ts', `import { readFileSync } from 'fs';`],
  ['home-of-yaml', 'src/render/yaml.ts', `import { stringify } from 'yaml';`],
  ['home-of-js-yaml', 'src/load/yaml.ts', `import { load } from 'js-yaml';`],
  ['home-of-zod', 'src/cli/main.ts', `import type { ZodType } from 'zod';`],
  ['home-of-zod', 'src/render/json.ts', `import * as z from 'zod/mini';`],
  ['home-of-@inquirer/core', 'src/cli/main.ts', `const { createPrompt } = await import('@inquirer/core');`],
  ['home-of-picomatch', 'src/cli/commands/check.ts', `import picomatch from 'picomatch';`],
  ['home-of-chalk', 'src/render/text.ts', `import chalk from 'chalk';`],
  ['home-of-@dagrejs/dagre', 'src/render/graph-dot.ts', `import { layout } from '@dagrejs/dagre';`],
  ['home-of-string-width', 'src/load/source.ts', `import stringWidth from 'string-width';`],
  ['small-file', 'src/core/walk.ts', 'export {};\n'.repeat(401)],
];

const kept: readonly (readonly [string, string])[] = [
  ['bin/tsunagi.js', `require('../dist/cli/main.cjs').main(process.argv);`],
  ['src/cli/node-io.ts', `import { readFileSync } from 'node:fs'; export const now = () => new Date();`],
  ['src/cli/program.ts', `import { parseArgs } from 'node:util'; import pkg from '../../package.json' with { type: 'json' };`],
  ['src/cli/prompts/select.ts', `import { createPrompt } from '@inquirer/core'; import { decide } from '../../core/decide.ts';`],
  ['src/load/digest.ts', `import { createHash } from 'node:crypto';`],
  [
    'src/core/walk.ts',
    `// console.log(process.env)\nexport const text = 'new Date()'; export const day = (iso: string) => new Date(iso);`,
  ],
  [
    'src/core/walk.ts',
    `export interface Step { readonly process: string }\nexport const name = (step: Step) => ({ process: step.process });`,
  ],
];

describe('the rules themselves', () => {
  test.each(broken)('%s is broken in %s (example %#)', (rule, path, text) => {
    expect(breachesOf({ path, text }).join('\n')).toContain(`(${rule}: `);
  });

  test.each(kept)('none is broken in %s (example %#)', (path, text) => {
    expect(breachesOf({ path, text })).toEqual([]);
  });

  test('each has an example that breaks it', () => {
    expect(new Set(broken.map(([rule]) => rule))).toEqual(new Set(Object.keys(rules)));
  });
});
