import { posix } from 'node:path';
import { parseAst } from 'rolldown/parseAst';

/** A file of the program: its path from the repository's root, and its text. */
export interface Source {
  readonly path: string;
  readonly text: string;
}

/** The layers from top to bottom: a folder imports itself and the folders below it. `index` is the library. */
const layers = [
  ...['bin', 'cli', 'mcp', 'agents', 'index', 'web', 'starters', 'drift', 'overview', 'records', 'catalog'],
  ...['pack-test', 'pack-diff', 'proof', 'output', 'messages', 'pack', 'engine', 'model'],
];

/** Where effects live, since the library reads packs itself. All other code gets them through its io. */
const effects = /^(bin\/|src\/cli\/host\/|src\/index\.ts$|src\/pack\/disk-files\.ts$)/;

/** Where each Node.js module without effects may be used. */
const pureModules: Readonly<Record<string, RegExp>> = { 'node:crypto': /^src\/(pack|web)\//, 'node:zlib': /^src\/web\// };

/** Where a package may be used; a package that is not listed may not be used at all. */
const packageHomes: Readonly<Record<string, { readonly at: RegExp; readonly reason: string }>> = {
  yaml: { at: /^src\/(pack|records|drift|starters|output)\//, reason: 'YAML is read and written where files become values' },
  zod: { at: /^src\/(pack|records|mcp)\//, reason: 'shapes are checked where text becomes values' },
  '@modelcontextprotocol/server': { at: /^src\/mcp\//, reason: 'only one command is a server' },
  commander: { at: /^src\/cli\//, reason: 'the command line is the only one that parses arguments' },
  '@inquirer/prompts': { at: /^src\/cli\/prompts\//, reason: 'prompts load only when somebody is asked' },
  chalk: { at: /^src\/cli\//, reason: 'colour depends on the terminal and the environment' },
  picomatch: { at: /^src\/(cli|records|drift)\//, reason: 'only paths are matched' },
  'csv-parse': { at: /^src\/cli\/batch\//, reason: 'only batches read CSV' },
  'jsonc-parser': { at: /^src\/drift\//, reason: 'JSON with positions is needed for templates' },
  preact: { at: /^src\/web\/app\//, reason: 'only the page for the browser has elements' },
  canonicalize: { at: /^src\/pack\//, reason: 'only digests need canonical JSON' },
  'fast-string-width': { at: /^src\/(output|cli)\//, reason: 'only those who lay out text measure it' },
};

const effectNames = 'process console globalThis global require fetch performance setTimeout setInterval setImmediate'.split(' ');
/** Code that reads names from files; every object also has names that nobody gave it, such as `constructor`. */
const readsTexts = /^src\/(?!proof\/lint-report)/;
/** Code that chooses texts by keys of which the compiler knows all values. */
const choosesTexts = /^src\/(messages|proof\/rules)\//;
const textTable = /^(?:export )?const \w+: Readonly<Record<string, .*>> = \{/m;

const clockNames = ['Date.now', 'Date()', 'new Date()', 'Math.random'];

const MAX_LINES = 300;
const MAX_FILES_IN_FOLDER = 35;

/** Everything that breaks a rule of the architecture, one sentence each. */
export function breachesOf(sources: readonly Source[]): string[] {
  const imports = new Map<string, readonly string[]>();
  const breaches: string[] = [];
  for (const { path, text } of sources) {
    const uses = usesOf(path, text);
    const report = (breach: string): void => void breaches.push(`${path} ${breach}`);
    const own = uses.imports.filter((name) => name.startsWith('.')).map((name) => posix.join(posix.dirname(path), name));
    imports.set(path, own);
    for (const target of own) if (!mayImport(path, target)) report(`imports ${target}, which is not below it`);
    for (const name of new Set(uses.imports.filter((each) => !each.startsWith('.')).map(packageOf))) {
      const problem = problemOfPackage(path, name);
      if (problem) report(problem);
    }
    if (!effects.test(path)) {
      for (const name of effectNames) if (uses.names.includes(name)) report(`uses ${name}, which belongs to the host`);
      for (const name of clockNames) if (uses.names.includes(name)) report(`uses ${name}, but results depend on the input alone`);
    }
    if (!choosesTexts.test(path) && uses.names.includes('{}[]')) report('looks a name up in an object literal: make it a Map');
    if (readsTexts.test(path) && textTable.test(text)) report('has a table that any text is looked up in: make it a Map');
    const lines = text.trimEnd().split('\n').length;
    if (lines > MAX_LINES) report(`has ${lines} lines, more than ${MAX_LINES}`);
  }
  return [...breaches, ...cyclesIn(imports), ...crowdedFolders(sources)];
}

function mayImport(path: string, target: string): boolean {
  if (target === 'package.json') return path.startsWith('src/cli/');
  const from = layers.indexOf(layerOf(path));
  const to = layers.indexOf(layerOf(target));
  if (from < 0 || to < 0) return false;
  if (layerOf(path) === 'bin') return layerOf(target) === 'cli';
  return to >= from && !(layerOf(target) === 'index' && from !== to);
}

function problemOfPackage(path: string, name: string): string | null {
  if (name.startsWith('node:')) {
    return effects.test(path) || pureModules[name]?.test(path) ? null : `imports ${name}, which belongs to the host`;
  }
  const home = packageHomes[name];
  if (!home) return `imports ${name}, which no folder may use`;
  return home.at.test(path) ? null : `imports ${name}: ${home.reason}`;
}

function layerOf(path: string): string {
  if (path.startsWith('bin/')) return 'bin';
  if (path === 'dist/cli/main.cjs') return 'cli';
  if (path === 'src/index.ts') return 'index';
  return /^src\/([a-z-]+)\//.exec(path)?.[1] ?? 'elsewhere';
}

/** Import cycles, type-only and lazy imports included: sets of files that all lead to each other. */
function cyclesIn(imports: ReadonlyMap<string, readonly string[]>): string[] {
  const reached = new Map<string, ReadonlySet<string>>();
  for (const path of imports.keys()) {
    const found = new Set(imports.get(path));
    for (const each of found) for (const next of imports.get(each) ?? []) found.add(next);
    reached.set(path, found);
  }
  const inCircle = [...reached].filter(([path, found]) => found.has(path));
  const cycles = inCircle.map(([path, found]) => [...found].filter((other) => reached.get(other)?.has(path)).sort());
  return [...new Set(cycles.map((all) => `${all.length} files import each other in a circle: ${all.join(', ')}`))];
}

function crowdedFolders(sources: readonly Source[]): string[] {
  const counts = new Map<string, number>();
  for (const { path } of sources) counts.set(posix.dirname(path), (counts.get(posix.dirname(path)) ?? 0) + 1);
  return [...counts]
    .filter(([, count]) => count > MAX_FILES_IN_FOLDER)
    .map(([folder, count]) => `${folder} has ${count} files, more than ${MAX_FILES_IN_FOLDER}`);
}

/** `preact/hooks` is preact; Node.js's own names stay as they are. */
function packageOf(name: string): string {
  return name.startsWith('node:') ? name : name.split('/', name.startsWith('@') ? 2 : 1).join('/');
}

/** What a source file uses from outside. */
interface Uses {
  /** Import specifiers, of types too. */
  readonly imports: readonly string[];
  /** Names of values such as `process`, `Date.now` or `new Date()`, and `{}[]` for a look-up in an object literal. */
  readonly names: readonly string[];
}

type Ast = { readonly type: string } & Readonly<Record<string, unknown>>;

/** Reads them from the syntax tree, which has no comments or texts to mistake for code. */
function usesOf(path: string, text: string): Uses {
  const imports = new Set<string>();
  const names = new Set<string>();

  const visit = (value: unknown, inType: boolean): void => {
    if (Array.isArray(value)) for (const item of value) visit(item, inType);
    if (!isAst(value)) return;
    const specifier = specifierOf(value);
    if (specifier !== null) imports.add(specifier);
    if (!inType) for (const name of namesOf(value)) names.add(name);
    const typeOnly = inType || (value.type.startsWith('TS') && !value.type.endsWith('Expression'));
    for (const [key, child] of Object.entries(value)) {
      const isLabel = (key === 'key' || key === 'property') && value['computed'] === false && value['shorthand'] !== true;
      if (!isLabel) visit(child, typeOnly);
    }
  };

  visit(parseAst(text, { lang: (/\.(tsx?)$/.exec(path)?.[1] ?? 'js') as 'js' | 'ts' | 'tsx' }), false);
  return { imports: [...imports], names: [...names] };
}

function isAst(value: unknown): value is Ast {
  return typeof value === 'object' && value !== null && typeof (value as Ast).type === 'string';
}

/** The specifier of an import, an export from, an `import()`, an import type or a `require`. */
function specifierOf(node: Ast): string | null {
  if (node.type === 'CallExpression' && isNamed(node['callee'], 'require')) return literal((node['arguments'] as unknown[])[0]);
  return literal(node['source']);
}

function literal(value: unknown): string | null {
  return isAst(value) && value.type === 'Literal' && typeof value['value'] === 'string' ? value['value'] : null;
}

function namesOf(node: Ast): string[] {
  if (node.type === 'Identifier') return [String(node['name'])];
  if (node.type === 'MemberExpression' && isAst(node['object']) && isAst(node['property'])) {
    // `{a: 1}[name]` also finds what every object has, such as `constructor`.
    const isLookUp = node['computed'] === true && isObjectLiteral(node['object']) && literal(node['property']) === null;
    return [isLookUp ? '{}[]' : `${node['object']['name']}.${node['property']['name'] ?? node['property']['value']}`];
  }
  if (node.type === 'CallExpression' && isNamed(node['callee'], 'Date')) return ['Date()'];
  if (node.type === 'NewExpression' && isNamed(node['callee'], 'Date') && (node['arguments'] as unknown[]).length === 0) {
    return ['new Date()'];
  }
  return [];
}

function isObjectLiteral(value: Ast): boolean {
  const inner = value['expression'];
  return value.type === 'ObjectExpression' || (isAst(inner) && isObjectLiteral(inner));
}

function isNamed(value: unknown, name: string): boolean {
  return isAst(value) && value['name'] === name;
}
