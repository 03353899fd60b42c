import { factsOf } from '../engine/compile-option.ts';
import { type AdrMessages, adr as en } from '../messages/en/adr.ts';
import { adr as ja } from '../messages/ja/adr.ts';
import { inLanguage, type Locale, localeOf } from '../messages/locale.ts';
import type { Decision, Reason, Win } from '../model/decision.ts';
import type { Fact, Pack, Service } from '../model/pack.ts';
import type { DecisionContext, DecisionItem } from '../output/context.ts';
import { admits, byVerdict, decisionView, distinctReasons, overQuotaText } from '../output/decision-view.ts';
import { withSource } from '../output/markdown/decision-markdown.ts';
import { code, escaped, headingText, link } from '../output/markdown/markdown.ts';

/** How many changes that reopen the decision are listed; the decision itself has all. */
const MAX_TRIGGERS = 3;
/** How many facts speak for an option. */
const MAX_FACTS = 3;

/** The comment below the title that tells an ADR of tsunagi from one that was written by hand begins so. */
export const ADR_MARK = '<!-- tsunagi ';

/**
 * An architecture decision record as MADR 4 has it. Its sections are written anew each time; `mergeAdr` keeps those that
 * somebody added.
 */
export function render(decisions: readonly DecisionItem[], context: DecisionContext): string {
  return decisions.map((item) => adr(item, context)).join('\n');
}

function adr(item: DecisionItem, context: DecisionContext): string {
  const locale = localeOf(context);
  const say = inLanguage(context.lang, { en, ja });
  const proper = properNames(locale.pack);
  const { decision, record = null } = item;
  const title = item.title === null ? null : item.title.replace(/\s+/g, ' ').trim();
  const status = statusOf(item);
  const chosen = chosenName(locale, decision);
  const heading = chosen === null ? say.openTitle(title) : say.title({ service: chosen, link: title });
  const blocks = [
    frontMatter({ status, date: context.date ?? record?.date ?? null, 'decision-makers': record?.decidedBy ?? [] }).trimEnd(),
    `# ${headingText(heading)}`,
    ...supersedesLines(context, say),
    `${ADR_MARK}${say.kept} -->`,
    ...contextLines(item, locale, say, title),
    ...driverLines(item, locale, say),
    ...optionLines(locale, decision),
    ...outcomeLines(locale, say, decision, proper),
    ...consequenceLines(locale, say, decision, proper),
    ...confirmationLines(item, context, say),
    ...prosAndCons(locale, say, decision, proper),
    ...moreLines(item, locale, say),
  ];
  return `${blocks.join('\n\n')}\n`;
}

/** Front matter in YAML; what is null or empty is left out. */
function frontMatter(values: Readonly<Record<string, string | readonly string[] | null>>): string {
  const lines = Object.entries(values).flatMap(([key, value]) => {
    if (value === null || value.length === 0) return [];
    return typeof value === 'string'
      ? [frontMatterLine(key, value)]
      : [`${key}: [${value.map((item) => JSON.stringify(item)).join(', ')}]`];
  });
  return `---\n${lines.join('\n')}\n---\n`;
}

/** Plain where YAML reads it as the same text. */
export function frontMatterLine(key: string, value: string): string {
  return `${key}: ${/^[\p{L}\d][\p{L}\d ._/-]*$/u.test(value) ? value : JSON.stringify(value)}`;
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
  return [
    '## Context and Problem Statement',
    escaped(say.problem({ link: title, rules: `${pack.id} ${pack.version}` })),
    ...notes.map(escaped),
  ];
}

/** The answers that were given or assumed: those of the walk in its order, then those that were only checked against facts. */
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

function outcomeLines(locale: Locale, say: AdrMessages, decision: Decision, proper: ReadonlySet<string>): string[] {
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
  // Rules need not say why; then the last step of the walk does.
  const step = decision.path.at(-1)?.because ?? '';
  const first = reason || summary || step || chosenName(locale, decision) || '';
  const known = pattern === null ? undefined : pack.patterns[pattern];
  const more = [
    ...(companions.length > 0 ? [say.with(messages.and(companions.map(names.companion)))] : []),
    ...(known ? [say.pattern({ name: known.name, text: known.text })] : []),
  ];
  return [
    heading,
    `Chosen option: "${escaped(chosenName(locale, decision) ?? '')}", because ${escaped(say.full(say.continued(first, proper)))}`,
    ...(rest.length > 0 ? [escaped(say.join(rest))] : []),
    ...(more.length > 0 ? [escaped(say.join(more))] : []),
  ];
}

/** What the choice is good for, what it gives up, and what it costs. */
function consequenceLines(locale: Locale, say: AdrMessages, decision: Decision, proper: ReadonlySet<string>): string[] {
  const { messages } = locale;
  const { recommendation, warnings } = decision;
  if (!recommendation) return [];
  const because = (sign: string, text: string): string => `* ${sign}, because ${text}`;
  const sentence = (text: string): string => escaped(say.full(say.continued(text, proper)));
  const view = decisionView(locale, decision);
  return [
    '### Consequences',
    [
      ...recommendation.because.map((text) => because('Good', sentence(text))),
      ...(recommendation.cost.length > 0 ? [because('Neutral', sentence(say.join(recommendation.cost)))] : []),
      ...recommendation.tradeOffs.map((text) => because('Bad', sentence(text))),
      ...warnings.map(({ text, source, mitigation }) => {
        const isUnmet = view.unmet.some((unmet) => unmet.text === text);
        const said = withSource(locale, say.full(say.continued(text, proper)), source);
        const mended = mitigation
          ? withSource(locale, messages.withDrawbacks(mitigation.text, mitigation), mitigation.source)
          : '';
        return because(
          isUnmet || !mitigation ? 'Bad' : 'Neutral',
          mended === '' ? said : messages.sentences([said, `${messages.mitigation}${messages.colon}${mended}`]),
        );
      }),
    ].join('\n'),
  ];
}

function confirmationLines({ record = null }: DecisionItem, { check }: DecisionContext, say: AdrMessages): string[] {
  const command = (file: string): string => check?.(file) ?? `tsunagi check ${file}`;
  return [
    '### Confirmation',
    record ? say.confirm(command(record.file)) : say.confirmUnsaved(command('FILE')),
    ...(record?.reviewBy ? [escaped(say.reviewBy(record.reviewBy))] : []),
  ];
}

/** For each option the facts that an answer asked for, the reasons for and against it, and what would make it the choice. */
function prosAndCons(locale: Locale, say: AdrMessages, decision: Decision, proper: ReadonlySet<string>): string[] {
  // What was said under Consequences need not be said again.
  const known = new Set(decision.recommendation?.because);
  const blocks = optionNames(locale, decision).flatMap(({ candidate, name }) => {
    const { verdict, reasons, wins } = candidate;
    const service = locale.pack.services.find(({ id }) => id === candidate.service);
    const chosen = verdict === 'recommended';
    const about = [service?.summary ?? '', service?.differentiator ?? ''].filter((text) => text !== '');
    const pros = service ? factsFor(service, chosen ? (decision.recommendation?.variant ?? null) : null, decision) : [];
    const said = (text: string, source?: string | null): string =>
      withSource(locale, say.full(say.continued(text, proper)), source);
    const lines = [
      ...pros.map(({ text, source }) => ({ sign: 'Good', text: said(text, source) })),
      ...distinctReasons(reasons.filter(({ text }) => pros.length === 0 || !known.has(text))).map((reason) => ({
        sign: signOf(chosen, reason),
        text: said(reason.text, reason.source),
      })),
      ...(chosen ? [] : [{ sign: 'Neutral', text: escaped(say.full(winSentence(locale, say, wins))) }]),
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

function winSentence({ names }: Locale, say: AdrMessages, wins: Win | null): string {
  if (wins === null) return say.never;
  if (wins.changes === null) return say.chosenIfUnknown;
  return say.chosenIf(
    Object.entries(wins.changes).map(([question, value]) => ({
      question: names.ask(question),
      to: names.value(question, value),
    })),
  );
}

/** A reason with a source is a fact that speaks against an answer; others only say how the rules continued. */
function signOf(chosen: boolean, { source }: Reason): string {
  if (chosen) return 'Good';
  return source ? 'Bad' : 'Neutral';
}

/** Facts of a service that a given answer asked for and that admit it, the first of them. */
function factsFor(service: Service, variant: string | null, { answers, path }: Decision): Fact[] {
  const assumed = new Set(path.filter(({ from }) => from === 'assumed' || from === 'default').map(({ question }) => question));
  return factsOf(service, variant)
    .filter((fact) => {
      const answer = fact.question === null || assumed.has(fact.question) ? undefined : answers[fact.question];
      return answer !== undefined && fact.kind === 'limit' && admits(fact, answer);
    })
    .slice(0, MAX_FACTS);
}

function moreLines({ decision, record = null }: DecisionItem, locale: Locale, say: AdrMessages): string[] {
  const { rules, lookAlso, recommendation, instead } = decision;
  const { names } = locale;
  const triggers = recommendation ? decisionView(locale, decision).changes.slice(0, MAX_TRIGGERS) : [];
  const items = [
    ...triggers.map(({ question, to, result }) => escaped(say.revisit({ question: names.ask(question), to, result }))),
    ...instead.map((neighbour) => {
      const { name, url, because, givesUp } = neighbour;
      const why = locale.messages.sentences([say.full(because), overQuotaText(locale, neighbour)]);
      return say.alternative({ name: link(name, url), because: escaped(why), givesUp: escaped(say.full(givesUp)) });
    }),
    ...lookAlso.map(({ name, text, source }) => say.lookAlso({ name: link(name, source), text: escaped(say.full(text)) })),
    ...(record?.supersedes ?? []).map((id) => say.full(say.supersedes(code(id)))),
    ...(record?.supersededBy ? [say.full(say.supersededBy(code(record.supersededBy)))] : []),
    ...(record?.id ? [say.record({ id: code(record.id), file: code(record.file) })] : []),
    say.rules({ rules: `${rules.id} ${rules.version}`, digest: code(rules.digest) }),
  ];
  return ['## More Information', items.map((item) => `* ${item}`).join('\n')];
}

/** Words that a pack writes with a capital inside of sentences, and the first words of names. */
function properNames(pack: Pack): ReadonlySet<string> {
  const names = new Set<string>();
  const texts: string[] = [];
  const collect = (value: unknown): void => {
    if (typeof value === 'string') texts.push(value);
    else if (typeof value === 'object' && value !== null) for (const each of Object.values(value)) collect(each);
  };
  collect([pack.services, pack.nodes, pack.leaves, pack.mitigations, pack.advice, pack.neighbours, pack.patterns]);
  for (const text of texts) for (const [word] of text.matchAll(/(?<=[\p{Ll},;(] )\p{Lu}[\p{L}\p{N}-]+/gu)) names.add(word);
  for (const { name } of [...pack.services, ...Object.values(pack.neighbours)]) names.add(name.split(' ', 1).join(''));
  return names;
}
