import { Document } from 'yaml';
import { templates as en, type TemplateMessages } from '../messages/en/services.ts';
import { templates as ja } from '../messages/ja/services.ts';
import { decisionMessages, inLanguage } from '../messages/locale.ts';
import { namesIn } from '../messages/names.ts';
import type { Decision } from '../model/decision.ts';
import type { Pack } from '../model/pack.ts';
import { addAlarms, alarmedMetrics } from './alarms.ts';
import { type Composed, compose, type Shape } from './compose.ts';
import { headClosing } from './head.ts';
import type { TemplateLibrary } from './library.ts';
import { reachAnswers } from './reach.ts';
import { recordAnswers } from './record-answers.ts';
import { watchedOn } from './watch.ts';
import { commentText, writeTemplate } from './write-template.ts';

/**
 * A CloudFormation template to start from, for what a decision recommends.
 *
 * @param pack the pack that made the decision; its language is that of the comments
 * @param title the title of the decision's document, if it has one
 * @returns YAML; comments alone where the decision is open or the pack has no template for the service
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
  const shape: Shape = { ...recommendation, variant, answers: decision.answers };
  const composed = compose(library, body, shape, pack.lang);
  reachAnswers(service, decision.answers, composed.sections);
  recordAnswers(service, decision.answers, composed.sections.Resources);
  watchAll(pack, composed, messages);
  const missing = recommendation.with.filter((id) => !composed.covers.includes(id.replace(/\/.*/, '')));
  return writeTemplate(
    (large) => [
      ...head,
      recommendation.variant === variant ? name : messages.open(name),
      ...(recommendation.summary === '' ? [] : [recommendation.summary]),
      ...patternText(pack, recommendation.pattern, messages),
      ...(['tradeOffs', 'cost'] as const).flatMap((key) =>
        recommendation[key].length === 0 ? [] : [`${words[key]}${words.colon}${words.sentences(recommendation[key])}`],
      ),
      ...bullets(
        messages.warning,
        decision.warnings.map(({ text, mitigation }) =>
          mitigation ? `${text} ${messages.mitigation} ${words.withDrawbacks(mitigation.text, mitigation)}` : text,
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

/** Adds the alarms of each service of the template. */
function watchAll(pack: Pack, { watch, sections }: Composed, messages: TemplateMessages): void {
  for (const offering of new Set(watch.map(({ of }) => of))) {
    const entries = watch.filter(({ of }) => of === offering);
    const [id, variant = null] = offering.split('/');
    const alarmed = alarmedMetrics(
      pack.services.find((service) => service.id === id),
      variant,
    ).map(({ metric, group }) => ({ metric, targets: watchedOn(entries, metric, group) }));
    addAlarms(new Document(), sections, alarmed, messages, 'false');
  }
}

function patternText({ patterns }: Pack, id: string | null, messages: TemplateMessages): string[] {
  const pattern = id === null ? undefined : patterns[id];
  return pattern ? [messages.pattern(pattern.name, pattern.text), pattern.source] : [];
}

function bullets(label: string, items: readonly string[]): string[] {
  return items.length === 0 ? [] : ['', label, ...items.map((item) => `- ${item.replaceAll('\n', '\n  ')}`)];
}
