import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';

/**
 * What `--version` runs is one small file, and what a decision from flags runs besides is one other, because opening files costs;
 * the rest is loaded when it is needed. A group takes along what its modules import, so the one that must need no other has the
 * highest priority.
 */
const chunks = [
  { name: 'start', test: /src[\\/]cli[\\/](entry|main)\.ts$/, priority: 6 },
  {
    name: 'program',
    test: /src[\\/](cli[\\/](open-context|invocation-of|commands[\\/]decide)|messages[\\/]en[\\/]help|output[\\/]decision-json)\.ts$/,
    priority: 5,
  },
  { name: 'text', test: /src[\\/]output[\\/](decision-text|width)\.ts$/, priority: 4 },
  {
    name: 'findings',
    test: /src[\\/](output[\\/]findings|messages[\\/](en|ja)[\\/](?!help\.|decision\.)[a-z-]+)\.ts$/,
    priority: 3,
  },
  // The layout of pictures is heavy, and nothing else needs it. What it shares with other formats goes to them.
  { name: 'drawing', test: /src[\\/](output[\\/](drawing|graph-svg)|overview[\\/]svg)\.ts$/, priority: 1 },
  {
    name: 'render',
    test: /src[\\/](output|messages|overview|catalog|pack-diff[\\/]views)[\\/](?!drawing\.|graph-svg\.|svg\.)/,
    priority: 2,
  },
  { name: 'cloudformation', test: /src[\\/]starters[\\/]/, priority: 1 },
  { name: 'yaml', test: /node_modules[\\/]yaml[\\/]/, priority: 1 },
];

/**
 * Packages that take longer to load than most runs take to do without them: each is a file of its own, loaded by the first
 * call of anything in it. string-width builds its tables when it is loaded, and English and Japanese texts need none of
 * them. `names`: what the program uses of it.
 */
const latePackages = [{ id: 'string-width', file: 'widths.cjs', names: ['default'] }];

/**
 * Functions and classes in the place of a late package's own.
 * @type {import('rolldown').Plugin}
 */
const callingLate = {
  name: 'calling-late',
  resolveId(id) {
    if (latePackages.some((each) => each.id === id)) return `\0late ${id}`;
    return latePackages.some(({ file }) => id === `./${file}`) ? { id, external: true } : null;
  },
  load(id) {
    const found = latePackages.find((each) => id === `\0late ${each.id}`);
    if (!found) return null;
    const calls = found.names.map(
      (name) => `function call_${name}(...args) { return new.target ? new (late().${name})(...args) : late().${name}(...args); }
export { call_${name} as ${name} };`,
    );
    return [`let all; const late = () => (all ??= require('./${found.file}'));`, ...calls].join('\n');
  },
};

/**
 * What the program uses of a late package, as an entry.
 * @param {(typeof latePackages)[number]} late
 * @returns {import('rolldown').Plugin}
 */
const usedOf = ({ id, names }) => ({
  name: 'used-of',
  resolveId: (each) => (each === `used of ${id}` ? `\0${each}` : null),
  load: (each) => (each === `\0used of ${id}` ? `export { ${names.join(', ')} } from '${id}';` : null),
});

/**
 * @param {string} root
 * @param {string} dir
 */
export async function bundleProgram(root, dir) {
  const cjs = /** @type {const} */ ({ format: 'cjs', minify: true, comments: false });
  const chunked = { ...cjs, dir, entryFileNames: 'main.cjs', chunkFileNames: '[name].cjs', codeSplitting: { groups: chunks } };
  const program = await bundle(root, 'src/cli/entry.ts', chunked, [callingLate]);
  const late = await Promise.all(
    latePackages.map((each) =>
      bundle(root, `used of ${each.id}`, { ...cjs, file: join(dir, each.file), codeSplitting: false, exports: 'named' }, [
        usedOf(each),
      ]),
    ),
  );
  return [...program, ...late.flat()];
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
    // The CommonJS build of jsonc-parser loads its parts by names that a bundler cannot follow.
    resolve: { mainFields: ['module', 'main'] },
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
