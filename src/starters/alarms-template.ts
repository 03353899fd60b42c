import { Document, isScalar, type Node, YAMLMap } from 'yaml';
import { templates as en } from '../messages/en/services.ts';
import { templates as ja } from '../messages/ja/services.ts';
import { decisionMessages, inLanguage } from '../messages/locale.ts';
import { namesIn } from '../messages/names.ts';
import type { Pack } from '../model/pack.ts';
import { type AlarmedMetric, addAlarms, alarmedMetrics, camelCase, type Target, type Watch, watchedOn } from './alarms.ts';
import { compose, type TemplateLibrary } from './compose.ts';
import { call, callOf, given, nodeAt, textAt } from './nodes.ts';
import { commentText, headClosing, writeTemplate } from './write-template.ts';

/**
 * The alarms of a service as a CloudFormation template for existing resources. A resource whose parameter stays `none` gets
 * no alarms.
 *
 * @param pack the pack with the service; its language is that of the comments
 * @param variant if omitted and the alarms of the variants differ, there is one template for each variant
 * @returns YAML; only comments if the service has no alarms
 * @throws RangeError if the pack has no such service or variant
 */
export function alarmsTemplate(pack: Pack, library: TemplateLibrary, serviceId: string, variant?: string): string {
  const service = pack.services.find(({ id }) => id === serviceId);
  if (!service || (variant !== undefined && !service.variants.some(({ id }) => id === variant))) {
    throw new RangeError(`no service ${serviceId}, or no variant ${variant} of it`);
  }
  const kind = variant ?? null;
  const alarmed = alarmedMetrics(service, kind);
  if (kind === null && alarmed.some(({ metric }) => metric.variants.length > 0)) {
    return service.variants.map(({ id }) => `---\n${alarmsTemplate(pack, library, serviceId, id)}`).join('');
  }
  const messages = inLanguage(pack.lang, { en, ja });
  const name = namesIn(pack, decisionMessages(pack.lang)).offering(serviceId, kind);
  const shape = { service: serviceId, variant: kind, pattern: null, with: [], answers: {} };
  const body = library.alarms.get(serviceId) ?? new YAMLMap();
  const { toDo, watch, sections: declared } = compose(library, body, shape, pack.lang);
  const head = [messages.alarms(name), ...toDo];
  if (alarmed.length === 0) return commentText(head);
  const sections = { Parameters: new YAMLMap(), Conditions: new YAMLMap(), Resources: new YAMLMap(), Outputs: new YAMLMap() };
  const places = alarmed.map(({ metric, group }) => ({ metric, watched: watchedResources(watch, metric, group) }));
  const [first = [], ...rest] = places.map(({ metric, watched }) => watched.flatMap((place) => parametersOf(place, metric)));
  /** The parameters that every alarm needs. */
  const required = first.filter((id) => rest.every((other) => other.includes(id)));
  const targets = places.map(({ metric, watched }) => ({ metric, targets: watched.map((place) => targetOf(place, metric)) }));
  addAlarms(new Document(), sections, targets, messages, 'true');
  const description = `CloudWatch alarms for ${[serviceId, variant].filter(Boolean).join(' ')}`;
  return writeTemplate(
    (large) => [...head, '', ...headClosing(pack, sections.Resources, large, messages)],
    description,
    sections,
  );

  function targetOf(place: Watch, metric: AlarmedMetric['metric']): Target {
    const ids = parametersOf(place, metric);
    for (const id of ids) define(id);
    const optional = ids.filter((id) => !required.includes(id) && defaultOf(id) === null);
    return { name: place.name, dimensions: place.dimensions, condition: conditionFor(optional) };
  }

  function defaultOf(id: string): string | null {
    return textAt(nodeAt(declared.Parameters, id), 'Default');
  }

  function define(id: string): void {
    if (sections.Parameters.has(id)) return;
    const describes = textAt(nodeAt(declared.Parameters, id), 'Description') ?? id;
    const initial = defaultOf(id);
    const must = required.includes(id) && initial === null;
    const parameter = {
      Type: 'String',
      Description: must ? describes : `${describes}. none - no alarms on it.`,
      ...(must ? { AllowedPattern: '.+' } : { Default: initial ?? 'none' }),
    };
    sections.Parameters.set(id, new Document().createNode(parameter));
  }

  /** Defines the condition that all of these parameters were given; null: there are none. */
  function conditionFor(ids: readonly string[]): string | null {
    const [only] = ids;
    if (only === undefined) return null;
    const id = `Has${ids.join('And')}`;
    sections.Conditions.set(id, ids.length === 1 ? given(only) : callOf('And', ids.map(given)));
    return id;
  }
}

/** The resources to watch a metric on; if the pack lists none for the service, each dimension is a parameter. */
function watchedResources(watch: readonly Watch[], metric: AlarmedMetric['metric'], group: AlarmedMetric['group']): Watch[] {
  if (watch.length > 0) return watchedOn(watch, metric, group);
  const dimensions = new Map(metric.dimensions.map((name) => [name, call('Ref', camelCase(name))]));
  const name = camelCase(metric.dimensions[0] ?? 'Account').replace(/(?:Id|Name)$/, '') || 'Resource';
  return [{ of: '', name, dimensions, only: {}, condition: null, needs: null }];
}

/** The parameters in the values of a metric's dimensions, and the one that the watched resource needs. */
function parametersOf(place: Watch, { dimensions }: AlarmedMetric['metric']): string[] {
  const named = dimensions.flatMap((name) => parametersIn(place.dimensions.get(name)));
  return place.needs === null ? named : [...named, place.needs];
}

function parametersIn(value: Node | undefined): string[] {
  if (!isScalar(value) || value.tag === undefined) return [];
  if (value.tag === '!Ref') return [String(value.value)];
  return [...String(value.value).matchAll(/\$\{(\w+)\}/g)].map(([, id = '']) => id);
}
