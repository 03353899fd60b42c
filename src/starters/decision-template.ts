import { Document, isMap, type YAMLMap } from 'yaml';
import { groupedBy } from '../engine/lists.ts';
import type { DecisionMessages } from '../messages/en/decision.ts';
import type { TemplateMessages } from '../messages/en/services.ts';
import { localeOf } from '../messages/locale.ts';
import type { Decision } from '../model/decision.ts';
import { offeringIdOf, type Pack, questionOf, type Service, serviceOf } from '../model/pack.ts';
import type { TemplateFile } from '../model/readable-files.ts';
import type { DecisionContext, DecisionItem } from '../output/context.ts';
import { isMitigatedBefore } from '../output/decision-view.ts';
import { answersInForce } from '../output/requirement-rows.ts';
import { addAlarms, alarmedMetrics, watchedOn, withoutSilence } from './alarms.ts';
import {
  compose,
  entriesOf,
  nodeAt,
  type Sections,
  type TemplateLibrary,
  templateLibrary,
  textAt,
  type Watch,
} from './fragments.ts';
import { commentText, templateMessages, writeTemplate } from './write-template.ts';

/** A template to start from, as YAML with comments; only comments if the decision is open or the pack has no template. */
export function decisionTemplate(pack: Pack, library: TemplateLibrary, decision: Decision, title: string | null): string {
  const messages = templateMessages(pack);
  const head = title === null ? [] : [title, ''];
  const { recommendation, open } = decision;
  if (!recommendation) {
    const ask = open === null ? '' : (questionOf(pack, open.ask)?.ask ?? open.ask);
    return commentText([...head, messages.undecided, `${open?.ask ?? ''}: ${ask}`]);
  }
  const { messages: words, names } = localeOf(pack);
  const service = serviceOf(pack, recommendation.service);
  const variant = recommendation.variant ?? service?.variants[0]?.id ?? null;
  const name = names.offering(recommendation.service, variant);
  const body = library.templates.get(recommendation.service);
  if (!service || !body) return commentText([...head, messages.unknown(name)]);
  const sizes = recommendation.sizing.map(({ id, count }) => [id, count]);
  const answers = { ...answersInForce(decision), ...Object.fromEntries(sizes) };
  const composed = compose(library, body, { ...recommendation, variant, answers }, pack.lang);
  raiseParameters(answers, composed.sections.Parameters);
  recordDecision(service, decision, title, composed.sections.Resources);
  watchAll(pack, composed.watch, composed.sections, messages);
  const missing = recommendation.with.filter((id) => !composed.covers.includes(offeringIdOf(id).service));
  const about = [
    recommendation.variant === variant ? name : messages.open(name),
    ...(recommendation.summary === '' ? [] : [recommendation.summary]),
    ...patternText(pack, recommendation.pattern, words),
    ...(['tradeOffs', 'cost'] as const).flatMap((key) =>
      recommendation[key].length === 0 ? [] : [`${words[key]}${words.colon}${words.sentences(recommendation[key])}`],
    ),
    ...bullets(
      messages.warning,
      decision.warnings.map((warning, index, all) => {
        const { text, mitigation, limit } = warning;
        const isTold = isMitigatedBefore(all.slice(0, index), warning);
        const how = mitigation && (isTold ? mitigation.name || mitigation.id : words.withDrawbacks(mitigation.text, mitigation));
        return words.sentences([text, how ? `${words.mitigation}${words.colon}${how}` : (limit?.raise ?? '')]);
      }),
    ),
    ...bullets(messages.limits, [
      ...new Set(composed.toDo),
      ...(missing.length === 0 ? [] : [messages.left(missing.map(names.companion).join(words.comma))]),
    ]),
  ];
  return writeTemplate(pack, [...head, ...about], composed.description, composed.sections);
}

function watchAll({ services }: Pack, watch: readonly Watch[], sections: Sections, messages: TemplateMessages): void {
  for (const entries of groupedBy(watch, ({ of }) => of)) {
    const { service: id, variant } = offeringIdOf(entries[0].of);
    const metrics = services.filter((service) => service.id === id).flatMap((service) => alarmedMetrics(service, variant));
    const alarmed = withoutSilence(metrics).map((metric) => ({ metric, watched: watchedOn(entries, metric) }));
    addAlarms(sections, alarmed, messages);
  }
}

function patternText({ patterns }: Pack, id: string | null, { pattern: word, colon, stop }: DecisionMessages): string[] {
  const pattern = patterns[id ?? ''];
  return pattern ? [`${word}${colon}${pattern.name}${stop}${pattern.text}`, pattern.source].filter((line) => line !== '') : [];
}

function bullets(label: string, items: readonly string[]): string[] {
  return items.length === 0 ? [] : ['', label, ...items.map((item) => `- ${item.replaceAll('\n', '\n  ')}`)];
}

/** The recommended services, if the pack has no template for any of them; else empty. */
export function servicesWithoutTemplate(decisions: readonly Decision[], files: readonly TemplateFile[]): string[] {
  const services = new Set(decisions.flatMap(({ recommendation }) => recommendation?.service ?? []));
  const { templates } = templateLibrary(files);
  return [...services].some((id) => templates.has(id)) ? [] : [...services];
}

/** Renders decisions as CloudFormation templates to start from; several form a YAML stream. */
export function decisionTemplates(decisions: readonly DecisionItem[], { pack, templates = [] }: DecisionContext): string {
  const library = templateLibrary(templates);
  const start = decisions.length > 1 ? '---\n' : '';
  return decisions.map(({ decision, title }) => start + decisionTemplate(pack, library, decision, title)).join('');
}

/** Records answers and title in the metadata of the service's first resource, so that `scan` can restore the decision. */
function recordDecision({ builtAs }: Service, { answers }: Decision, title: string | null, resources: YAMLMap): void {
  const types = new Set(builtAs?.resources.map(({ type }) => type));
  const main = resources.items.find(({ value }) => types.has(textAt(value, 'Type') ?? ''))?.value;
  if (!isMap(main) || Object.keys(answers).length === 0) return;
  main.setIn(['Metadata', 'tsunagi'], new Document().createNode(title === null ? { answers } : { title, answers }));
}

/**
 * Raises parameters to what `at-least` adds up to; beyond its `MaxValue`, one stays as it is, or is `capped`.
 * `times` is a margin of the default alone, up to `MaxValue`.
 */
function raiseParameters(answers: Decision['answers'], parameters: YAMLMap): void {
  for (const { value: parameter } of parameters.items) {
    if (!isMap(parameter)) continue;
    const most = Number(textAt(parameter, 'MaxValue') ?? Infinity);
    const sum = entriesOf(nodeAt(parameter, 'at-least')).map(([question, per]) => Number(answers[question] ?? 0) * Number(per));
    const least = Math.ceil(sum.reduce((a, b) => a + b, 0));
    const floor = parameter.has('capped') ? Math.min(least, most) : least;
    const start = Math.min(Math.ceil(floor * Number(textAt(parameter, 'times') ?? 1)), most);
    for (const [key, value] of Object.entries({ Default: start, MinValue: floor })) {
      if (parameter.has(key) && floor > 0 && floor <= most) parameter.set(key, Math.max(value, Number(textAt(parameter, key))));
    }
    for (const key of ['at-least', 'capped', 'times']) parameter.delete(key);
  }
}
