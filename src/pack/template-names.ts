import { suggestionFor } from '../engine/nearest.ts';
import { type Finding, finding, type Kind } from '../model/diagnostic.ts';
import type { Place } from '../model/place.ts';
import type { PackSource } from './pack-source.ts';
import { entry, listOf, pathText, type SourceNode } from './source-node.ts';

/** What CloudFormation defines, and what the program does together with alarms. */
const given = /^(AWS::.*|AlarmTopicArn|WatchSilence|HasAlarmTopic|WatchesSilence)$/;

type Entry = readonly [key: string, node: SourceNode];

/** The names that a finding lists. */
const MAX_KNOWN_NAMES = 20;

/** Texts in texts for `$(name)`. */
const MAX_DEPTH = 4;

/** Replacements of a `$(name)` in all; names beyond are not checked. */
const MAX_REPLACEMENTS = 100_000;

/**
 * Reports names in a pack's templates that nothing defines. A part may refer to what any other part defines, because all may
 * be combined. Inherited templates are not checked: they may refer to what the pack has removed.
 */
export function templateNames(source: PackSource, documents: readonly SourceNode[]): Finding[] {
  const { services, neighbours, patterns, questions, derived } = source.in('');
  const findings: Finding[] = [];
  const ids = services.map(({ id }) => id);
  const variants = services.flatMap((service) => service.variants.map(({ id }) => id));
  /** By name, all texts that parts give to `$(name)`. */
  const inputs = new Map<string, string[]>([['variant', variants]]);
  let replacements = 0;
  const all = documents.flatMap((document) => [...entriesBelow(document)]);
  const entriesIn = (...keys: readonly string[]) =>
    all.filter(([key]) => keys.includes(key)).flatMap(([, node]) => entriesOf(node));
  for (const [name, { scalar }] of entriesIn('set', 'each'))
    inputs.set(name, [...(inputs.get(name) ?? []), ...(scalar === undefined ? [] : [String(scalar)])]);
  const defined = (section: string): string[] => entriesIn(section).flatMap(([id]) => expanded(id));
  const fragments = documents.flatMap((document) => entriesOf(entry(document, 'fragments')));
  /** The resources to which some part gives a type. */
  const typed = entriesIn('Resources').filter(([, resource]) => entry(resource, 'Type'));
  const types = new Set(typed.flatMap(([id]) => expanded(id)));
  const metrics = services.flatMap(({ monitoring }) => Object.values(monitoring).flat());
  const known = {
    service: ids,
    companion: [...ids, ...Object.keys(neighbours)],
    fragment: [...new Set(fragments.map(([id]) => id))],
    resource: [...defined('Parameters'), ...defined('Resources')],
    condition: defined('Conditions'),
    dimension: metrics.flatMap(({ dimensions }) => dimensions),
    metric: metrics.map(({ metric }) => metric),
  } as const satisfies { readonly [K in Kind]?: readonly string[] };
  const units = [...services, ...services.flatMap((service) => service.variants)].flatMap(({ sizing = [] }) => sizing);
  /** What `when` may test, and the values of each; null: a number. */
  const tested = new Map<string, readonly string[] | null>([
    ['variant', variants],
    ['with', known.companion],
    ['pattern', Object.keys(patterns)],
    ...[...derived, ...units].map(({ id }) => [id, null] as const),
    ...questions.map(({ id, type, values }) => [id, type === 'number' ? null : values.map(({ value }) => value)] as const),
  ]);
  /** By key, what is checked of its value. */
  const checks = new Map<string, (node: SourceNode) => void>([
    ['Ref', refersTo('resource')],
    ['needs', refersTo('resource')],
    ['DependsOn', refersTo('resource')],
    ['covers', refersTo('companion')],
    ['parts', refersTo('fragment')],
    ['first', refersTo('fragment')],
    ['Condition', refersTo('condition')],
    ['condition', refersTo('condition')],
    ['Fn::If', (node) => listOf(node).slice(0, 1).forEach(refersTo('condition'))],
    ['Fn::GetAtt', checkAttribute],
    ['Fn::Sub', checkSubstitution],
    ['Resources', checkTypes],
    ['when', checkCondition],
    ['at-least', checkCondition],
    ['watch', (node) => listOf(node).forEach(checkWatch)],
  ]);
  for (const document of documents) {
    if (source.written.layerOf.get(document.at.file) !== source.id) continue;
    for (const [key, node] of entriesBelow(document)) checks.get(key)?.(node);
    for (const section of ['templates', 'alarms'])
      for (const [id, { key }] of entriesOf(entry(document, section))) refer('service', id, key);
    for (const [id, { key }] of entriesOf(entry(document, 'fragments'))) {
      const cycle = [...reachedFrom(id)].filter((each) => reachedFrom(each).has(id));
      if (cycle.length > 0) findings.push(finding('tree-cycle', key, { path: [id, ...cycle] }));
    }
  }
  return findings;

  /** Checks a name, or each name of a list; a value that is no name is checked elsewhere. */
  function refersTo(kind: keyof typeof known) {
    return (node: SourceNode): void => {
      for (const { scalar, at } of listOf(node)) refer(kind, String(scalar ?? ''), at);
    };
  }

  function checkAttribute(node: SourceNode): void {
    const [resource = node] = node.items ?? [];
    refer('resource', String(resource.scalar ?? '').replace(/\..*/, ''), resource.at);
  }

  function checkSubstitution(node: SourceNode): void {
    const [text = node, locals] = node.items ?? [];
    for (const [, inner = ''] of String(text.scalar).matchAll(/\$\{([^!.}]+)/g))
      if (!locals?.entries?.has(inner.trim())) refer('resource', inner.trim(), text.at);
  }

  function checkTypes(resources: SourceNode): void {
    for (const [id, { key, entries }] of entriesOf(resources)) {
      const hasType = expanded(id).some((each) => types.has(each));
      if (entries && !hasType) findings.push(finding('missing-key', key, { key: 'Type', in: pathText(['Resources', id]) }));
    }
  }

  function checkCondition(conditions: SourceNode): void {
    for (const [id, node] of entriesOf(conditions)) {
      const allowed = tested.get(id);
      const known = questions.map((question) => question.id);
      if (allowed === undefined) findings.push(finding('unknown-question', node.key, { id, known, ...suggestionFor(id, known) }));
      for (const { scalar, at } of allowed ? listOf(node) : []) {
        const value = { id: String(scalar), known: allowed ?? [], ...suggestionFor(String(scalar), allowed ?? []) };
        if (!value.known.includes(value.id)) findings.push(finding('unknown-value', at, { question: id, ...value }));
      }
    }
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

  /** Reports a name unless it, or what it may become, is known. */
  function refer(kind: keyof typeof known, name: string, at: Place | null): void {
    const names = expanded(name);
    const isOpen = names.length === 0 || names.some((each) => each === '' || each.includes('$(') || given.test(each));
    if (isOpen || names.some((each) => known[kind].some((one) => one === each))) return;
    const args = { id: name, known: known[kind].slice(0, MAX_KNOWN_NAMES), ...suggestionFor(name, known[kind]) };
    findings.push(kind === 'service' ? finding('unknown-service', at, args) : finding('unknown-id', at, { kind, ...args }));
  }

  /** A name with each of the texts for its `$(name)`; a text may have some itself. */
  function expanded(name: string, depth = 0): string[] {
    const [whole = '', input = ''] = /\$\(([\w-]+)\)/.exec(name) ?? [];
    if (!inputs.has(input) || depth > MAX_DEPTH || ++replacements > MAX_REPLACEMENTS) return [name];
    return (inputs.get(input) ?? []).flatMap((value) => expanded(name.replace(whole, value), depth + 1));
  }

  /** The fragments that one includes, directly or through others. */
  function reachedFrom(id: string): Set<string> {
    const included = (by: string): string[] => fragments.flatMap(([each, part]) => (each === by ? includedIn(part) : []));
    const reached = new Set(included(id));
    for (const inner of reached) for (const each of included(inner)) reached.add(each);
    return reached;
  }
}

/** The fragments that a part names, also in parts of it. */
function includedIn(part: SourceNode): string[] {
  const inner = ['parts', 'first'].flatMap((key) => listOf(entry(part, key)));
  return inner.flatMap((each) => (each.scalar === undefined ? includedIn(each) : String(each.scalar)));
}

/** The entries of a mapping, or of all mappings in a list. */
function entriesOf(node: SourceNode | null): Entry[] {
  return listOf(node).flatMap(({ entries }) => [...(entries ?? [])]);
}

/** The entries of all mappings in a value, from the outside in. */
function* entriesBelow(node: SourceNode): Generator<Entry> {
  for (const item of node.items ?? []) yield* entriesBelow(item);
  for (const [key, inner] of node.entries ?? []) {
    yield [key, inner];
    yield* entriesBelow(inner);
  }
}
