import { posix } from 'node:path';
import { type Uses, usesOf } from './uses.ts';

/** A file of the program: its path from the repository's root, and its text. */
export interface Source {
  readonly path: string;
  readonly text: string;
}

interface Rule {
  /** Said where the rule is broken. */
  readonly reason: string;
  /** What the file does that it may not. */
  readonly breaches: (path: string, uses: Uses, text: string) => readonly string[];
}

/** The house (folder by folder) and what each part may import of it. `data` is package.json. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  bin: ['cli'],
  cli: ['cli', 'load', 'render', 'core', 'data'],
  index: ['load', 'render', 'core'],
  load: ['load', 'core'],
  render: ['render', 'core'],
  core: ['core'],
};

/** Where each package may be used, and why not elsewhere. */
const packageHomes: Readonly<Record<string, { readonly at: RegExp; readonly reason: string }>> = {
  yaml: { at: /^src\/load\//, reason: 'YAML becomes values in load: nothing else sees it, and a run from flags never loads it' },
  'js-yaml': {
    at: /^src\/load\/ordinary-yaml\b/,
    reason: 'what it and yaml read differently is known and kept out in one place',
  },
  zod: { at: /^src\/load\//, reason: 'shapes are checked where text becomes values, so that the rest need not defend itself' },
  '@inquirer/core': { at: /^src\/cli\/prompts/, reason: 'asking is in one place, which loads only when somebody is asked' },
  picomatch: { at: /^src\/cli\/record-paths\b/, reason: 'what a glob means is settled in one place' },
  chalk: { at: /^src\/cli\//, reason: 'it looks at the terminal and the environment' },
  '@dagrejs/dagre': { at: /^src\/render\/drawing\b/, reason: 'only a picture needs a layout, and it is heavy' },
  'string-width': { at: /^src\/(render|cli)\//, reason: 'only those who lay out text measure it' },
};

/** The one place with effects, and the Node.js modules that have none. */
const effects = /^(bin\/|src\/cli\/node-io\b)/;
const pureModules: Readonly<Record<string, RegExp>> = {
  'node:crypto': /^src\/load\//,
  // Its parser of arguments touches nothing.
  'node:util': /^src\/cli\/program\b/,
};
const effectNames = [
  'process',
  'console',
  'globalThis',
  'global',
  'require',
  'fetch',
  'performance',
  'setTimeout',
  'setInterval',
  'setImmediate',
];
const clockNames = ['Date.now', 'Date()', 'new Date()', 'Math.random'];

const maxLines = 400;

export const rules: Readonly<Record<string, Rule>> = {
  'one-way': {
    reason: 'imports go bin -> cli -> {load, render, core}, load -> core, render -> core; core imports nothing outside itself',
    breaches: (path, { imports }) =>
      imports
        .filter((name) => name.startsWith('.'))
        .filter((name) => !mayImport[partOf(path)]?.includes(partOf(posix.join(posix.dirname(path), name))))
        .map((name) => `imports ${name}`),
  },
  'known-folder': {
    reason: 'the folders are the pipeline: a file that is in none of them has no place in it',
    breaches: (path) => (partOf(path) in mayImport ? [] : ['is in no folder of the pipeline']),
  },
  'pure-core': {
    reason: 'core is pure: the same answers give the same decision, on any machine and in a browser',
    breaches: (path, { imports }) => (partOf(path) === 'core' ? outside(imports).map((name) => `imports ${name}`) : []),
  },
  'effects-in-one-place': {
    reason:
      'files, terminal, environment and timers are reached through the io that `main` is given, so that tests need no mocks',
    breaches: (path, { imports, names }) => {
      if (effects.test(path)) return [];
      const modules = imports.filter((name) => name.startsWith('node:') && !pureModules[name]?.test(path));
      return [
        ...modules.map((name) => `imports ${name}`),
        ...effectNames.filter((name) => names.includes(name)).map((name) => `uses ${name}`),
      ];
    },
  },
  'no-clock': {
    reason: 'deciding never reads the clock and never rolls dice; what needs the day is handed it',
    breaches: (path, { names }) =>
      effects.test(path) ? [] : clockNames.filter((name) => names.includes(name)).map((name) => `uses ${name}`),
  },
  'known-package': {
    reason: 'a package costs start-up, size and trust: it is listed with the place that it is used in',
    breaches: (_, { imports }) =>
      outside(imports)
        .filter((name) => !name.startsWith('node:') && !(name in packageHomes))
        .map((name) => `imports ${name}`),
  },
  ...Object.fromEntries(
    Object.entries(packageHomes).map(([name, { at, reason }]): [string, Rule] => [
      `home-of-${name}`,
      { reason, breaches: (path, { imports }) => (imports.includes(name) && !at.test(path) ? [`imports ${name}`] : []) },
    ]),
  ),
  'small-file': {
    reason: 'a file has one job',
    breaches: (_path, _uses, text) => {
      const lines = text.trimEnd().split('\n').length;
      return lines > maxLines ? [`has ${lines} lines, more than ${maxLines}`] : [];
    },
  },
};

/** Every breach, as `file: what it does (rule: why not)`. */
export function breachesOf(source: Source): string[] {
  const { imports, names } = usesOf(source.path, source.text);
  const uses = { imports: imports.map(packageOf), names };
  return Object.entries(rules).flatMap(([name, { reason, breaches }]) =>
    breaches(source.path, uses, source.text).map((breach) => `${source.path}: ${breach} (${name}: ${reason})`),
  );
}

/** The part of the house that a path is in. */
function partOf(path: string): string {
  if (path.startsWith('bin/')) return 'bin';
  if (path === 'dist/cli/main.cjs') return 'cli';
  if (path === 'src/index.ts') return 'index';
  if (path === 'package.json') return 'data';
  return /^src\/(core|load|render|cli)\//.exec(path)?.[1] ?? 'elsewhere';
}

function outside(imports: readonly string[]): string[] {
  return imports.filter((name) => !name.startsWith('.'));
}

/** `zod/mini` is zod; relative and Node.js's own names stay as they are. */
function packageOf(name: string): string {
  if (name.startsWith('.') || name.startsWith('node:')) return name;
  return name.split('/', name.startsWith('@') ? 2 : 1).join('/');
}
