import * as z from 'zod';
import { remembered } from '../engine/lazy.ts';
import { MAX_KNOWN_IDS, unknownId } from '../engine/nearest.ts';
import { type Finding, finding, type Kind } from '../model/finding.ts';
import { metricGroups } from '../model/service.ts';
import type { SourceLocation } from '../model/source-location.ts';
import type { PackSource } from './pack-source.ts';
import { by, conditions, either, list, mapping, name, oneOf, optional, part, string, text } from './schema/common.ts';
import { checkShape } from './shape.ts';
import { Cursor, entry, listOf, type SourceNode, SourceText, valuesIn } from './source-node.ts';
import { cloudFormationTags, readYamlText } from './yaml.ts';

/** The shape of the files in a pack's folder `templates`, as documented in `docs/templates.md`. */

const watch = mapping({
  of: optional(string),
  name: string,
  dimensions: by(name, z.unknown()),
  thresholds: optional(by(name, z.unknown())),
  only: optional(mapping({ group: optional(oneOf(metricGroups)), metric: optional(string), dimension: optional(string) })),
  condition: optional(string),
  needs: optional(string),
});

const inner = z.lazy(() => either([string, templatePart], 'mapping'));

const content = {
  when: optional(conditions),
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

const templatePart: z.ZodType = part(
  'templatePart',
  z.lazy(() => mapping({ ...content, parts: optional(list(inner)), first: optional(list(inner)) })),
);

const templateParts = optional(by(name, templatePart));
const templateFile = mapping({ templates: templateParts, alarms: templateParts, fragments: templateParts });

/** All findings about the templates of a pack: their YAML, their shape, and the names in them. */
export function templateFindings(source: PackSource): Finding[] {
  const findings: Finding[] = [];
  const documents = source.layered.templates.flatMap(({ path, text }) => {
    const file = readYamlText(new SourceText(path, text), { tags: cloudFormationTags });
    findings.push(...file.findings);
    const documents = file.findings.length > 0 ? [] : file.documents;
    return documents.filter((written) => checkShape(templateFile, new Cursor(written), findings) !== null);
  });
  return findings.length > 0 ? findings : templateNames(source, documents);
}

/**
 * Reports names of the pack that its templates use and nothing defines; names of CloudFormation are left to its own validators,
 * which see the whole template. Inherited templates are not checked: they may refer to what the pack has removed.
 */
function templateNames(source: PackSource, documents: readonly SourceNode[]): Finding[] {
  const { services, neighbours, patterns, questions, derived } = source.in('');
  const findings: Finding[] = [];
  const ids = services.map(({ id }) => id);
  const fragments = documents.flatMap((document) => entriesOf(entry(document, 'fragments')));
  const included = remembered((by: string) => fragments.flatMap(([id, part]) => (id === by ? includedIn(part) : [])));
  /** The fragments that one includes, directly or through others. */
  const reachedFrom = remembered((id: string) => {
    const reached = new Set(included(id));
    for (const inner of reached) for (const each of included(inner)) reached.add(each);
    return reached;
  });
  const metrics = services.flatMap(({ monitoring }) => Object.values(monitoring).flat());
  const known = {
    service: ids,
    companion: [...ids, ...Object.keys(neighbours)],
    fragment: [...new Set(fragments.map(([id]) => id))],
    dimension: [...new Set(metrics.flatMap(({ dimensions }) => dimensions))],
    metric: [...new Set(metrics.map(({ metric }) => metric))],
  } as const satisfies { readonly [K in Kind]?: readonly string[] };
  const variants = services.flatMap((service) => service.variants);
  const units = [...services, ...variants].flatMap(({ sizing = [] }) => sizing);
  /** What `when` may test, and the values of each; null: a number. */
  const tested = new Map<string, readonly string[] | null>([
    ['variant', variants.map(({ id }) => id)],
    ['with', known.companion],
    ['pattern', Object.keys(patterns)],
    ...[...derived, ...units].map(({ id }) => [id, null] as const),
    ...questions.map(({ id, type, values }) => [id, type === 'number' ? null : values.map(({ value }) => value)] as const),
  ]);
  const numbers = [...tested.keys()].filter((id) => tested.get(id) === null);
  /** By key, what is checked of its value. */
  const checks = new Map<string, (node: SourceNode) => void>([
    ['covers', refersTo('companion')],
    ['parts', refersTo('fragment')],
    ['first', refersTo('fragment')],
    ['when', (node) => checkCondition(node, [...tested.keys()])],
    ['at-least', (node) => checkCondition(node, numbers)],
    ['to-do', (node) => listOf(node).forEach(checkText)],
    ['watch', (node) => listOf(node).forEach(checkWatch)],
  ]);
  for (const document of documents) {
    if (source.layered.layerOf.get(document.at.file) !== source.id) continue;
    // The items of a list are checked with it.
    for (const { node, keys } of valuesIn(document)) if (node.key) checks.get(keys.at(-1) ?? '')?.(node);
    for (const section of ['templates', 'alarms']) {
      for (const [id, { key }] of entriesOf(entry(document, section))) refer('service', id, key);
    }
    for (const [id, { key }] of entriesOf(entry(document, 'fragments'))) {
      const cycle = [...reachedFrom(id)].filter((each) => reachedFrom(each).has(id));
      if (known.fragment.find((each) => cycle.includes(each)) === id) {
        findings.push(finding('tree-cycle', key, { path: [id, ...cycle] }));
      }
    }
  }
  return findings;

  /** Checks a name, or each name of a list; a part that is written in place has none. */
  function refersTo(kind: keyof typeof known) {
    return (node: SourceNode): void => {
      for (const { scalar, at } of listOf(node)) if (scalar !== undefined) refer(kind, String(scalar), at);
    };
  }

  function checkCondition(conditions: SourceNode, known: readonly string[]): void {
    for (const [id, node] of entriesOf(conditions)) {
      const allowed = tested.get(id);
      if (allowed === undefined) findings.push(finding('unknown-question', node.key, unknownId(id, known)));
      if (!allowed) continue;
      const wrong = listOf(node).filter(({ scalar }) => !allowed.includes(String(scalar)));
      for (const { scalar, at } of wrong) {
        findings.push(finding('unknown-value', at, { question: id, ...unknownId(String(scalar), allowed) }));
      }
    }
  }

  function checkText({ at, entries }: SourceNode): void {
    const languages = source.languages.filter((each) => entries && !entries.has(each));
    if (languages.length > 0) findings.push(finding('missing-language', at, { languages }));
  }

  function checkWatch(watch: SourceNode): void {
    for (const [name, { key }] of entriesOf(entry(watch, 'dimensions'))) refer('dimension', name, key);
    for (const [name, { key }] of entriesOf(entry(watch, 'thresholds'))) refer('metric', name, key);
    const [of, only] = [entry(watch, 'of'), entry(watch, 'only')];
    const [dimension, metric] = [entry(only, 'dimension'), entry(only, 'metric')];
    if (of) refer('service', String(of.scalar).replace(/\/.*/, ''), of.at);
    if (dimension) refer('dimension', String(dimension.scalar), dimension.at);
    const start = String(metric?.scalar).replace(/\*$/, '');
    if (metric && !known.metric.some((each) => each.startsWith(start))) refer('metric', start, metric.at);
  }

  /** Reports a name that is not known; one with an input, `$(name)`, may become any. */
  function refer(kind: keyof typeof known, name: string, at: SourceLocation | null): void {
    if (name.includes('$(') || known[kind].includes(name)) return;
    const args = { ...unknownId(name, known[kind]), known: known[kind].slice(0, MAX_KNOWN_IDS) };
    findings.push(kind === 'service' ? finding('unknown-service', at, args) : finding('unknown-id', at, { kind, ...args }));
  }
}

/** The fragments that a part names, also in parts of it. */
function includedIn(part: SourceNode): string[] {
  const inner = ['parts', 'first'].flatMap((key) => listOf(entry(part, key)));
  return inner.flatMap((each) => (each.scalar === undefined ? includedIn(each) : String(each.scalar)));
}

/** The entries of a mapping, or of all mappings in a list. */
function entriesOf(node: SourceNode | null) {
  return listOf(node).flatMap(({ entries }) => [...(entries ?? [])]);
}
