import * as z from 'zod/mini';
import { suggestionFor } from '../engine/nearest.ts';
import { type Finding, finding } from '../model/diagnostic.ts';
import type { PackSource } from './pack-source.ts';
import { by, either, list, mapping, name, oneOf, optional, part, string, text, value } from './schema/common.ts';
import { checkShape } from './shape.ts';
import { Cursor, listOf } from './source-node.ts';
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

/** A part of a template; only what it includes matters besides its shape. */
interface FileTemplatePart {
  readonly parts?: readonly (string | FileTemplatePart)[] | undefined;
  readonly first?: readonly (string | FileTemplatePart)[] | undefined;
}

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
  const { services, neighbours, patterns, questions } = source.in('');
  const ids = services.map(({ id }) => id);
  /** What a condition may test, and the values of each; null: a number. */
  const tested = new Map<string, readonly string[] | null>([
    ['variant', services.flatMap(({ variants }) => variants.map(({ id }) => id))],
    ['with', [...ids, ...Object.keys(neighbours)]],
    ['pattern', Object.keys(patterns)],
    ...questions.map(({ id, type, values }) => [id, type === 'number' ? null : values.map(({ value }) => value)] as const),
  ]);
  const fragments = new Map(documents.flatMap(({ content }) => Object.entries(content.fragments ?? {})));
  for (const { path, written, content } of documents) {
    // Inherited templates may refer to things that the pack has removed.
    if (source.written.layerOf.get(path) !== source.id) continue;
    for (const section of ['templates', 'alarms', 'fragments'] as const) {
      for (const [id, part] of Object.entries(content[section] ?? {})) {
        const cursor = new Cursor(written).to(section).to(id);
        const cycle = [...reachedFrom(id)].filter((each) => reachedFrom(each).has(id));
        if (section === 'fragments' && cycle.length > 0)
          findings.push(finding('tree-cycle', cursor.key, { path: [id, ...cycle] }));
        if (section !== 'fragments' && !ids.includes(id)) findings.push(finding('unknown-service', cursor.key, unknown(id, ids)));
        checkPart(part, cursor);
      }
    }
  }
  return findings;

  function checkPart(part: FileTemplatePart, cursor: Cursor): void {
    for (const condition of listOf(cursor.to('when').node)) {
      for (const [id, node] of condition.entries ?? []) {
        const allowed = tested.get(id);
        const known = questions.map((question) => question.id);
        if (allowed === undefined) findings.push(finding('unknown-question', node.key, unknown(id, known)));
        for (const each of allowed ? listOf(node) : []) {
          const value = unknown(String(each.scalar), allowed ?? []);
          if (!value.known.includes(value.id)) findings.push(finding('unknown-value', each.at, { question: id, ...value }));
        }
      }
    }
    for (const each of listOf(cursor.to('covers').node)) {
      const companion = unknown(String(each.scalar), tested.get('with') ?? []);
      if (!companion.known.includes(companion.id))
        findings.push(finding('unknown-id', each.at, { kind: 'companion', ...companion }));
    }
    for (const key of ['parts', 'first'] as const) {
      for (const [index, inner] of (part[key] ?? []).entries()) {
        const item = cursor.to(key).to(index);
        if (typeof inner !== 'string') checkPart(inner, item);
        else if (!fragments.has(inner))
          findings.push(finding('unknown-id', item.at, { kind: 'fragment', ...unknown(inner, [...fragments.keys()]) }));
      }
    }
  }

  /** The fragments that one includes, directly or through others. */
  function reachedFrom(id: string): Set<string> {
    const reached = new Set(includedIn(fragments.get(id)));
    for (const inner of reached) for (const each of includedIn(fragments.get(inner))) reached.add(each);
    return reached;
  }
}

function unknown(id: string, known: readonly string[]) {
  return { id, known, ...suggestionFor(id, known) };
}

/** The fragments that a part names, also in parts of it. */
function includedIn({ parts = [], first = [] }: FileTemplatePart = {}): string[] {
  return [...parts, ...first].flatMap((inner) => (typeof inner === 'string' ? inner : includedIn(inner)));
}
