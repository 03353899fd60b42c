import { Document, isScalar, type Node, YAMLMap } from 'yaml';
import { templates as en } from '../messages/en/services.ts';
import { templates as ja } from '../messages/ja/services.ts';
import { decisionMessages, inLanguage } from '../messages/locale.ts';
import { namesIn } from '../messages/names.ts';
import type { Pack } from '../model/pack.ts';
import { type AlarmedMetric, addAlarms, alarmedMetrics, allOf, type Target, type Watch, watchedOn } from './alarms.ts';
import { type Composed, compose, type TemplateLibrary } from './compose.ts';
import { call, given, nodeAt, textAt } from './nodes.ts';
import { commentText, headClosing, writeTemplate } from './write-template.ts';

/**
 * The alarms of a service as a CloudFormation template, for resources that exist already. A parameter that is left empty
 * leaves its alarms out.
 *
 * @param pack its language is that of the comments
 * @param variant without one the alarms of every variant are there, each with parameters of its own
 * @returns YAML; comments alone where the service has no alarms
 * @throws RangeError where the pack has no such service or variant
 */
export function alarmsTemplate(pack: Pack, library: TemplateLibrary, serviceId: string, variant?: string): string {
  const service = pack.services.find(({ id }) => id === serviceId);
  if (!service) throw new RangeError(`no service ${serviceId}`);
  if (variant !== undefined && !service.variants.some(({ id }) => id === variant))
    throw new RangeError(`no variant ${serviceId}/${variant}`);
  const messages = inLanguage(pack.lang, { en, ja });
  const name = namesIn(pack, decisionMessages(pack.lang)).offering(serviceId, variant ?? null);
  const sections = { Parameters: new YAMLMap(), Conditions: new YAMLMap(), Resources: new YAMLMap(), Outputs: new YAMLMap() };
  const toDo = new Set<string>();
  const body = library.alarms.get(serviceId) ?? new YAMLMap();
  const groups = grouped(
    alarmedMetrics(service, variant ?? null),
    variant ?? null,
    service.variants.map(({ id }) => id),
  );
  for (const { prefix, kind, alarmed } of groups) {
    const shape = { service: serviceId, variant: kind, pattern: null, with: [], answers: {} };
    const composed = compose(library, body, shape, pack.lang);
    for (const text of composed.toDo) toDo.add(text);
    const guide = resourceParameters(prefix, composed, alarmed);
    const targets = alarmed.map(({ metric, group }) => ({ metric, targets: guide.targets(metric, group) }));
    for (const [id, value] of guide.parameters) sections.Parameters.set(id, value);
    for (const [id, value] of guide.conditions) sections.Conditions.set(id, value);
    addAlarms(new Document(), sections, targets, messages, 'true');
  }
  const head = [messages.alarms(name), ...toDo];
  if (sections.Resources.items.length === 0) return commentText(head);
  const description = `CloudWatch alarms for ${[serviceId, variant].filter(Boolean).join(' ')}`;
  return writeTemplate(
    (large) => [...head, '', ...headClosing(pack, sections.Resources, large, messages)],
    description,
    sections,
  );
}

interface Section {
  /** What the names of its parameters begin with. */
  readonly prefix: string;
  readonly kind: string | null;
  readonly alarmed: readonly AlarmedMetric[];
}

/** Variants that report under the same dimensions have parameters of their own. */
function grouped(alarmed: readonly AlarmedMetric[], variant: string | null, variants: readonly string[]): Section[] {
  if (variant !== null) return [{ prefix: '', kind: variant, alarmed }];
  const common = alarmed.filter(({ metric }) => metric.variants.length === 0);
  const own = variants.map((kind) => ({
    prefix: camelCase(kind),
    kind,
    alarmed: alarmed.filter(({ metric }) => metric.variants.includes(kind)),
  }));
  return [{ prefix: '', kind: null, alarmed: common }, ...own].filter((section) => section.alarmed.length > 0);
}

/** The parameters that name the resources of one section, and the conditions that they were given. */
function resourceParameters(prefix: string, { watch, sections }: Composed, alarmed: readonly AlarmedMetric[]) {
  const parameters = new Map<string, Node>();
  const conditions = new Map<string, Node>();
  const needed = (place: Watch, metric: AlarmedMetric['metric']): string[] => [
    ...namedIn(place, metric.dimensions),
    ...(place.needs === null ? [] : [place.needs]),
  ];
  const needs = alarmed.map(({ metric, group }) => placesOf(metric, group).flatMap((place) => needed(place, metric)));
  const [first = [], ...rest] = needs;
  /** The parameters without which there would be no alarm at all. */
  const required = prefix === '' ? first.filter((id) => rest.every((other) => other.includes(id))) : [];
  return { parameters, conditions, targets };

  function targets(metric: AlarmedMetric['metric'], group: AlarmedMetric['group']): Target[] {
    return placesOf(metric, group).map((place) => {
      const ids = needed(place, metric);
      for (const id of ids) define(id);
      const optional = ids.filter((id) => !required.includes(id) && defaultOf(id) === null);
      const dimensions = new Map([...place.dimensions].map(([name, value]) => [name, prefixed(value)]));
      return { name: prefix + place.name, dimensions, condition: conditionFor(optional) };
    });
  }

  /** Where a metric is watched; without a word of the pack, each of its dimensions is a parameter. */
  function placesOf(metric: AlarmedMetric['metric'], group: AlarmedMetric['group']): Watch[] {
    const found = watchedOn(watch, metric, group);
    if (found.length > 0 || watch.length > 0) return found;
    const dimensions = new Map(metric.dimensions.map((name) => [name, call('Ref', camelCase(name))]));
    const name = camelCase(metric.dimensions[0] ?? 'Account').replace(/(?:Id|Name)$/, '') || 'Resource';
    return [{ of: '', name, dimensions, only: {}, condition: null, needs: null }];
  }

  /** The parameters in the values of a metric's dimensions. */
  function namedIn(place: Watch, dimensions: readonly string[]): string[] {
    return dimensions.flatMap((name) => {
      const value = place.dimensions.get(name);
      if (!isScalar(value) || value.tag === undefined) return [];
      return value.tag === '!Ref'
        ? [String(value.value)]
        : [...String(value.value).matchAll(/\$\{(\w+)\}/g)].map(([, id = '']) => id);
    });
  }

  function declared(id: string): Node | null {
    return nodeAt(sections.Parameters, id);
  }

  function defaultOf(id: string): string | null {
    return textAt(declared(id), 'Default');
  }

  function define(id: string): void {
    const describes = textAt(declared(id), 'Description') ?? id;
    const initial = defaultOf(id);
    const must = required.includes(id) && initial === null;
    const parameter = {
      Type: 'String',
      Description: must ? describes : `${describes}. none - no alarms on it.`,
      ...(must ? { AllowedPattern: '.+' } : { Default: initial ?? 'none' }),
    };
    if (!parameters.has(prefix + id)) parameters.set(prefix + id, new Document().createNode(parameter));
  }

  /** The same value with the names that parameters have in this section. */
  function prefixed(value: Node): Node {
    const copy = value.clone() as Node;
    if (isScalar(copy) && copy.tag === '!Ref') copy.value = prefix + String(copy.value);
    if (isScalar(copy) && copy.tag === '!Sub') copy.value = String(copy.value).replace(/\$\{(?=\w)/g, `\${${prefix}`);
    return copy;
  }

  /** The condition that all of these parameters were given. */
  function conditionFor(ids: readonly string[]): string | null {
    const single = ids.map((id) => {
      const condition = `Has${prefix}${id}`;
      if (!conditions.has(condition)) conditions.set(condition, given(prefix + id));
      return condition;
    });
    const [only = null] = single;
    if (single.length < 2) return only;
    const id = `Has${prefix}${ids.join('And')}`;
    if (!conditions.has(id)) conditions.set(id, allOf(single));
    return id;
  }
}

function camelCase(id: string): string {
  return id
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}
