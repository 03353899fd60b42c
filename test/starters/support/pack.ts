import { knownValues } from '../../../src/engine/answer.ts';
import { decide } from '../../../src/engine/decide.ts';
import { sameInAll } from '../../../src/engine/lists.ts';
import { summaryOf } from '../../../src/engine/outcome.ts';
import { recommendationOf, warningsOf } from '../../../src/engine/recommendation.ts';
import { type Situation, situationOf } from '../../../src/engine/situation.ts';
import type { Answers, Decision } from '../../../src/model/decision.ts';
import type { Option, Pack } from '../../../src/model/pack.ts';
import { alarmsTemplate as alarmsTemplateOf } from '../../../src/starters/alarms.ts';
import { decisionTemplate as decisionTemplateOf } from '../../../src/starters/decision-template.ts';
import { templateLibrary } from '../../../src/starters/fragments.ts';
import { answersOf } from '../../support/answers.ts';
import { builtInSource } from '../../support/built-in.ts';

const byDefault = { assume: true, defaults: true };
const source = builtInSource();
const templates = source.layered.templates;
const library = templateLibrary(templates);

/** The built-in pack, from its current YAML. */
export const packs = { en: source.in('en'), ja: source.in('ja') };

/** Every service with each of its variants, or alone. */
export const kinds = packs.en.services.flatMap((service) =>
  (service.variants.length > 0 ? service.variants.map(({ id }) => id) : [undefined]).map((variant) => ({ service, variant })),
);

export const decisionTemplate = (pack: Pack, decision: Decision, title: string | null): string =>
  decisionTemplateOf(pack, library, decision, title);

/** The template for answers and defaults, in English. */
export const templateFor = (answers: Answers): string =>
  decisionTemplate(packs.en, shownInTemplates(situationOf(packs.en, answers, byDefault)), null);

export const alarmsTemplate = (pack: Pack, service: string, variant?: string): string =>
  alarmsTemplateOf(pack, library, service, variant);

/** The parts of a recommendation that decide its template. */
export interface Case {
  readonly name: string;
  readonly option: Option;
  readonly companions: readonly string[];
  readonly sender: 'https' | 'websocket';
}

/** The patterns that templates depend on; they treat all others alike. */
const patterns = new Set(templates.flatMap(({ text }) => [...text.matchAll(/pattern: ([a-z-]+)/g)].map(([, id]) => id)));

type Kind = Pick<Option, 'service' | 'variant' | 'pattern'>;

function nameOf({ service, variant, pattern }: Kind, companions: readonly string[], sender: Case['sender']): string {
  const kind = [service, variant].filter(Boolean).join('/');
  const special = pattern !== null && patterns.has(pattern) ? [`(${pattern})`] : [];
  return [kind, ...companions.map((id) => `+ ${id}`), ...special, ...(sender === 'websocket' ? ['from websocket'] : [])].join(
    ' ',
  );
}

/**
 * A case for every template that a leaf can lead to: each option of each leaf, alone and with the companions of the advice
 * that applies to it, for both kinds of senders.
 */
export const cases: readonly Case[] = casesOf(packs.en);

function casesOf({ leaves, advice }: Pack): Case[] {
  const found = new Map<string, Case>();
  for (const option of Object.values(leaves).flatMap(({ options }) => options)) {
    const own = [option.service, `${option.service}/${option.variant}`];
    const added = advice
      .filter(({ services }) => services.length === 0 || services.some((id) => own.includes(id)))
      .filter((each) => each.patterns.length === 0 || each.patterns.includes(option.pattern ?? ''))
      .map((each) => each.with);
    for (const more of [[], ...added, added.flat()]) {
      const companions = [...new Set([...option.with, ...more])];
      for (const sender of companions.includes('api-gateway') ? (['https', 'websocket'] as const) : (['https'] as const)) {
        const name = nameOf(option, companions, sender);
        if (!found.has(name)) found.set(name, { name, option, companions, sender });
      }
    }
  }
  return [...found.values()];
}

export function caseOf(name: string): Case {
  const found = cases.find((each) => each.name === name);
  if (!found) throw new Error(`no case ${name}: ${cases.map(({ name }) => name).join(', ')}`);
  return found;
}

/** What all decisions have in common, made once because it is slow. */
const base: Decision = { ...decide(packs.en, {}, byDefault), status: 'decided', path: [], open: null };

/** A decision that recommends the option of a case. */
export function decisionOf({ option, companions, sender }: Case): Decision {
  const { service, variant, summary, because, pattern } = option;
  const rest = { tradeOffs: [], cost: [], sizing: [], leaves: [], layer: 'aws-messaging' };
  return {
    ...base,
    answers: sender === 'websocket' ? { protocol: 'websocket' } : {},
    recommendation: { service, name: service, variant, with: companions, summary, because, pattern, ...rest },
  };
}

const rendered = new Map<string, string>();

/** The starter template of a case, cached. */
export function starter(one: Case, lang: keyof typeof packs = 'en'): string {
  const key = `${lang} ${one.name}`;
  const text = rendered.get(key) ?? decisionTemplate(packs[lang], decisionOf(one), null);
  rendered.set(key, text);
  return text;
}

/** The fragments of a service's template; brokers take their port from those that all services share. */
const fragmentsOf = (service: string): string =>
  templates
    .filter(({ path }) => path.endsWith(`/${service}.yaml`) || (/^(mq|ec2)$/.test(service) && path.endsWith('/common.yaml')))
    .map(({ text }) => text)
    .join('');

/** Decisions for the answers of the pack's own cases, one for each template and each answer that it asks for. */
export const decided: ReadonlyMap<string, Decision> = decidedByCases(packs.en);

function decidedByCases(pack: Pack): Map<string, Decision> {
  const found = new Map<string, Decision>();
  for (const { answers, assume, defaults } of source.cases) {
    const situation = situationOf(pack, answersOf(answers, 'file'), { assume, defaults });
    const { compiled, prospect } = situation;
    const { service, variant, with: companions } = summaryOf(compiled, prospect.outcomes, prospect.gaps.length > 0);
    if (service === null) continue;
    const pattern = sameInAll(prospect.outcomes, ({ option }) => option.pattern);
    const sender = answers['protocol'] === 'websocket' ? 'websocket' : 'https';
    const asked = Object.entries(answers).filter(([id, value]) =>
      [service, ...companions].some((file) => new RegExp(`when: {${id}: "?${value}"?}`).test(fragmentsOf(file))),
    );
    const name = [nameOf({ service, variant, pattern }, companions, sender), ...asked.flat()].join(' ');
    if (!found.has(name)) found.set(name, shownInTemplates(situation));
  }
  return found;
}

/** What templates show of a decision; what would change it takes most of the time, and none of them shows that. */
function shownInTemplates(situation: Situation): Decision {
  const given = Object.entries(situation.inForce).filter(([, { from }]) => from !== 'assumed');
  return {
    ...base,
    answers: knownValues(Object.fromEntries(given)),
    path: situation.steps,
    recommendation: recommendationOf(situation),
    warnings: warningsOf(situation),
    derived: situation.derived,
  };
}
