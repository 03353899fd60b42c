import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';

/**
 * What a decision from flags runs is one file with what it imports, because opening a file costs; the rest is loaded when
 * it is needed.
 */
const chunks = [
  { name: 'main', test: /src[\\/](cli[\\/](entry|program|commands[\\/]decide)|render[\\/]decision-json)\.ts$/, priority: 3 },
  { name: 'text', test: /src[\\/]render[\\/](decision-text|width)\.ts$/, priority: 4 },
  { name: 'findings', test: /src[\\/]render[\\/](findings|sentences[\\/][a-z-]+)\.ts$/, priority: 3 },
  // The layout of pictures is heavy, and nothing else needs it. What it shares with other formats goes to them.
  { name: 'drawing', test: /src[\\/]render[\\/](drawing|graph-svg|system-svg)\.ts$/, priority: 1 },
  { name: 'render', test: /src[\\/]render[\\/](?!(?:decision-)?cloudformation|drawing\.|(?:graph|system)-svg\.)/, priority: 2 },
  { name: 'cloudformation', test: /src[\\/]render[\\/](?:decision-)?cloudformation/, priority: 1 },
  { name: 'late-yaml', test: /^\0yaml$/, priority: 1 },
];

/**
 * Puts code in the place of a package, which is a file of its own here and loaded by that code when it is needed.
 * @param {string} id the name of the package
 * @param {string} file the file that the package becomes
 * @param {string} text the code
 * @returns {import('rolldown').Plugin}
 */
function late(id, file, text) {
  return {
    name: `late-${id}`,
    resolveId(wanted) {
      if (wanted === id) return `\0${id}`;
      return wanted === file ? { id: file, external: true } : null;
    },
    load: (wanted) => (wanted === `\0${id}` ? text : null),
  };
}

/**
 * string-width builds its tables when it is loaded, which takes longer than all that an English or Japanese text needs. It is
 * a file of its own here, loaded by the first text that has a character of which only it knows the width.
 */
const lateWidths = late(
  'string-width',
  './widths.cjs',
  `let widths; export default (text) => (widths ??= require('./widths.cjs'))(text);`,
);

/** What the program uses of the package yaml: functions and classes. */
const yamlNames = [
  'Composer',
  'Parser',
  'isAlias',
  'isCollection',
  'isMap',
  'isPair',
  'isScalar',
  'isSeq',
  'parseAllDocuments',
  'parseDocument',
  'stringify',
];

/**
 * Most files are read without the package yaml, which takes longer to load than they take to read. It is a file of its own
 * here, loaded by the first call of anything in it.
 */
const lateYaml = late(
  'yaml',
  './yaml.cjs',
  ["let yaml; const late = () => (yaml ??= require('./yaml.cjs'));"]
    .concat(yamlNames.map((name) => `export function ${name}(...args) {${call(name)}}`))
    .join('\n'),
);

/** @param {string} name */
function call(name) {
  return `return new.target ? new (late().${name})(...args) : late().${name}(...args);`;
}

/**
 * What the program uses of the package yaml, as an entry.
 * @type {import('rolldown').Plugin}
 */
const usedOfYaml = {
  name: 'used-of-yaml',
  resolveId: (id) => (id === 'used-of-yaml' ? `\0${id}` : null),
  load: (id) => (id === '\0used-of-yaml' ? `export { ${yamlNames.join(', ')} } from 'yaml';` : null),
};

/**
 * @param {string} root
 * @param {string} dir
 */
export async function bundleProgram(root, dir) {
  const cjs = /** @type {const} */ ({ format: 'cjs', minify: true, comments: false });
  const program = await bundle(
    root,
    'src/cli/entry.ts',
    { ...cjs, dir, entryFileNames: 'main.cjs', chunkFileNames: '[name].cjs', codeSplitting: { groups: chunks } },
    [lateWidths, lateYaml],
  );
  const yaml = await bundle(root, 'used-of-yaml', { ...cjs, file: join(dir, 'yaml.cjs'), codeSplitting: false }, [usedOfYaml]);
  const widths = await bundle(root, 'string-width', {
    ...cjs,
    file: join(dir, 'widths.cjs'),
    exports: 'default',
    codeSplitting: false,
  });
  return [...program, ...yaml, ...widths];
}

/**
 * The program of a batch's second thread: one file, since it needs little of what the command line needs.
 * @param {string} root
 * @param {string} dir
 */
export function bundleHelper(root, dir) {
  return bundle(root, 'src/cli/node-io-helper.ts', {
    file: join(dir, 'batch-helper.cjs'),
    format: 'cjs',
    codeSplitting: false,
    minify: true,
    comments: false,
  });
}

/**
 * @param {string} root
 * @param {string} dir
 */
export function bundleLibrary(root, dir) {
  return bundle(root, 'src/index.ts', {
    file: join(dir, 'index.js'),
    format: 'es',
    codeSplitting: false,
    minify: true,
    comments: false,
  });
}

/**
 * Runs one of the repository's TypeScript modules: Node.js 20 cannot read TypeScript, so it is bundled first.
 * @param {string} root
 * @param {string} input
 * @param {string} dir
 * @returns {Promise<any>}
 */
export async function runBundled(root, input, dir) {
  const file = join(dir, 'run.mjs');
  await bundle(root, input, { file, format: 'es', codeSplitting: false });
  return import(pathToFileURL(file).href);
}

/**
 * Bundles one entry and gives the files that went into the bundle.
 * @param {string} root
 * @param {string} input
 * @param {import('rolldown').OutputOptions} output
 * @param {import('rolldown').Plugin[]} plugins
 */
async function bundle(root, input, output, plugins = []) {
  const build = await rolldown({
    cwd: root,
    input,
    plugins,
    platform: 'node',
    // Chunks may take what they share from the entry: it need not be a file of its own.
    preserveEntrySignatures: 'allow-extension',
    transform: { target: 'node20' },
    onLog: stopAtWarning,
  });
  try {
    const written = await build.write(output);
    return written.output.flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []));
  } finally {
    await build.close();
  }
}

/**
 * A bundler's warning means that the program may not do what its source says. But it also warns of a module that one
 * command imports at once and another when needed, and that is well.
 * @param {string} level
 * @param {{ code?: string, message: string }} log
 */
function stopAtWarning(level, log) {
  if (level === 'warn' && log.code !== 'INEFFECTIVE_DYNAMIC_IMPORT') throw new Error(log.message);
}
