import { join } from 'node:path';
import { defineConfig } from 'rolldown';
import { replacePlugin } from 'rolldown/plugins';

/**
 * What `--version` needs is one small file, what a decision from flags needs besides is a second, what lays out text is a third,
 * with help, and what shows a decision as text is a fourth, because opening files costs. Each takes along what it imports.
 */
const start = /[\\/]src[\\/]cli[\\/]main\.ts$/;
const firstNeeded =
  /[\\/]src[\\/](cli[\\/](context|parse-command-line|commands[\\/]decide)|messages[\\/]en[\\/]help|output[\\/]values|model[\\/][\w-]+)\.ts$/;
const layout = /[\\/]src[\\/](output[\\/]text[\\/]layout|cli[\\/]commands[\\/]help)\.ts$/;
const text = /[\\/]src[\\/]output[\\/]text[\\/]decision-text\.ts$/;

/** Capabilities that the same commands need are one file: it packs better than several. */
const together = new Map(
  Object.entries({
    rules: ['proof', 'pack-test', 'pack-diff'],
    views: ['catalog', 'starters'],
    records: ['drift', 'overview'],
    agents: ['mcp'],
  }).flatMap(([file, folders]) => folders.map((folder) => [folder, file])),
);

/** Commands that need all of a capability are in its file. */
const withCapability = new Map(Object.entries({ services: 'views', agents: 'agents', 'rules-diff': 'rules' }));

/**
 * What the SDK of the Model Context Protocol has for servers of other kinds than ours, by which a bundler cannot see that it is
 * not needed: a simpler way of writing servers, HTTP, conversion of Zod's schemas to JSON Schema, forms written as schemas of Zod,
 * a list of all its schemas, Zod's sentences, and asking old clients for what a tool says that it needs: ours asks them itself.
 */
export const unneeded = {
  'product instanceof McpServer ? product.server : product': 'product',
  'transport instanceof PerRequestHTTPServerTransport ? readClassification(transport) : void 0': 'void 0',
  '=> processors.': '=> ({}).',
  'createStandardJSONSchemaMethod(this, "input")': 'void 0',
  'createStandardJSONSchemaMethod(this, "output")': 'void 0',
  'createToJSONSchemaMethod(this, {})(params)': 'void 0',
  'params: normalizeElicitInputParams(params)': 'params: { ...params, mode: "form" }',
  'for (const key of SPEC_SCHEMA_KEYS) register(key, schemas_exports[key]);': '',
  'for (const [key, schema] of Object.entries(authSchemas)) register(key, schema);': '',
  'return this._legacyShim ??= new LegacyInputRequiredShim({': 'return; ({',
  'core.config(en());': 'void 0;',
  'var import_content_type = /* @__PURE__ */ __toESM(require_content_type(), 1);': '',
};

/**
 * Of the rest a capability is one file, and so are the messages and the prompts. Any other command is a file alone, so that it
 * loads what it needs and nothing else; so is what needs the prompts' package or the SDK of the Model Context Protocol, and the
 * help in Japanese, which every command line has. Whoever needs zod or canonicalize needs the reader of packs, too.
 * @param {string} id
 */
function capability(id) {
  if (/[\\/](inquirer-prompter|mcp[\\/](?!tool-host)[\w-]+|ja[\\/]help)\.ts$/.test(id)) return null;
  if (/[\\/]jsonc-parser[\\/]/.test(id)) return 'records';
  if (/[\\/](canonicalize|zod)[\\/]/.test(id)) return 'pack';
  const [, command = ''] = /[\\/]cli[\\/]commands[\\/]([\w-]+)\.ts$/.exec(id) ?? [];
  if (withCapability.has(command)) return withCapability.get(command);
  const [, folder] = /[\\/]src[\\/](cli[\\/]prompts|(?!cli[\\/])[\w-]+)[\\/]/.exec(id) ?? [];
  return together.get(folder ?? '') ?? folder?.replace(/[\\/]/, '-') ?? null;
}

/** What makes schemas: those that nothing checks with, such as the SDK's for OAuth, are not needed. */
const pure =
  'z object looseObject union string array url SafeUrlSchema shapeKeys OAuthClientMetadataSchema OAuthMetadataSchema'.split(' ');

/** CommonJS starts faster. The library is in the same build, since it is made of the same parts. */
export const program = defineConfig({
  platform: 'node',
  transform: { target: 'node20' },
  // The CommonJS build of jsonc-parser loads its parts by names that a bundler cannot follow.
  resolve: {
    mainFields: ['module', 'main'],
    // commander starts programs for sub-commands that are files of their own, of which there are none.
    alias: {
      'node:child_process': join(import.meta.dirname, 'scripts/no-child-process.cjs'),
      '@modelcontextprotocol/server/_shims': join(import.meta.dirname, 'scripts/no-json-schema-validator.mjs'),
      // The same library as ES modules, of which only what is used is bundled.
      yaml: join(import.meta.dirname, 'node_modules/yaml/browser/dist/index.js'),
    },
  },
  plugins: [replacePlugin(unneeded, { delimiters: ['', ''] })],
  preserveEntrySignatures: 'allow-extension',
  treeshake: { propertyReadSideEffects: false, unknownGlobalSideEffects: false, manualPureFunctions: pure },
  checks: { ineffectiveDynamicImport: false },
  input: { 'cli/main': 'src/cli/main.ts', index: 'src/index.ts' },
  output: {
    dir: 'dist',
    format: 'cjs',
    // The types beside `index.js` are found by its name.
    entryFileNames: ({ name }) => (name === 'index' ? '[name].js' : '[name].cjs'),
    chunkFileNames: 'cli/[name].cjs',
    minify: true,
    comments: false,
    codeSplitting: {
      groups: [
        { name: 'start', test: start, priority: 3 },
        { name: 'program', test: firstNeeded, priority: 2 },
        { name: 'layout', test: layout, priority: 2 },
        { name: 'text', test: text, priority: 1 },
        { debugName: 'capability', name: capability, includeDependenciesRecursively: false },
      ],
    },
  },
});

/** The script of the page that `tsunagi web` writes: one file, which imports nothing. */
export const page = defineConfig({
  platform: 'browser',
  transform: { target: 'es2023', jsx: { runtime: 'automatic', importSource: 'preact' } },
  // Digests are made with Node.js's own functions, which the page must not need.
  external: ['node:crypto'],
  treeshake: { moduleSideEffects: (id) => id.endsWith('main.tsx') },
  input: 'src/web/app/main.tsx',
  output: { format: 'iife', minify: true, comments: false },
});
