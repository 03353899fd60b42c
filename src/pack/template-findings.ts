import * as z from 'zod/mini';
import type { Finding } from '../model/diagnostic.ts';
import type { PackSource } from './pack-source.ts';
import { by, either, list, mapping, name, oneOf, optional, part, string, text, value } from './schema/common.ts';
import { checkShape } from './shape.ts';
import { templateNames } from './template-names.ts';
import { cloudFormationTags, readYaml } from './yaml.ts';

/** The shape of the files in a pack's folder `templates`, as documented in `docs/templates.md`. */

const groups = ['utilization', 'saturation', 'errors'] as const;

const condition = by(name, either([value, list(value)], 'value'));

const watch = mapping({
  of: optional(string),
  name: string,
  dimensions: by(name, z.unknown()),
  thresholds: optional(by(name, z.unknown())),
  only: optional(mapping({ group: optional(oneOf(groups)), metric: optional(string), dimension: optional(string) })),
  condition: optional(string),
  needs: optional(string),
});

const inner = z.lazy(() => either([string, templatePart], 'mapping'));

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

const templatePart: z.ZodMiniType = part(
  'templatePart',
  z.lazy(() => mapping({ ...content, parts: optional(list(inner)), first: optional(list(inner)) })),
);

const templateParts = optional(by(name, templatePart));
const templateFile = mapping({ templates: templateParts, alarms: templateParts, fragments: templateParts });

/** All findings about the templates of a pack: their YAML, their shape, and the names in them. */
export function templateFindings(source: PackSource): Finding[] {
  const findings: Finding[] = [];
  const documents = source.layered.templates.flatMap(({ path, text }) => {
    const file = readYaml(new TextEncoder().encode(text), path, { tags: cloudFormationTags });
    findings.push(...file.findings);
    return file.documents.filter((written) => checkShape(templateFile, written, [], findings) !== null);
  });
  return findings.length > 0 ? findings : templateNames(source, documents);
}
