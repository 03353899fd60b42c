import { factsOf } from '../engine/compile-option.ts';
import { type AdrMessages, adr as en } from '../messages/en/adr.ts';
import { adr as ja } from '../messages/ja/adr.ts';
import { inLanguage } from '../messages/language.ts';
import { type Locale, localeOf } from '../messages/locale.ts';
import type { Decision, Reason } from '../model/decision.ts';
import type { Fact, Service, Value } from '../model/pack.ts';
import type { DecisionContext, DecisionItem } from '../output/context.ts';
import { byVerdict, flipGroups } from '../output/decision-view.ts';
import { code, escaped, headingText, link } from '../output/markdown.ts';
import { withSource } from '../output/markdown-sections.ts';
import { winText } from '../output/wins.ts';
import { frontMatter, part } from './adr-frame.ts';

/** So many changes that would reopen the decision are told; the decision itself lists all. */
const mostFlips = 3;
/** And so many facts for each option. */
const mostFacts = 3;

/**
 * An architecture decision record as MADR 4 has it. What is written anew each time stands between markers, so that
 * `mergeAdr` can keep all that was written by hand around them.
 */
export function render(decisions: readonly DecisionItem[], context: DecisionContext): string {
  return decisions.map((item) => adr(item, context)).join('\n');
}

function adr(item: DecisionItem, context: DecisionContext): string {
  const locale = localeOf(context);
  const say = inLanguage(context.lang, { en, ja });
  const { decision, record = null } = item;
  const title = item.title === null ? null : item.title.replace(/\s+/g, ' ').trim();
  const status = statusOf(item);
  const chosen = chosenName(locale, decision);
  const heading = chosen === null ? say.openTitle(title) : say.title(chosen, title);
  return [
    frontMatter({ status, date: context.date ?? record?.date ?? null, 'decision-makers': record?.decidedBy ?? [] }),
    `# ${headingText(heading)}\n\n<!-- ${say.kept} -->\n`,
    // Only said when it happens: what stands there from then on is kept.
    part('supersedes', supersedesLines(context, say)),
    part('context', contextLines(item, locale, say, title)),
    part('drivers', driverLines(item, locale, say)),
    part('options', optionLines(locale, decision)),
    part('outcome', outcomeLines(locale, say, decision)),
    part('consequences', consequenceLines(locale, say, decision)),
    part('confirmation', confirmationLines(item, context, say)),
    part('pros-and-cons', prosAndCons(locale, say, decision)),
    part('more', moreLines(item, say)),
  ]
    .filter((text) => text !== '')
    .join('\n');
}

function statusOf({ decision, record }: DecisionItem): string {
  if (record?.status === 'superseded')
    return record.supersededBy === null ? 'superseded' : `superseded by ${record.supersededBy}`;
  return record?.status ?? (decision.status === 'decided' ? 'accepted' : 'proposed');
}

function chosenName({ names }: Locale, { recommendation }: Decision): string | null {
  return recommendation ? names.offering(recommendation.service, recommendation.variant) : null;
}

function supersedesLines({ adr: around }: DecisionContext, say: AdrMessages): string[] {
  return (around?.supersedes ?? []).map(({ title, path }) => say.full(say.supersedes(link(title, path))));
}

function contextLines({ record = null }: DecisionItem, { pack }: Locale, say: AdrMessages, title: string | null): string[] {
  const notes = (record?.notes ?? '').split(/\n\s*\n/).filter((paragraph) => paragraph.trim() !== '');
  return ['## Context and Problem Statement', escaped(say.problem(title, `${pack.id} ${pack.version}`)), ...notes.map(escaped)];
}

/** The answers that were given or assumed, in the order of the walk, then those that were only held against the facts. */
function driverLines({ decision, answers = {} }: DecisionItem, { pack, names, messages }: Locale, say: AdrMessages): string[] {
  const steps = new Map(decision.path.map((step) => [step.question, step]));
  const ids = [...steps.keys(), ...pack.questions.map(({ id }) => id).filter((id) => !steps.has(id))];
  const items = ids.flatMap((id) => {
    const value = steps.get(id)?.answer ?? decision.answers[id];
    const given = answers[id];
    if (value === undefined && given === undefined) return [];
    const from = steps.get(id)?.from;
    const origin = from === 'assumed' ? say.assumed : from === 'default' ? say.byDefault : null;
    const said = value === undefined ? say.unknown : names.value(id, value);
    const more = [origin, given?.note ?? null].filter((text) => text !== null && text !== '') as string[];
    const answer = `**${escaped(said)}**`;
    const whole = more.length === 0 ? answer : messages.inBrackets(answer, escaped(more.join('; ')));
    return [`* ${escaped(names.ask(id))} ${whole}`];
  });
  return items.length === 0 ? [] : ['## Decision Drivers', items.join('\n')];
}

function optionLines(locale: Locale, decision: Decision): string[] {
  return [
    '## Considered Options',
    optionNames(locale, decision)
      .map(({ name }) => `* ${escaped(name)}`)
      .join('\n'),
  ];
}

/** All candidates, the chosen one first and under its full name. */
function optionNames(locale: Locale, decision: Decision) {
  return byVerdict(decision.candidates).map((candidate) => {
    const chosen = candidate.verdict === 'recommended' ? chosenName(locale, decision) : null;
    return { candidate, name: chosen ?? locale.names.service(candidate.service) };
  });
}

function outcomeLines(locale: Locale, say: AdrMessages, decision: Decision): string[] {
  const { names, messages, pack } = locale;
  const { recommendation, open } = decision;
  const heading = '## Decision Outcome';
  if (!recommendation) {
    const possible = messages.or((open?.possible ?? []).map(names.service));
    return [
      heading,
      `Chosen option: none yet, because ${escaped(say.full(say.notChosen(possible)))}`,
      ...(open ? [escaped(open.why)] : []),
    ];
  }
  const { because, summary, with: companions, pattern } = recommendation;
  const [reason = '', ...rest] = because;
  // Rules need not say why; then the last step on the way there does.
  const step = decision.path.at(-1)?.because ?? '';
  const first = reason || summary || step || chosenName(locale, decision) || '';
  const known = pattern === null ? undefined : pack.patterns[pattern];
  const more = [
    ...(companions.length > 0 ? [say.with(messages.and(companions.map(names.companion)))] : []),
    ...(known ? [say.pattern(known.name, known.text)] : []),
  ];
  return [
    heading,
    `Chosen option: "${escaped(chosenName(locale, decision) ?? '')}", because ${escaped(say.full(say.goOn(first)))}`,
    ...(rest.length > 0 ? [escaped(say.join(rest))] : []),
    ...(more.length > 0 ? [escaped(say.join(more))] : []),
  ];
}

function consequenceLines(locale: Locale, say: AdrMessages, decision: Decision): string[] {
  const { recommendation, warnings, flips } = decision;
  if (!recommendation) return [];
  const { names, messages } = locale;
  const good = recommendation.because.length > 0 ? recommendation.because : [recommendation.summary];
  const bad = warnings.map(({ text, mitigation, source }) => {
    const said = withSource(locale, say.goOn(text), source);
    return `* Bad, because ${said}${mitigation ? ` ${messages.mitigation}${messages.colon}${withSource(locale, messages.withDrawbacks(mitigation.text, mitigation), mitigation.source)}` : ''}`;
  });
  const groups = flipGroups(flips, names, messages).slice(0, mostFlips);
  return [
    '### Consequences',
    [
      ...good.filter((text) => text !== '').map((text) => `* Good, because ${escaped(say.goOn(text))}`),
      ...recommendation.tradeOffs.map((text) => `* Bad, because ${escaped(say.tradeOff(text))}`),
      ...recommendation.cost.map((text) => `* Bad, because ${escaped(say.cost(text))}`),
      ...bad,
      ...groups.map(({ question, to, then }) => `* Bad, because ${say.reconsider(code(question), escaped(to), escaped(then))}`),
    ].join('\n'),
  ];
}

function confirmationLines({ record = null }: DecisionItem, { check }: DecisionContext, say: AdrMessages): string[] {
  const command = (file: string): string => check?.(file) ?? `tsunagi check ${file}`;
  return [
    '### Confirmation',
    record ? say.confirm(command(record.file)) : say.confirmUnsaved(command('<file>')),
    ...(record?.reviewBy ? [escaped(say.reviewBy(record.reviewBy))] : []),
  ];
}

/** What the facts say for an option, the decision's own reasons for and against it, and what would make it win. */
function prosAndCons(locale: Locale, say: AdrMessages, decision: Decision): string[] {
  const blocks = optionNames(locale, decision).flatMap(({ candidate, name }) => {
    const { verdict, reasons, wins } = candidate;
    const service = locale.pack.services.find(({ id }) => id === candidate.service);
    const chosen = verdict === 'recommended';
    const about = [service?.summary ?? '', service?.differentiator ?? ''].filter((text) => text !== '');
    const pros = service ? factsFor(service, chosen ? (decision.recommendation?.variant ?? null) : null, decision) : [];
    const signs = reasons.map((reason) => ({ sign: signOf(chosen, reason), text: reasonText(locale, say, reason) }));
    const lines = [
      ...pros.map(({ text, source }) => ({ sign: 'Good', text: withSource(locale, say.goOn(text), source) })),
      ...signs,
      ...(chosen ? [] : [{ sign: 'Neutral', text: wins === null ? escaped(say.never) : say.wins(winText(locale, wins, code)) }]),
    ];
    const sorted = ['Good', 'Neutral', 'Bad'].flatMap((sign) => lines.filter((line) => line.sign === sign));
    return [
      `### ${headingText(name)}`,
      ...(about.length > 0 ? [escaped(say.join(about))] : []),
      sorted.map(({ sign, text }) => `* ${sign}, because ${text}`).join('\n'),
    ];
  });
  return ['## Pros and Cons of the Options', ...blocks];
}

/** A reason with a source is a fact that speaks against an answer; others only say how the rules went on. */
function signOf(chosen: boolean, { source }: Reason): string {
  if (chosen) return 'Good';
  return source ? 'Bad' : 'Neutral';
}

/** Facts of a service that were held against an answer and admit it, the first of them. */
function factsFor(service: Service, variant: string | null, { answers, path }: Decision): Fact[] {
  const all = new Map<string, Value>([...Object.entries(answers), ...path.map((step) => [step.question, step.answer] as const)]);
  return factsOf(service, variant)
    .filter((fact) => {
      const answer = fact.question === null ? undefined : all.get(fact.question);
      return answer !== undefined && fact.kind === 'limit' && admits(fact, answer);
    })
    .slice(0, mostFacts);
}

function admits({ values, min, max }: Fact, answer: Value): boolean {
  if (values) return values.includes(String(answer));
  return typeof answer === 'number' && (min === null || answer >= min) && (max === null || answer <= max);
}

function reasonText(locale: Locale, say: AdrMessages, { question, text, source }: Reason): string {
  const said = withSource(locale, say.goOn(text), source);
  return question === null ? said : `${said} ${code(question)}`;
}

function moreLines({ decision, record = null }: DecisionItem, say: AdrMessages): string[] {
  const { rules, lookAlso } = decision;
  const items = [
    ...(record?.supersedes ?? []).map((id) => say.supersedes(code(id))),
    ...(record?.supersededBy ? [say.supersededBy(code(record.supersededBy))] : []),
    ...(record?.id ? [say.record(code(record.id), code(record.file))] : []),
    say.rules(`${rules.id} ${rules.version}`, code(rules.digest)),
    ...lookAlso.map(({ name, text, source }) => say.lookAlso(link(name, source), escaped(text))),
  ];
  return ['## More Information', items.map((item) => `* ${item}`).join('\n')];
}
