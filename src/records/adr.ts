import { answerSources } from '../engine/answer.ts';
import { admits } from '../engine/fact-conflicts.ts';
import { remembered } from '../engine/lazy.ts';
import { groupedBy } from '../engine/lists.ts';
import { adr as en } from '../messages/en/adr.ts';
import { adr as ja } from '../messages/ja/adr.ts';
import { inLanguage, localeOf } from '../messages/locale.ts';
import type { Counterfactual, Decision, Reason, Unmet, Warning } from '../model/decision.ts';
import { type Pack, type Service, serviceOf, type Value } from '../model/pack.ts';
import type { DecisionContext, DecisionItem } from '../output/context.ts';
import {
  alternativesOf,
  decisionView,
  distinctReasons,
  isMitigatedBefore,
  isNearest,
  MAX_PACKS,
  overQuotaText,
  resultName,
  sourcesChecked,
} from '../output/decision-view.ts';
import { code, escaped, headingText, link, withSource } from '../output/markdown/markdown.ts';
import { factsInForce } from '../output/requirement-rows.ts';
import { quote, shellCommand } from '../output/shell-command.ts';
import { flowText } from '../pack/flow-text.ts';
import { expects, usualStatus } from './record-state.ts';

const MAX_TRIGGERS = 3;
const MAX_FACTS = 3;

/** The comments around the generated part. */
export const BEGIN = '<!-- tsunagi:begin';
export const END = '<!-- tsunagi:end -->';

/** Renders an ADR in the format of MADR 4. Later runs rewrite only the part between its two comments. */
export function decisionAdr(decisions: readonly DecisionItem[], context: DecisionContext): string {
  return decisions.map((item) => adr(item, context)).join('\n');
}

const signs = ['Good', 'Neutral', 'Bad'] as const;

/** A line for or against an option. */
type Argument = readonly [sign: (typeof signs)[number], because: string];

function adr(item: DecisionItem, context: DecisionContext): string {
  const { pack } = context;
  const locale = localeOf(pack);
  const { names, messages } = locale;
  const say = inLanguage(pack.lang, { en, ja });
  const { decision, record, answers } = item;
  const { recommendation, open, path, instead, rules } = decision;
  const view = decisionView(locale, decision);
  const proper = properNames(pack);
  // A record from standard input has no file to name.
  const kept = record?.file === '-' ? null : record;
  const title = item.title?.replace(/\s+/g, ' ').trim() ?? null;
  const chosen = recommendation && resultName(locale, recommendation);
  const named = (service: string): string => (isNearest(decision) ? messages.fallsShort(service) : service);
  const recommended = decision.candidates.filter(({ verdict }) => verdict === 'recommended');
  const options = [...recommended, ...alternativesOf(decision)].map((each) => {
    const isChosen = each.verdict === 'recommended';
    return { ...each, isChosen, isOut: each.verdict === 'ruled-out', name: (isChosen && chosen) || names.service(each.service) };
  });
  const full = (text: string): string => escaped(say.full(text));
  const requirement = (id: string, value: Value): string => messages.inBrackets(names.topic(id), names.value(id, value));
  const argumentsText = (all: readonly Argument[]): string => {
    const ordered = signs.flatMap((sign) => all.filter(([own]) => own === sign));
    return listText(ordered.map(([sign, because]) => say.argument(sign, because)));
  };
  const argued = [...outcome(), listText(neighbours()), ...consequences()];
  const compared = options.flatMap(prosAndCons);
  const blocks = [
    frontMatter(item, context.date ?? record?.date ?? null),
    `# ${headingText(chosen === null ? say.openTitle(title) : say.title({ service: named(chosen), link: title }))}`,
    ...(context.supersedes ?? []).map((old) => say.full(say.supersedes(link(old.title, old.path)))),
    `${BEGIN} ${say.kept} -->`,
    '## Context and Problem Statement',
    escaped(say.problem({ link: title, rules: `${pack.id}@${pack.version}` })),
    ...(record?.notes ?? '')
      .split(/\n\s*\n/)
      .filter((each) => each.trim() !== '')
      .map(escaped),
    ...drivers(),
    '## Considered Options',
    listText(options.map(({ name }) => escaped(name))),
    '## Decision Outcome',
    ...argued,
    '### Confirmation',
    kept && expects(kept, recommendation) ? say.confirm(checkCommand(kept.file)) : say.confirmUnsaved(checkCommand('FILE')),
    ...(record?.reviewBy ? [escaped(say.reviewBy(record.reviewBy))] : []),
    '## Pros and Cons of the Options',
    ...compared,
    '## More Information',
    listText(more()),
    END,
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;

  /** The given or assumed answers: those of the walk in order, then those that were only checked against facts. */
  function drivers(): string[] {
    const steps = new Map(path.map((step) => [step.question, step]));
    const items = [...new Set([...steps.keys(), ...pack.questions.map(({ id }) => id)])].flatMap((id) => {
      const given = answers[id];
      const { answer = decision.answers[id], from = given?.from } = steps.get(id) ?? {};
      if (answer === undefined && given === undefined) return [];
      const origin = (from && messages.from[from]) ?? '';
      const shown = answer === undefined ? say.unknown : names.value(id, answer);
      const about = [origin, given?.note ?? ''].filter((text) => text !== '').join(messages.semicolon);
      const bold = `**${escaped(shown)}**`;
      return [`${escaped(names.ask(id))} ${about === '' ? bold : messages.inBrackets(bold, escaped(about))}`];
    });
    return items.length === 0 ? [] : ['## Decision Drivers', listText(items)];
  }

  function outcome(): string[] {
    const asks = (recommendation && open ? [open.ask] : open?.asks) ?? [];
    const questions = listText(asks.map((id) => escaped(names.ask(id))));
    const left = asks.length === 0 ? [] : [`${messages.leftOpen}${messages.colon}`.trimEnd(), questions];
    if (!recommendation) {
      const possible = messages.and((open?.possible ?? []).map(names.service));
      return [say.chosen(null, full(say.notChosen(possible))), ...left];
    }
    const [reason = ''] = recommendation.because;
    // Possible outcomes may share no reason, and an option may have none.
    const first = reason || (open ? say.allLead : path.at(-1)?.because) || recommendation.summary || chosen || '';
    const pattern = pack.patterns[recommendation.pattern ?? ''];
    const how = pattern ? full(`${messages.pattern}${messages.colon}${pattern.name}${messages.stop}${pattern.text}`) : '';
    return [
      say.chosen(escaped(chosen ?? ''), full(say.continued(first, proper))),
      ...(isNearest(decision) ? [full(messages.onlyNear(messages.and(view.missedTopics)))] : []),
      ...left,
      how,
      ...view.sizes.map(({ text, source }) => withSource(locale, text, source)),
    ];
  }

  function neighbours(): string[] {
    return instead.map((each) => {
      const lead = `${each.complements ? messages.complement : messages.instead}${messages.colon}${link(each.name, each.url)}`;
      const givesUp = `${messages.givesUp}${messages.colon}${each.givesUp}`;
      const why = [each.because, overQuotaText(locale, each), givesUp].filter((text) => text !== '');
      return `${lead}${messages.stop}${escaped(say.join(why))}`;
    });
  }

  function consequences(): string[] {
    if (!recommendation) return [];
    // The first reason is why it was chosen.
    const [, ...others] = recommendation.because;
    const { cost, tradeOffs } = recommendation;
    // What is unmet has a line for each limit, rather than one for all.
    const warnings = decision.warnings.filter((each) => decision.unmet.length === 0 || !view.unmet.includes(each));
    // What was passed over, what advice adds and how limits are dealt with are no merits of the option.
    const merits = options.find(({ isChosen }) => isChosen)?.reasons.map(({ text }) => text) ?? [];
    const all = [
      ...others.map((text): Argument => [merits.includes(text) ? 'Good' : 'Neutral', because(text)]),
      ...(cost.length > 0 ? [['Neutral', because(say.join(cost))] as const] : []),
      ...tradeOffs.map((text): Argument => ['Bad', because(text)]),
      ...decision.unmet.map((each): Argument => ['Bad', against(each)]),
      ...warnings.map((warning, index) => warningArgument(warning, warnings.slice(0, index))),
    ];
    return all.length === 0 ? [] : ['### Consequences', argumentsText(all)];
  }

  /** @param before the warnings above it: what deals with several is described once */
  function warningArgument(warning: Warning, before: readonly Warning[]): Argument {
    const { mitigation, source } = warning;
    if (!mitigation) return ['Bad', against(warning)];
    const ownSource = mitigation.source === source ? null : mitigation.source;
    const mended = isMitigatedBefore(before, warning)
      ? full(mitigation.name || mitigation.id)
      : withSource(locale, messages.withDrawbacks(mitigation.text, mitigation), ownSource);
    return ['Neutral', messages.sentences([against(warning, true), `${messages.mitigation}${messages.colon}${mended}`])];
  }

  /** The pros and cons of an option: facts that answers required, reasons, and what would make it the recommendation. */
  function prosAndCons({ name, service: id, reasons, wins, isChosen, isOut }: (typeof options)[number]): string[] {
    const service = serviceOf(pack, id);
    const variant = isChosen ? service?.variants.find((each) => each.id === recommendation?.variant) : undefined;
    const about = isChosen ? [recommendation?.summary, variant?.summary] : [service?.summary, service?.differentiator];
    // Those of the chosen option are consequences. One with a source is a fact that contradicts an answer, unless mitigated.
    const reasonsAgainst = distinctReasons(isChosen ? [] : reasons);
    // One limit of a service may admit what another one does not.
    const missed = isChosen ? [...decision.warnings, ...decision.unmet] : reasonsAgainst;
    // What advice with the id of a fact warns of is no merit.
    const met = (service ? factsInFavour(service, variant?.id ?? null, decision, missed) : []).filter(
      ({ fact }) => !pack.advice.some(({ id }) => id === fact.id),
    );
    const all = [
      ...met.map(({ fact, question, answer }): Argument => {
        return ['Good', because(messages.sentences([say.meets(requirement(question, answer)), fact.text]), fact.source)];
      }),
      ...reasonsAgainst.map((each): Argument => [each.source && isOut ? 'Bad' : 'Neutral', against(each, !isOut)]),
      ...(isChosen ? [] : [['Neutral', full(counterfactualSentence(wins))] as const]),
    ];
    return [`### ${headingText(name)}`, escaped(say.join(about.flatMap((text) => text || []))), argumentsText(all)];
  }

  function counterfactualSentence(wins: Counterfactual | null): string {
    if (wins === null) return say.never;
    if (wins.changes === null) return say.chosenIfUnknown;
    const changes = Object.entries(wins.changes);
    const answered = changes.map(([id, value]) => ({ question: names.ask(id), to: names.value(id, value) }));
    return say.chosenIf(answered, wins.fallsShort);
  }

  function more(): string[] {
    const checked = sourcesChecked(locale, [...argued, ...compared].join('\n'));
    const assumed = view.assumptions.flatMap(({ changes }) => changes);
    // Numbers grow, so all that were answered are worth watching.
    const nearest = view.nearestChanges.filter(
      ({ answered, spans }, index) => index < MAX_TRIGGERS || (answered && spans.length > 0),
    );
    const triggers = recommendation ? [...assumed, ...nearest] : [];
    const leads = groupedBy(triggers, ({ question }) => question).map((all) =>
      escaped(say.leads(names.ask(all[0].question), all)),
    );
    return [
      ...(leads.length === 0 ? [] : [[say.revisit, ...leads].join('\n  * ')]),
      ...(record?.supersedes ?? []).map((id) => say.full(say.supersedes(code(id)))),
      ...(record?.supersededBy ? [say.full(say.supersededBy(code(record.supersededBy)))] : []),
      ...(checked === '' ? [] : [checked]),
      ...(kept?.id ? [say.record({ id: code(kept.id), file: code(kept.file) })] : []),
      messages.inBrackets(`${messages.rules}${messages.colon}${rules.id}@${rules.version}`, code(rules.digest)),
    ];
  }

  /** An ADR names no flags. */
  function checkCommand(file: string): string {
    return `${context.rules ? `TSUNAGI_RULES=${quote(context.rules)} ` : ''}${shellCommand(['tsunagi', 'check', file])}`;
  }

  /** A fact as what follows `because`, after the requirement that it contradicts; advice has no limit, but may have a figure. */
  function against({ text, source, need, limit }: Reason | Warning | Unmet, isMitigated = false): string {
    const isNumber = typeof need?.value === 'number';
    const figure = isNumber ? `${names.topic(need.question)}${messages.colon}${names.value(need.question, need.value)}` : '';
    if (!need || !limit) return because(messages.sentences([text, figure]), source);
    const wanted = requirement(need.question, need.value);
    const missed = limit.kind === 'quota' ? say.exceeds(wanted) : say.misses(wanted, isMitigated);
    return because(messages.sentences([missed, text, limit.raise ?? '']), source);
  }

  /** A sentence as what follows `because`, with a link to its source. */
  function because(text: string, source?: string | null): string {
    return withSource(locale, say.full(say.continued(text, proper)), source);
  }
}

function listText(lines: readonly string[]): string {
  return lines.map((line) => `* ${line}`).join('\n');
}

const origins: readonly string[] = answerSources;

function frontMatter(item: DecisionItem, date: string | null): string {
  const { decidedBy = [], answers = {} } = item.record ?? {};
  // MADR names everyone involved: without `decided-by`, the people who gave the answers.
  const named = Object.values(answers).flatMap(({ by = '' }) => (origins.includes(by) ? [] : by.trim() || []));
  const deciders = decidedBy.length > 0 ? decidedBy : [...new Set(named)];
  return [
    '---',
    `status: ${flowText(statusOf(item))}`,
    ...(date === null ? [] : [`date: ${date}`]),
    ...(deciders.length === 0 ? [] : [`decision-makers: ${flowText(deciders)}`]),
    '---',
  ].join('\n');
}

function statusOf({ decision, answers, record }: DecisionItem): string {
  if (record?.status === 'superseded') {
    return record.supersededBy === null ? 'superseded' : `superseded by ${record.supersededBy}`;
  }
  return record?.status ?? usualStatus(decision, answers);
}

/** The first facts of a service that meet an answer on which another service falls short, and this one does not (`missed`). */
function factsInFavour(service: Service, variant: string | null, decision: Decision, missed: readonly Pick<Reason, 'need'>[]) {
  const reasons = decision.candidates.flatMap((candidate) => candidate.reasons.filter(({ source }) => source));
  const decisive = new Set(reasons.map(({ question }) => question));
  for (const { need } of missed) decisive.delete(need?.question ?? null);
  const met = factsInForce(service, variant, decision).flatMap((fact) => {
    const { question, kind } = fact;
    const answer = question !== null && kind === 'limit' && decisive.has(question) ? decision.answers[question] : undefined;
    return question !== null && answer !== undefined && admits(fact, answer) ? [{ fact, question, answer }] : [];
  });
  return met.slice(0, MAX_FACTS);
}

/** Words that a pack capitalizes within sentences and nowhere writes in lower case, and the first words of names. */
const properNames = remembered((pack: Pack): ReadonlySet<string> => {
  const { services, nodes, leaves, mitigations, advice, neighbours, patterns } = pack;
  const texts = JSON.stringify([services, nodes, leaves, mitigations, advice, neighbours, patterns]);
  const words = texts.match(/(?<=[\p{Ll},;(] )\p{Lu}[\p{L}\p{N}-]+/gu) ?? [];
  // Not the `kafka` of `kafka.t3.small`.
  const ordinary = new Set(texts.match(/(?<= )\p{Ll}[\p{L}\p{N}-]+(?!\.?[\p{L}\p{N}-])/gu));
  const firsts = [...services, ...Object.values(neighbours)].map(({ name }) => name.split(' ', 1).join(''));
  return new Set([...words.filter((word) => !ordinary.has(word.toLowerCase())), ...firsts]);
}, MAX_PACKS);
