/** From YAML text to values: packs and answers files, checked, with the line and column of everything that is wrong. */

export { templateFindings } from './check-templates.ts';
export { digestOf } from './digest.ts';
export type { Files, FolderEntry } from './files.ts';
export type { Parents } from './layers.ts';
export { localize } from './localize.ts';
export { type LoadedPack, loadPackFolder, templatesOf } from './pack-folder.ts';
export { readYaml } from './yaml.ts';
