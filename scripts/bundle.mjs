import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';

/**
 * @param {string} root
 * @param {string} dir
 */
export function bundleProgram(root, dir) {
  return bundle(root, 'src/cli/entry.ts', {
    dir,
    format: 'cjs',
    entryFileNames: 'main.cjs',
    chunkFileNames: '[name].cjs',
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
 */
async function bundle(root, input, output) {
  const build = await rolldown({
    cwd: root,
    input,
    platform: 'node',
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
 * A bundler's warning means that the program may not do what its source says.
 * @param {string} level
 * @param {{ message: string }} log
 */
function stopAtWarning(level, log) {
  if (level === 'warn') throw new Error(log.message);
}
