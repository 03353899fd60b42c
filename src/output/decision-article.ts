import { distinctBy } from '../engine/lists.ts';
import { type Locale, localeOf } from '../messages/locale.ts';
import type { Answers, Candidate, Decision, Instead, Recommendation, Warning } from '../model/decision.ts';
import { serviceOf, type Value } from '../model/pack.ts';
import {
  type Article,
  type Articles,
  arrow,
  as,
  type Block,
  bullets,
  type Inline,
  type Item,
  listOf,
  type Prose,
  paragraph,
  type Section,
  type Terms,
} from './article.ts';
import type { DecisionContext, DecisionItem } from './context.ts';
import {
  alternativesOf,
  counterfactualText,
  type DecisionView,
  decisionView,
  distinctReasons,
  type FlipGroup,
  isMitigatedBefore,
  overQuotaText,
  resultName,
  sourcesChecked,
  titleOf,
  verdictText,
  withStatus,
} from './decision-view.ts';
import { linkPicture } from './link-picture.ts';
import { monitoringSections } from './monitoring-sections.ts';
import { needAgainst, quantityText } from './requirement-rows.ts';

export function decisionArticles(items: readonly DecisionItem[], context: DecisionContext): Articles {
  const locale = localeOf(context.pack);
  const { messages } = locale;
  const several = items.length > 1;
  const articles = items.map((item, index): Article => {
    const article = decisionArticle(locale, item);
    return several && item.title === null ? { ...article, title: messages.decision(index + 1) } : article;
  });
  return { heading: several ? messages.decisions : null, articles };
}

/** A whole decision, from what an architect needs first to reference material. */
export function decisionArticle(locale: Locale, item: DecisionItem): Article {
  const { messages, names } = locale;
  const { decision, title, record, command } = item;
  const { recommendation, open } = decision;
  const view = decisionView(locale, decision);
  const unmet = unmetBlocks(locale, view);
  const picture = linkPicture(locale, item);
  const drawing: Block[] = picture ? [{ kind: 'picture', picture }] : [];
  const label = unmet.length > 0 ? messages.nearest : messages.recommended;
  const possible = messages.and((open?.possible ?? []).map(names.service));
  const lead = recommendation
    ? [...drawing, ...aboutBlocks(locale, recommendation)]
    : [paragraph(`${messages.stillPossible}${messages.colon}${possible}`)];
  const sections = decisionSections(locale, item, view);
  const checked = sourcesChecked(locale, JSON.stringify([lead, sections, unmet]));
  return {
    title: withStatus(locale, { record, title: title ?? titleOf(locale, decision) }),
    ...(unmet.length > 0 && { alert: { heading: messages.onlyNear(''), blocks: unmet } }),
    result: {
      label: recommendation ? label : messages.status,
      name: resultName(locale, recommendation),
      isOpen: recommendation === null,
    },
    lead,
    sections,
    foot: checked === '' ? [] : [checked],
    ...(command !== null && { command: { heading: messages.sameResult, text: command } }),
  };
}

/** All sections below the result, ordered from what an architect needs first to reference material. */
function decisionSections(locale: Locale, { decision, answers }: DecisionItem, view: DecisionView): Section[] {
  const { messages, names, flag } = locale;
  const { recommendation, open } = decision;
  const asks = recommendation ? [] : (open?.asks ?? []);
  const others = asks.filter((id) => id !== open?.ask).map((id) => [names.ask(id), ' ', as('code', flag(id))]);
  const texts = (of: readonly string[] = []): Block => bullets(of.map((text) => [text]));
  const neighbours = (complements: boolean): Block =>
    listOf(decision.instead.filter((each) => each.complements === complements).map((each) => insteadItem(locale, each)));
  // What is unmet stands above.
  const warnings = decision.warnings.filter((each) => !view.unmet.includes(each));
  const noFlips = recommendation && decision.flips.length === 0 ? messages.noFlips(recommendation.name) : '';
  const changes = (answered: boolean): Block => changeTerms(locale, view, answered);
  const walked = recommendation ? messages.path : messages.settled;
  return [
    { name: 'open', heading: recommendation ? messages.leftOpen : messages.answerFirst, blocks: openBlocks(locale, decision) },
    { name: 'also', heading: messages.thenAlso, blocks: [bullets(others)] },
    { name: 'instead', heading: messages.instead, blocks: [neighbours(false)] },
    { name: 'complements', heading: messages.complement, blocks: [neighbours(true)] },
    { name: 'why', heading: messages.why, blocks: [texts(recommendation?.because)] },
    { name: 'requirements', heading: messages.checked, blocks: requirementBlocks(locale, view) },
    { name: 'derived', heading: messages.derived, blocks: [bullets(quantities(locale, decision, view))] },
    {
      name: 'warnings',
      heading: messages.warnings,
      blocks: [listOf(warnings.map((each, index) => warningItem(locale, each, warnings.slice(0, index))))],
    },
    { name: 'trade-offs', heading: messages.tradeOffs, blocks: [texts(recommendation?.tradeOffs)] },
    { name: 'cost', heading: messages.cost, blocks: [texts(recommendation?.cost)] },
    { name: 'assumptions', heading: messages.assumptions, blocks: [assumptionTerms(locale, decision, view)] },
    { name: 'flips', heading: messages.flips, blocks: [changes(true), paragraph(noFlips)] },
    { name: 'added', folded: true, heading: messages.ifGiven, blocks: [changes(false)] },
    { name: 'path', folded: true, heading: walked, blocks: [pathTerms(locale, decision, answers)] },
    {
      name: 'candidates',
      heading: messages.candidates,
      blocks: [{ ...listOf(alternativesOf(decision).map((each) => candidateItem(locale, each, decision))), folded: true }],
    },
    ...(decision.monitoring ? monitoringSections(locale, decision.monitoring) : []).map((each) => ({ ...each, folded: true })),
  ];
}

function aboutBlocks(locale: Locale, recommendation: Recommendation): Block[] {
  const { messages, pack } = locale;
  const { service, summary, leaves, layer } = recommendation;
  const urlOf = (id: string): string | undefined => {
    const [base] = id.split('/', 1);
    return serviceOf(pack, base)?.url ?? pack.neighbours[id]?.url;
  };
  const pattern = pack.patterns[recommendation.pattern ?? ''];
  const lead = `${messages.pattern}${messages.colon}`;
  const how: Prose = pattern ? [lead, as('strong', pattern.name), messages.stop, pattern.text, { source: pattern.source }] : [];
  const places = [messages.leaf(leaves.join(messages.comma)), ...(layer === pack.id ? [] : [layer])];
  const sources = [service, ...recommendation.with].map((id) => ({ source: urlOf(id) }));
  return [paragraph(summary, ...sources), paragraph(...how), paragraph(as('detail', places.join(messages.comma)))];
}

function unmetBlocks({ messages }: Locale, { missed, unmet }: DecisionView): Block[] {
  const general = unmet.map(({ text, source }) => [text, { source }]);
  const single = missed.map(({ topic, need, limit, text, source }) => [
    as('strong', topic),
    `${messages.colon}${messages.needs({ need, limit })}${messages.stop}${text}`,
    { source },
  ]);
  return missed.length + unmet.length === 0 ? [] : [bullets(missed.length > 0 ? single : general)];
}

function openBlocks(locale: Locale, { open }: Decision): Block[] {
  if (!open) return [];
  const { names, messages, flag } = locale;
  const { ask, why, leads } = open;
  const entries = leads.map(({ answer, possible, ...lead }) => {
    const [service, another] = possible;
    const result = another ? messages.or(possible.map(names.service)) : resultName(locale, { ...lead, service: service ?? null });
    return {
      term: String(answer),
      lines: [[{ text: names.value(ask, answer), changes: { [ask]: answer } }, arrow, as('strong', result)]],
    };
  });
  return [paragraph(as('strong', names.ask(ask)), ' ', as('code', flag(ask))), paragraph(why), { kind: 'terms', entries }];
}

function insteadItem(locale: Locale, neighbour: Instead): Item {
  const { messages } = locale;
  const { name, url, because, facts, quotas, givesUp, source } = neighbour;
  const overQuota = overQuotaText(locale, neighbour);
  const sources = quotas.map((quota) => ({ source: quota.source }));
  return {
    text: [as('strong', name), { source: url === source ? null : url }, messages.colon, because, { source }],
    details: [
      ...facts.map((fact) => [fact.text, { source: fact.source }]),
      ...(overQuota === '' ? [] : [[overQuota, ...sources]]),
      [`${messages.givesUp}${messages.colon}${givesUp}`],
    ],
  };
}

/** Need and limit of each requirement, unless its warning is all that limits it, followed by the sentences about them. */
function requirementBlocks({ messages }: Locale, { requirements }: DecisionView): Block[] {
  if (requirements.length === 0) return [];
  return [
    {
      kind: 'table',
      head: [messages.requirement, messages.need, messages.limit, messages.fit],
      rows: requirements.map(({ topic, need, limit, state, warning }) => [
        [topic],
        [as('strong', need)],
        [(limit !== warning?.text && limit) || '-'],
        [{ text: messages.states[state], state }],
      ]),
    },
    // Warnings have their own section below, and what is unmet stands above.
    bullets(
      requirements
        .filter(({ text, limit, state, warning }) => text !== '' && text !== limit && state !== 'unmet' && !warning)
        .map(({ topic, text, source }) => [as('quiet', `${topic}${messages.colon}`), text, { source }]),
    ),
  ];
}

function quantities(locale: Locale, { derived }: Decision, { sizes }: DecisionView): Prose[] {
  const { messages, names } = locale;
  const sized = sizes.map(({ text, source }): Prose => [text, { source }]);
  const computed = derived.map((each): Prose => {
    const from = as('quiet', messages.inBrackets('', messages.computed(each.from.join(messages.comma))));
    return [`${names.topic(each.id)}${messages.colon}`, as('strong', quantityText(locale, each)), from];
  });
  return [...sized, ...computed];
}

/** @param before the warnings above it: what deals with several is described once */
function warningItem(locale: Locale, warning: Warning, before: readonly Warning[]): Item {
  const { messages } = locale;
  const { code, text, mitigation, source, need, limit } = warning;
  const [about, figures] = needAgainst(locale, need?.question ?? null, need?.value ?? null, limit);
  const body: Prose = [
    as('quiet', about),
    figures,
    messages.sentences([text, limit?.raise ?? '']),
    { source },
    as('detail', messages.inBrackets('', code)),
  ];
  if (!mitigation) return { text: body };
  const how = messages.colon + messages.withDrawbacks(mitigation.text, mitigation);
  const title = mitigation.name || mitigation.id;
  const called = as('strong', messages.mitigation);
  if (isMitigatedBefore(before, warning)) return { text: body, details: [[called, messages.colon + title]] };
  const name = as('detail', messages.inBrackets('', title));
  return { text: body, details: [[called, how, { source: mitigation.source }, name]] };
}

function term({ names }: Locale, id: string, lines: readonly Prose[]): Terms['entries'][number] {
  return { term: id, words: names.ask(id), lines };
}

function assumptionTerms(locale: Locale, { recommendation }: Decision, { assumptions }: DecisionView): Terms {
  const { messages, names } = locale;
  const same = recommendation ? [[messages.anyOther, arrow, as('strong', recommendation.name)]] : [];
  const entries = assumptions.map(({ question, value, changes }) => {
    const others = changes.map((change) => changeProse(locale, change));
    return term(locale, question, [[as('strong', names.value(question, value))], ...(others.length > 0 ? others : same)]);
  });
  return { kind: 'terms', entries };
}

function changeTerms(locale: Locale, { changes }: DecisionView, answered: boolean): Terms {
  const shown = changes.filter((each) => each.answered === answered);
  const questions = [...new Set(shown.map(({ question }) => question))];
  const linesOf = (id: string): Prose[] =>
    shown.filter(({ question }) => question === id).map((change) => changeProse(locale, change));
  return { kind: 'terms', entries: questions.map((id) => term(locale, id, linesOf(id))) };
}

/** Answers that lead to the same result; for numbers, one represents them all. */
function changeProse({ names }: Locale, { question, values, to, result }: FlipGroup): Prose {
  const tried = values.every((value) => typeof value === 'number')
    ? values.slice(0, 1).map((value) => ({ value, text: to }))
    : values.map((value) => ({ value, text: names.value(question, value) }));
  const changes = tried.flatMap(({ value, text }, index): Inline[] => [
    index === 0 ? '' : ' / ',
    { text, changes: { [question]: value } },
  ]);
  return [...changes, arrow, as('strong', result)];
}

/** Each answer, its origin if nobody gave it, and why it is asked for; then the answers that were only checked. */
function pathTerms(locale: Locale, decision: Decision, answers: Answers): Terms {
  const { messages, names, pack } = locale;
  const given = (id: string, value: Value, from = answers[id]?.from): Prose => {
    const origin = from && messages.from[from];
    return [as('strong', names.value(id, value)), ...(origin ? [{ text: origin, state: 'note' as const }] : [])];
  };
  const taken = distinctBy(decision.path, ({ question, because }) => question + because);
  const steps = taken.map(({ question, answer, from, because, node, layer }) => {
    const places = [messages.node(node), ...(layer === pack.id ? [] : [layer])];
    const place = as('detail', messages.inBrackets('', places.join(messages.comma)));
    return term(locale, question, [given(question, answer, from), [because, place]]);
  });
  const walked = new Set(decision.path.map(({ question }) => question));
  const others = Object.entries(decision.answers).filter(([id]) => !walked.has(id));
  const checked = others.map(([id, value]) => term(locale, id, [given(id, value)]));
  return { kind: 'terms', entries: [...steps, ...checked] };
}

function candidateItem(locale: Locale, candidate: Candidate, decision: Decision): Item {
  const { service, verdict, reasons, wins } = candidate;
  const { messages, names } = locale;
  const others = counterfactualText(locale, wins);
  const changes = wins?.changes;
  const instead = as('quiet', `${messages.recommendedIf(decision.recommendation !== null)}${messages.colon}`);
  const details = distinctReasons(reasons).map(({ question, answer: given, text, source, need, limit }): Prose => {
    const [about, figures] = needAgainst(locale, need?.question ?? question, need?.value ?? given, limit);
    return [as('quiet', about), figures, text, { source }];
  });
  return {
    text: [as('strong', names.service(service)), { text: verdictText(locale, candidate, decision), state: verdict }],
    details: [...details, [instead, changes ? { text: others, changes } : others]],
  };
}
