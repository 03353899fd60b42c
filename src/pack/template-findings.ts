import * as z from 'zod/mini';
import { suggestionFor } from '../engine/nearest.ts';
import { type Finding, finding } from '../model/diagnostic.ts';
import type { PackSource } from './pack-source.ts';
import { by, either, list, mapping, name, oneOf, optional, part, string, text, value } from './schema/common.ts';
import { checkShape } from './shape.ts';
import { Cursor, entry, listOf } from './source-node.ts';
import { cloudFormationTags, readYaml } from './yaml.ts';

/** The shape of the files in a pack's folder `templates`, as documented in `docs/templates.md`. */

const groups = ['utilization', 'saturation', 'errors'] as const;

const condition = by(name, either([value, list(value)], 'value'));

const watch = mapping({
  of: optional(string),
  name: string,
  dimensions: by(name, z.unknown()),
  only: optional(mapping({ group: optional(oneOf(groups)), metric: optional(string), dimension: optional(string) })),
  condition: optional(string),
  needs: optional(string),
});

const content = {
  when: optional(either([condition, list(condition)], 'mapping')),
  each: optional(list(by(name, z.unknown()))),
  set: optional(by(name, z.unknown())),
  description: optional(string),
  'to-do': optional(list(text)),
  covers: optional(list(string)),
  watch: optional(list(watch)),
  Parameters: optional(by(name, z.unknown())),
  Conditions: optional(by(name, z.unknown())),
  Resources: optional(by(name, z.unknown())),
  Outputs: optional(by(name, z.unknown())),
};
const ownContent = mapping(content);

/** A part of a template: its own content and further parts. */
interface FileTemplatePart extends z.infer<typeof ownContent> {
  parts?: (string | FileTemplatePart)[] | undefined;
  first?: (string | FileTemplatePart)[] | undefined;
}

const inner = z.lazy(() => either([string, templatePart], 'mapping'));

const templatePart: z.ZodMiniType<FileTemplatePart> = part(
  'templatePart',
  z.lazy(() => mapping({ ...content, parts: optional(list(inner)), first: optional(list(inner)) })),
);

const templateFile = mapping({
  templates: optional(by(name, templatePart)),
  alarms: optional(by(name, templatePart)),
  fragments: optional(by(name, templatePart)),
});

/** All findings about the templates of a pack: their YAML, their shape, and the names in them. */
export function templateFindings(source: PackSource): Finding[] {
  const findings: Finding[] = [];
  const documents = source.written.templates.flatMap(({ path, text }) => {
    const file = readYaml(new TextEncoder().encode(text), path, { tags: cloudFormationTags });
    findings.push(...file.findings);
    return file.documents.flatMap((written) => {
      const content = checkShape(templateFile, written, [], findings);
      return content === null ? [] : [{ path, written, content }];
    });
  });
  if (findings.length > 0) return findings;
  const idsOf = (section: string): string[] => [...(entry(source.written.written, section)?.entries?.keys() ?? [])];
  const services = idsOf('services');
  const questions = idsOf('questions');
  const tested = ['variant', 'with', 'pattern', ...questions];
  const fragments = documents.flatMap(({ content }) => Object.keys(content.fragments ?? {}));
  for (const { path, written, content } of documents) {
    // Inherited templates may refer to things that the pack has removed.
    if (source.written.layerOf.get(path) !== source.id) continue;
    for (const section of ['templates', 'alarms', 'fragments'] as const) {
      for (const [id, part] of Object.entries(content[section] ?? {})) {
        const cursor = new Cursor(written).to(section).to(id);
        if (section !== 'fragments' && !services.includes(id)) {
          const args = { id, known: services, ...suggestionFor(id, services) };
          findings.push(finding('unknown-service', cursor.key, args));
        }
        checkPart(part, cursor);
      }
    }
  }
  return findings;

  function checkPart(part: FileTemplatePart, cursor: Cursor): void {
    for (const condition of listOf(cursor.to('when').node)) {
      for (const [id, { key }] of condition.entries ?? []) {
        if (tested.includes(id)) continue;
        findings.push(finding('unknown-question', key, { id, known: questions, ...suggestionFor(id, questions) }));
      }
    }
    for (const key of ['parts', 'first'] as const) {
      for (const [index, inner] of (part[key] ?? []).entries()) {
        const item = cursor.to(key).to(index);
        if (typeof inner !== 'string') checkPart(inner, item);
        else if (!fragments.includes(inner)) {
          const args = { key, value: inner, allowed: fragments, ...suggestionFor(inner, fragments) };
          findings.push(finding('not-one-of', item.at, args));
        }
      }
    }
  }
}
