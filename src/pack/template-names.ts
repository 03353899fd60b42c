import { suggestionFor } from '../engine/nearest.ts';
import { type Finding, finding, type Kind } from '../model/diagnostic.ts';
import type { Place } from '../model/place.ts';
import type { PackSource } from './pack-source.ts';
import { entry, listOf, pathText, type SourceNode } from './source-node.ts';

/** What CloudFormation defines, and what the program does together with alarms. */
const given = /^(AWS::.*|AlarmTopicArn|WatchSilence|HasAlarmTopic|WatchesSilence)$/;

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
  /** By section of CloudFormation, its keys. */
  const written = new Map<string, string[]>();
  /** The resources to which some part gives a type. */
  const typed: string[] = [];
  const fragments = documents.flatMap((document) => [...(entry(document, 'fragments')?.entries ?? [])]);
  for (const document of documents) visit(document, collect);
  const types = new Set(typed.flatMap((id) => expanded(id)));
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
  for (const document of documents) {
    if (source.written.layerOf.get(document.at.file) !== source.id) continue;
    visit(document, check);
    for (const section of ['templates', 'alarms'])
      for (const [id, { key }] of entry(document, section)?.entries ?? []) refer('service', id, key);
    for (const [id, { key }] of entry(document, 'fragments')?.entries ?? []) {
      const cycle = [...reachedFrom(id)].filter((each) => reachedFrom(each).has(id));
      if (cycle.length > 0) findings.push(finding('tree-cycle', key, { path: [id, ...cycle] }));
    }
  }
  return findings;

  function collect(key: string, node: SourceNode): void {
    if (node.entries) written.set(key, [...(written.get(key) ?? []), ...node.entries.keys()]);
    if (key === 'Resources') for (const [id, resource] of node.entries ?? []) if (entry(resource, 'Type')) typed.push(id);
    if (key !== 'set' && key !== 'each') return;
    for (const [name, { scalar }] of listOf(node).flatMap((values) => [...(values.entries ?? [])]))
      inputs.set(name, [...(inputs.get(name) ?? []), ...(scalar === undefined ? [] : [String(scalar)])]);
  }

  function defined(section: string): string[] {
    return (written.get(section) ?? []).flatMap((id) => expanded(id));
  }

  function check(key: string, node: SourceNode): void {
    const items = listOf(node);
    const [first, locals] = items;
    const text = String(first?.scalar ?? '');
    if (key === 'Ref' || key === 'needs') refer('resource', text, node.at);
    else if (key === 'Fn::GetAtt') refer('resource', text.replace(/\..*/, ''), first?.at);
    else if (key === 'DependsOn') for (const { scalar, at } of items) refer('resource', String(scalar), at);
    else if (key === 'covers') for (const { scalar, at } of items) refer('companion', String(scalar), at);
    else if (key === 'Fn::If' || (/^[Cc]ondition$/.test(key) && !node.entries)) refer('condition', text, first?.at);
    else if (key === 'Fn::Sub') {
      const names = [...text.matchAll(/\$\{([^!.}]+)/g)].map(([, name = '']) => name.trim());
      for (const name of names) if (!locals?.entries?.has(name)) refer('resource', name, first?.at);
    } else if (key === 'parts' || key === 'first') {
      for (const { scalar, at } of items) if (scalar !== undefined) refer('fragment', String(scalar), at);
    } else if (key === 'when' || key === 'at-least') for (const each of items) checkCondition(each);
    else if (key === 'watch') for (const each of items) checkWatch(each);
    else if (key === 'Resources')
      for (const [id, resource] of node.entries ?? [])
        if (resource.entries && !expanded(id).some((each) => types.has(each)))
          findings.push(finding('missing-key', resource.key, { key: 'Type', in: pathText([key, id]) }));
  }

  function checkCondition(condition: SourceNode): void {
    for (const [id, node] of condition.entries ?? []) {
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
    for (const [name, { key }] of entry(watch, 'dimensions')?.entries ?? []) refer('dimension', name, key);
    for (const [name, { key }] of entry(watch, 'thresholds')?.entries ?? []) refer('metric', name, key);
    const [of, only] = [entry(watch, 'of'), entry(watch, 'only')];
    const [dimension, metric] = [entry(only, 'dimension'), entry(only, 'metric')];
    if (of) refer('service', String(of.scalar).replace(/\/.*/, ''), of.at);
    if (dimension) refer('dimension', String(dimension.scalar), dimension.at);
    const start = String(metric?.scalar).replace(/\*$/, '');
    if (metric && !known.metric.some((each) => each.startsWith(start))) refer('metric', start, metric.at);
  }

  /** Reports a name unless it, or what it may become, is known. */
  function refer(kind: keyof typeof known, name: string, at: Place | null | undefined): void {
    const names = expanded(name);
    const isOpen = names.length === 0 || names.some((each) => each === '' || each.includes('$(') || given.test(each));
    if (isOpen || names.some((each) => known[kind].some((one) => one === each))) return;
    const args = { id: name, known: known[kind].slice(0, MAX_KNOWN_NAMES), ...suggestionFor(name, known[kind]) };
    findings.push(
      kind === 'service' ? finding('unknown-service', at ?? null, args) : finding('unknown-id', at ?? null, { kind, ...args }),
    );
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

/** Visits all entries of mappings, from the outside in. */
function visit(node: SourceNode, visitor: (key: string, node: SourceNode) => void): void {
  for (const item of node.items ?? []) visit(item, visitor);
  for (const [key, inner] of node.entries ?? []) {
    visitor(key, inner);
    visit(inner, visitor);
  }
}
