import { isScalar, type Node } from 'yaml';
import { decisionMessages } from '../messages/locale.ts';
import { namesIn } from '../messages/names.ts';
import type { Pack } from '../model/pack.ts';
import { type AlarmedMetric, addAlarms, alarmedMetrics, areGiven, camelCase, define, ref, watchedOn } from './alarms.ts';
import { compose, emptySections, nodeAt, type TemplateLibrary, textAt, type Watch } from './fragments.ts';
import { commentText, templateMessages, writeTemplate } from './write-template.ts';

/**
 * The alarms of a service as a CloudFormation template for existing resources, in YAML with comments in the language of the pack;
 * only comments if it has none. A resource whose parameter stays `none` gets no alarms. Without a variant, there is one template
 * for each if their alarms differ. Throws RangeError if the pack has no such service.
 */
export function alarmsTemplate(pack: Pack, library: TemplateLibrary, serviceId: string, variant: string | null = null): string {
  const service = pack.services.find(({ id }) => id === serviceId);
  if (!service) throw new RangeError(`no service ${serviceId}`);
  const alarmed = alarmedMetrics(service, variant);
  if (variant === null && alarmed.some(({ variants }) => variants.length > 0)) {
    return service.variants.map(({ id }) => `---\n${alarmsTemplate(pack, library, serviceId, id)}`).join('');
  }
  const messages = templateMessages(pack);
  const name = namesIn(pack, decisionMessages(pack.lang)).offering(serviceId, variant);
  const shape = { service: serviceId, variant, pattern: null, with: [], answers: {} };
  const { toDo, watch, sections: declared } = compose(library, library.alarms.get(serviceId), shape, pack.lang);
  if (alarmed.length === 0) return commentText([messages.noAlarms(name)]);
  const head = [messages.alarms(name), ...toDo];
  const sections = emptySections();
  const targets = alarmed.map((metric) => ({ metric, watched: watchedResources(watch, metric) }));
  const all = targets.map(({ metric, watched }) => watched.flatMap((place) => parametersOf(place, metric)));
  const isRequired = (id: string): boolean => all.every((parameters) => parameters.includes(id));
  const optional = targets.map(({ metric, watched }) => {
    return { metric, watched: watched.map((place) => asOptional(place, parametersOf(place, metric))) };
  });
  addAlarms(sections, optional, messages, 'true');
  const description = `CloudWatch alarms for ${[serviceId, variant].filter(Boolean).join(' ')}`;
  return writeTemplate(pack, head, description, sections);

  /** Defines the parameters of a resource to watch, and the condition that those without a default were given. */
  function asOptional(place: Watch, parameters: readonly string[]): Watch {
    const open = parameters.filter((id) => {
      const parameter = nodeAt(declared.Parameters, id);
      const initial = textAt(parameter, 'Default');
      const must = isRequired(id) && initial === null;
      const describes = textAt(parameter, 'Description') ?? id;
      define(sections.Parameters, id, {
        Type: 'String',
        Description: must ? describes : `${describes}. none - no alarms on it.`,
        ...(must ? { AllowedPattern: '.+' } : { Default: initial ?? 'none' }),
      });
      return !isRequired(id) && initial === null;
    });
    if (open.length === 0) return { ...place, condition: null };
    const condition = `Has${open.join('And')}`;
    define(sections.Conditions, condition, areGiven(open));
    return { ...place, condition };
  }
}

/** The resources to watch a metric on; if the pack lists none for the service, each dimension is a parameter. */
function watchedResources(watch: readonly Watch[], metric: AlarmedMetric): Watch[] {
  if (watch.length > 0) return watchedOn(watch, metric);
  const dimensions = new Map(metric.dimensions.map((name) => [name, ref(camelCase(name))]));
  const name = camelCase(metric.dimensions[0] ?? 'Account').replace(/(?:Id|Name)$/, '') || 'Resource';
  return [{ of: '', name, dimensions, thresholds: new Map(), only: {}, condition: null, needs: null }];
}

/** The parameters in the values of a metric's dimensions, and the one that the watched resource needs. */
function parametersOf(place: Watch, { dimensions }: AlarmedMetric): string[] {
  const named = dimensions.flatMap((name) => parametersIn(place.dimensions.get(name)));
  return place.needs === null ? named : [...named, place.needs];
}

function parametersIn(value: Node | undefined): string[] {
  if (!isScalar(value) || value.tag === undefined) return [];
  if (value.tag === '!Ref') return [String(value.value)];
  return [...String(value.value).matchAll(/\$\{(\w+)\}/g)].map(([, id = '']) => id);
}
