import { Document, isMap, isScalar, type YAMLMap } from 'yaml';
import type { DecisionMessages } from '../messages/en/decision.ts';
import { templates as en, type TemplateMessages } from '../messages/en/services.ts';
import { templates as ja } from '../messages/ja/services.ts';
import { decisionMessages, inLanguage } from '../messages/locale.ts';
import { namesIn } from '../messages/names.ts';
import type { Decision } from '../model/decision.ts';
import { type Fact, offeringIdOf, type Pack, type Service, type Value } from '../model/pack.ts';
import type { Reach } from '../model/service.ts';
import type { DecisionContext, DecisionItem } from '../output/context.ts';
import { addAlarms, alarmedMetrics, watchedOn } from './alarms.ts';
import { type Composed, compose, nodeAt, type TemplateLibrary, templateLibrary, textAt } from './fragments.ts';
import { commentText, headClosing, writeTemplate } from './write-template.ts';

/**
 * A CloudFormation template to start from, for the recommendation of a decision.
 *
 * @param pack the pack that made the decision; its language is that of the comments
 * @returns YAML; only comments if the decision is open or the pack has no template for the service
 */
export function decisionTemplate(pack: Pack, library: TemplateLibrary, decision: Decision, title: string | null): string {
  const messages = inLanguage(pack.lang, { en, ja });
  const head = title === null ? [] : [title, ''];
  const { recommendation, open } = decision;
  if (!recommendation) {
    const ask = open === null ? '' : (pack.questions.find(({ id }) => id === open.ask)?.ask ?? open.ask);
    return commentText([...head, messages.undecided, `${open?.ask ?? ''}: ${ask}`]);
  }
  const words = decisionMessages(pack.lang);
  const names = namesIn(pack, words);
  const service = pack.services.find(({ id }) => id === recommendation.service);
  const variant = recommendation.variant ?? service?.variants[0]?.id ?? null;
  const name = names.offering(recommendation.service, variant);
  const body = library.templates.get(recommendation.service);
  if (!service || !body) return commentText([...head, messages.unknown(name)]);
  const composed = compose(library, body, { ...recommendation, variant, answers: decision.answers }, pack.lang);
  const companions = pack.services.filter(({ id }) => recommendation.with.some((each) => offeringIdOf(each).service === id));
  for (const each of [service, ...companions]) reachAnswers(each, decision.answers, composed.sections);
  recordDecision(service, title, decision.answers, composed.sections.Resources);
  watchAll(pack, composed, messages);
  const missing = recommendation.with.filter((id) => !composed.covers.includes(offeringIdOf(id).service));
  return writeTemplate(
    (large) => [
      ...head,
      recommendation.variant === variant ? name : messages.open(name),
      ...(recommendation.summary === '' ? [] : [recommendation.summary]),
      ...patternText(pack, recommendation.pattern, words),
      ...(['tradeOffs', 'cost'] as const).flatMap((key) =>
        recommendation[key].length === 0 ? [] : [`${words[key]}${words.colon}${words.sentences(recommendation[key])}`],
      ),
      ...bullets(
        messages.warning,
        decision.warnings.map(({ text, mitigation }) =>
          mitigation
            ? words.sentences([text, `${words.mitigation}${words.colon}${words.withDrawbacks(mitigation.text, mitigation)}`])
            : text,
        ),
      ),
      ...bullets(messages.limits, [
        ...composed.toDo,
        ...(missing.length === 0 ? [] : [messages.left(missing.map(names.companion).join(', '))]),
      ]),
      '',
      ...headClosing(pack, composed.sections.Resources, large, messages),
    ],
    composed.description,
    composed.sections,
  );
}

function watchAll({ services }: Pack, { watch, sections }: Composed, messages: TemplateMessages): void {
  for (const offering of new Set(watch.map(({ of }) => of))) {
    const entries = watch.filter(({ of }) => of === offering);
    const { service: id, variant } = offeringIdOf(offering);
    const metrics = services.filter((service) => service.id === id).flatMap((service) => alarmedMetrics(service, variant));
    const alarmed = metrics.map((metric) => ({ metric, watched: watchedOn(entries, metric) }));
    addAlarms(sections, alarmed, messages, 'false');
  }
}

function patternText({ patterns }: Pack, id: string | null, { pattern: word, colon, stop }: DecisionMessages): string[] {
  const pattern = id === null ? undefined : patterns[id];
  return pattern ? [`${word}${colon}${pattern.name}${stop}${pattern.text}`, pattern.source] : [];
}

function bullets(label: string, items: readonly string[]): string[] {
  return items.length === 0 ? [] : ['', label, ...items.map((item) => `- ${item.replaceAll('\n', '\n  ')}`)];
}

/** Renders decisions as CloudFormation templates to start from; several form a YAML stream. */
export function render(
  decisions: readonly DecisionItem[],
  { pack, many, templates = [] }: Pick<DecisionContext, 'pack' | 'many' | 'templates'>,
): string {
  const library = templateLibrary(templates);
  const start = many || decisions.length !== 1 ? '---\n' : '';
  return decisions.map(({ decision, title }) => start + decisionTemplate(pack, library, decision, title)).join('');
}

/** Records answers and title in the metadata of the service's first resource, so that `scan` can restore the decision. */
function recordDecision(
  { builtAs }: Service,
  title: string | null,
  answers: Readonly<Record<string, Value>>,
  resources: YAMLMap,
): void {
  const types = new Set(builtAs?.resources.map(({ type }) => type));
  if (Object.keys(answers).length === 0) return;
  for (const { value: resource } of resources.items) {
    if (!isMap(resource) || !types.has(String(resource.get('Type')))) continue;
    resource.setIn(['Metadata', 'tsunagi'], new Document().createNode(title === null ? { answers } : { title, answers }));
    return;
  }
}

/**
 * Raises the properties in the pack's `reaches` to the values that the answers need: never above the limits in the facts,
 * and never below the value in the template. A parameter gets this value as its minimum, too.
 */
function reachAnswers(service: Service, answers: Decision['answers'], { Parameters, Resources }: Composed['sections']): void {
  const facts = [...service.facts, ...service.variants.flatMap((variant) => variant.facts)];
  for (const reach of service.builtAs?.reaches ?? []) {
    const answer = answers[reach.question];
    if (typeof answer !== 'number') continue;
    const least = Math.ceil(Math.min(answer, mostOf(reach, facts)) * reach.per);
    for (const { value: resource } of Resources.items) {
      if (textAt(resource, 'Type') !== reach.type) continue;
      const property = reach.property.split('.').reduce(nodeAt, nodeAt(resource, 'Properties'));
      if (!isScalar(property)) continue;
      const parameter = property.tag === '!Ref' ? Parameters.get(String(property.value), true) : undefined;
      if (isMap(parameter)) raise(parameter, least);
      else if (typeof property.value === 'number') property.value = Math.max(property.value, least);
    }
  }
}

function raise(parameter: YAMLMap, least: number): void {
  const numberAt = (key: string, otherwise: number): number => Number(textAt(parameter, key) ?? otherwise);
  const floor = Math.min(Math.max(least, numberAt('MinValue', 0)), numberAt('MaxValue', least));
  parameter.set('Default', Math.max(floor, numberAt('Default', floor)));
  parameter.set('MinValue', floor);
}

function mostOf({ question }: Reach, facts: readonly Fact[]): number {
  return Math.max(0, ...facts.filter((fact) => fact.question === question).map(({ max }) => max ?? Number.POSITIVE_INFINITY));
}
