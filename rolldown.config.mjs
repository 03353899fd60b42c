import { defineConfig } from 'rolldown';

const common = defineConfig({
  platform: 'node',
  // The CommonJS build of jsonc-parser loads its parts by names that a bundler cannot follow.
  resolve: { mainFields: ['module', 'main'] },
  transform: { target: 'node20' },
  preserveEntrySignatures: 'allow-extension',
  checks: { ineffectiveDynamicImport: false },
});
const small = /** @type {const} */ ({ minify: true, comments: false });

/**
 * What `--version` needs is one small file, what a decision from flags needs besides is a second, because opening files costs.
 * Each takes along what it imports.
 */
const start = /[\\/]src[\\/]cli[\\/](entry|main)\.ts$/;
const program =
  /[\\/]src[\\/](cli[\\/](open-context|invocation-of|commands[\\/]decide)|messages[\\/]en[\\/]help|output[\\/]decision-json)\.ts$/;

/**
 * Of the rest a capability is one file, and so are the messages of a language; the command line is split where it imports
 * dynamically.
 * @param {string} id
 */
function capability(id) {
  const [, folder] = /[\\/]src[\\/](?!cli[\\/])(messages[\\/](?:en|ja)|[\w-]+)[\\/]/.exec(id) ?? [];
  return folder?.replace(/[\\/]/, '-') ?? null;
}

/** The command line is CommonJS, which starts faster; the library is one file. */
export default defineConfig([
  {
    ...common,
    input: { main: 'src/cli/entry.ts' },
    output: {
      ...small,
      dir: 'dist/cli',
      format: 'cjs',
      entryFileNames: '[name].cjs',
      chunkFileNames: '[name].cjs',
      codeSplitting: {
        groups: [
          { name: 'start', test: start, priority: 2 },
          { name: 'program', test: program, priority: 1 },
          { debugName: 'capability', name: capability, includeDependenciesRecursively: false },
        ],
      },
    },
  },
  { ...common, input: 'src/index.ts', output: { ...small, file: 'dist/index.js', format: 'es', codeSplitting: false } },
]);
