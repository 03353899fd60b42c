import { decisionMessages } from '../messages/locale.ts';
import { namesIn } from '../messages/names.ts';
import type { Pack } from '../model/pack.ts';
import { alarmsPart, type Target, type Watch, type Watched, watchedOf } from './alarms.ts';
import { type Guide, guideTo } from './dimensions.ts';
import { closing } from './index.ts';
import { templateText } from './template.ts';
import { textsIn } from './texts.ts';
import { all, type Fields, given, none, type Parameter, type Part, ref, sub, together, type Value } from './value.ts';
import { commentLines } from './yaml.ts';

/**
 * The alarms of a service as a CloudFormation template, for resources that exist already. Comes in: the pack (its language
 * is that of the comments), the id of one of its services, and a variant of it; without one the alarms of every variant
 * are there, each with parameters of its own. Goes out: YAML. A parameter that is left empty leaves its alarms out.
 * Throws RangeError where the pack has no such service or variant. A service without alarms gives comments alone.
 */
export function alarmsTemplate(pack: Pack, serviceId: string, variant?: string): string {
  const service = pack.services.find(({ id }) => id === serviceId);
  if (!service) throw new RangeError(`no service ${serviceId}`);
  if (variant !== undefined && !service.variants.some(({ id }) => id === variant))
    throw new RangeError(`no variant ${serviceId}/${variant}`);
  const texts = textsIn(pack.lang);
  const name = namesIn(pack, decisionMessages(pack.lang)).offering(serviceId, variant ?? null);
  const groups = grouped(
    watchedOf(service, variant ?? null),
    variant,
    service.variants.map(({ id }) => id),
  );
  const parts = groups.map(({ prefix, kind, watched }) =>
    sectionPart(watched, prefix, kind ?? null, (metrics, watch) => alarmsPart(metrics, watch, texts, 'true')),
  );
  const part = together(...parts);
  const brokers = groups.some(({ watched }) => watched.some(({ metric }) => metric.dimensions.includes('Broker ID')));
  const head = [texts.head.alarms(name), ...(brokers ? [texts.head.broker] : [])];
  if (Object.keys(part.resources).length === 0) return `${head.flatMap((line) => commentLines(line)).join('\n')}\n`;
  const description = `CloudWatch alarms for ${[serviceId, variant].filter(Boolean).join(' ')}`;
  return templateText((large) => [...head, '', ...closing(pack, part, large, texts)], description, part);
}

interface Section {
  /** Stands in front of the parameters' names. */
  readonly prefix: string;
  readonly kind: string | undefined;
  readonly watched: readonly Watched[];
}

/** Variants that report under the same dimensions are told apart by parameters of their own. */
function grouped(watched: readonly Watched[], variant: string | undefined, variants: readonly string[]): Section[] {
  if (variant !== undefined) return [{ prefix: '', kind: variant, watched }];
  const common = watched.filter(({ metric }) => metric.variants.length === 0);
  const own = variants.map(
    (kind): Section => ({ prefix: camel(kind), kind, watched: watched.filter(({ metric }) => metric.variants.includes(kind)) }),
  );
  return [{ prefix: '', kind: undefined, watched: common }, ...own].filter((section) => section.watched.length > 0);
}

type Alarms = (watched: readonly Watched[], watch: Watch) => Part;

function sectionPart(watched: readonly Watched[], prefix: string, variant: string | null, alarms: Alarms): Part {
  const guides = watched.map((one) => guideTo(one, variant));
  const everywhere = prefix === '' ? shared(guides.map((guide) => guide.parameters)) : [];
  const parameters: Record<string, Parameter> = {};
  const conditions: Record<string, Value> = {};
  const targets = new Map(watched.map((one, index) => [one.metric, targetsOf(guides[index] as Guide)]));
  const part = alarms(watched, (metric) => targets.get(metric as Watched['metric']) ?? []);
  return together({ parameters, conditions }, part);

  function targetsOf({ parameters: needed, targets: places }: Guide): Target[] {
    for (const [id, { describes, initial }] of Object.entries(needed)) {
      const must = everywhere.includes(id) && initial === undefined;
      parameters[prefix + id] ??= {
        Type: 'String',
        Description: must ? describes : `${describes}. none - no alarms on it.`,
        ...(must ? { AllowedPattern: '.+' } : { Default: initial ?? none }),
      };
    }
    return places.map(({ name, dimensions, optional }) => {
      const condition = conditionFor(optional.filter((id) => !everywhere.includes(id)));
      const values: Fields = Object.fromEntries(
        Object.entries(dimensions).map(([dimension, value]) => [dimension, dimensionValue(value)]),
      );
      return { name: prefix + name, dimensions: values, ...(condition === null ? {} : { condition }) };
    });
  }

  function dimensionValue({ parameter, suffix = '', text }: Guide['targets'][number]['dimensions'][string]): Value {
    if (parameter === undefined) return text ?? '';
    return suffix === '' ? ref(prefix + parameter) : sub(`\${${prefix}${parameter}}${suffix}`);
  }

  /** The condition that all of these parameters were given. */
  function conditionFor(ids: readonly string[]): string | null {
    if (ids.length === 0) return null;
    const single = ids.map((id) => {
      conditions[`Has${prefix}${id}`] ??= given(prefix + id);
      return `Has${prefix}${id}`;
    });
    if (single.length === 1) return single[0] as string;
    const id = `Has${prefix}${ids.join('And')}`;
    conditions[id] ??= all(single);
    return id;
  }
}

/** The parameters that each of the metrics needs. */
function shared(each: readonly Guide['parameters'][]): string[] {
  const [first = {}, ...rest] = each;
  return Object.keys(first).filter((id) => rest.every((other) => id in other));
}

function camel(id: string): string {
  return id
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}
