/** Reads packs and answers files from YAML, validates them, and reports problems with line and column. */

export { digestOf } from './build/index.ts';
export type { Files } from './files.ts';
export type { Parents } from './layers.ts';
export { type LoadedPack, loadPackFolder, templatesOf } from './pack-folder.ts';
export { templateFindings } from './template-findings.ts';
export { readYaml } from './yaml.ts';
