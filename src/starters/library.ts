import { isMap, parseAllDocuments, type YAMLMap } from 'yaml';
import type { TemplateFile } from '../model/readable-files.ts';
import { nodeAt } from './nodes.ts';

/** The templates of a pack and the fragments that they are made of, by id. */
export interface TemplateLibrary {
  /** By service: what a recommendation of it starts from. */
  readonly templates: ReadonlyMap<string, YAMLMap>;
  /** By service: where its metrics are found on resources that exist already. */
  readonly alarms: ReadonlyMap<string, YAMLMap>;
  readonly fragments: ReadonlyMap<string, YAMLMap>;
}

/**
 * Reads the template files of a pack; `docs/templates.md` describes their format.
 *
 * @param files those of the pack that is extended first; a later template or fragment takes the place of an earlier one
 */
export function templateLibrary(files: readonly TemplateFile[]): TemplateLibrary {
  const sections = { templates: new Map(), alarms: new Map(), fragments: new Map() };
  for (const { text } of files) {
    // CloudFormation's own tags (!Ref) stay with their nodes; the package only warns that it does not know them.
    for (const document of parseAllDocuments(text, { logLevel: 'silent' })) {
      for (const [name, section] of Object.entries(sections)) {
        const found = nodeAt(document.contents, name);
        if (!isMap(found)) continue;
        for (const { key, value } of found.items) if (isMap(value)) section.set(String(key), value);
      }
    }
  }
  return sections;
}
