import type { Locale } from '../messages/locale.ts';
import type { Candidate, Decision, Instead, MetricView, Recommendation, Step, Warning } from '../model/decision.ts';
import type { DecisionItem } from './context.ts';
import {
  alarmText,
  byVerdict,
  checkedOnly,
  type DecisionView,
  distinctReasons,
  type FlipGroup,
  metricsOf,
  overQuotaText,
  recommendedParts,
  sizingText,
  winText,
} from './decision-view.ts';
import { quantityText } from './requirement-rows.ts';
import {
  arrow,
  code,
  detail,
  type Inline,
  type Item,
  type Mark,
  type Section,
  soft,
  source,
  strong,
  tag,
  textItems,
} from './sections.ts';

/** Everything that follows a recommendation or what is open, from what an architect needs first to what is looked up. */
export function decisionSections(locale: Locale, { decision, asks = [] }: DecisionItem, view: DecisionView): Section[] {
  const { messages, names, flag } = locale;
  const { recommendation, open } = decision;
  const others = asks.filter((id) => id !== open?.ask).map((id) => [names.ask(id), ' ', code(flag(id))]);
  const given = view.changes.filter(({ answered }) => answered);
  const added = view.changes.filter(({ answered }) => !answered);
  const noFlips = recommendation && decision.flips.length === 0 ? [messages.noFlips(recommendation.name)] : [];
  const sections: Section[] = [
    { name: 'open', heading: recommendation ? messages.leftOpen : messages.answerFirst, items: openItems(locale, decision) },
    { name: 'also', heading: messages.thenAlso, items: others.map((line) => ({ lines: [line] })) },
    { name: 'instead', heading: messages.instead, items: decision.instead.map((each) => insteadItem(locale, each)) },
    { name: 'why', heading: messages.why, items: textItems(recommendation?.because) },
    requirementSection(locale, view),
    { name: 'derived', heading: messages.derived, items: quantityItems(locale, decision) },
    { name: 'warnings', heading: messages.warnings, items: decision.warnings.map((each) => warningItem(locale, each)) },
    { name: 'trade-offs', heading: messages.tradeOffs, items: textItems(recommendation?.tradeOffs) },
    { name: 'cost', heading: messages.cost, items: textItems(recommendation?.cost) },
    { name: 'assumptions', heading: messages.assumptions, items: assumptionItems(locale, decision, view) },
    { name: 'flips', heading: messages.flips, items: [...changeItems(locale, given), ...textItems(noFlips)] },
    { name: 'added', heading: messages.ifGiven, items: changeItems(locale, added) },
    { name: 'path', heading: messages.path, items: pathItems(locale, decision) },
    {
      name: 'candidates',
      heading: messages.candidates,
      items: byVerdict(decision.candidates).map((each) => candidateItem(locale, each)),
    },
    {
      name: 'look-also',
      heading: messages.lookAlso,
      items: decision.lookAlso.map(({ name, text, source: at }) => ({
        lines: [[strong(name), messages.colon, text, source(at)]],
      })),
    },
    {
      name: 'monitoring',
      heading: messages.monitoring,
      items: metricsOf(decision).map(({ kind, metric }) => metricItem(locale, messages[kind], metric)),
    },
  ];
  return sections.filter(({ items, table }) => items.length > 0 || (table?.rows.length ?? 0) > 0);
}

/** What is recommended in sentences, and how it is put to work. */
export function aboutItems(locale: Locale, recommendation: Recommendation): Item[] {
  const { messages } = locale;
  const { summary, leaves, layer } = recommendation;
  const { url, companions, pattern } = recommendedParts(locale, recommendation);
  const together = companions.flatMap(({ name, url: at }, index): Inline[] => [
    index === 0 ? `${messages.with}${messages.colon}` : messages.comma,
    { as: 'link', text: name, url: at },
  ]);
  const how = pattern
    ? [`${messages.pattern}${messages.colon}`, strong(pattern.name), messages.stop, pattern.text, source(pattern.source)]
    : [];
  const rules = detail(messages.inBrackets(messages.leaf(leaves.join(messages.comma)), layer));
  return [[summary, source(url)], together, how, [rules]].filter((line) => line.length > 0).map((line) => ({ lines: [line] }));
}

/** What no service meets: nothing where every requirement is met. */
export function unmetItems({ messages, names }: Locale, { missed, unmet }: DecisionView): Item[] {
  if (missed.length === 0) return unmet.map(({ text, source: at }) => ({ lines: [[text, source(at)]] }));
  return missed.map(({ question, need, limit, text, source: at }) => ({
    lines: [[strong(names.ask(question)), ' ', messages.needs({ need, limit }), messages.stop, text, source(at)]],
  }));
}

function asked({ names }: Locale, id: string): Mark {
  return { as: 'question', id, text: names.ask(id) };
}

/** The question that is left, and its answers. */
function openItems({ names, pack, flag }: Locale, { open }: Decision): Item[] {
  if (!open) return [];
  const { ask, why } = open;
  const values = pack.questions.find(({ id }) => id === ask)?.values ?? [];
  return [
    { lines: [[strong(names.ask(ask)), ' ', code(flag(ask))], [why]] },
    ...values.map(({ value }): Item => {
      const choice: Mark = { as: 'change', text: names.value(ask, value), answers: { [ask]: value } };
      return { lines: [[choice, ' ', code(value)]] };
    }),
  ];
}

function insteadItem(locale: Locale, neighbour: Instead): Item {
  const { messages } = locale;
  const { name, url, because, facts, quotas, givesUp, source: at } = neighbour;
  const overQuota = overQuotaText(locale, neighbour);
  return {
    lines: [
      [{ as: 'link', text: name, url }, messages.colon, because, source(at)],
      ...facts.map((fact) => [strong(fact.short), messages.colon, fact.text, source(fact.source)]),
      ...(overQuota === '' ? [] : [[overQuota, ...quotas.flatMap(({ limit, source: of }) => [limit.raise ?? '', source(of)])]]),
      [`${messages.givesUp}${messages.colon}${givesUp}`],
    ],
  };
}

/** Need against limit of each requirement, and below it the sentences on them. */
function requirementSection(locale: Locale, { requirements }: DecisionView): Section {
  const { messages } = locale;
  return {
    name: 'requirements',
    heading: messages.checked,
    table: {
      head: [messages.requirement, messages.need, messages.limit, messages.fit],
      rows: requirements.map(({ question, need, limit, state }) => [
        [asked(locale, question)],
        [strong(need)],
        [limit || messages.noLimit],
        [tag(messages.states[state], state)],
      ]),
    },
    // Warnings follow in a section of their own.
    items: requirements
      .filter(({ text, warning }) => text !== '' && !warning)
      .map(({ question, text, source: at }) => ({ lines: [[soft(`${question}${messages.colon}`), text, source(at)]] })),
  };
}

/** How many units are needed, and what was computed. */
function quantityItems(locale: Locale, { recommendation, derived }: Decision): Item[] {
  const { messages, names } = locale;
  return [
    ...(recommendation?.sizing ?? []).map((sizing): Item => {
      return { lines: [[`${messages.sizing}${messages.colon}${sizingText(locale, sizing)}`, source(sizing.source)]] };
    }),
    ...derived.map((each): Item => {
      const computed = messages.inBrackets('', messages.computed(each.from.join(messages.comma)));
      return { lines: [[`${names.topic(each.id)}${messages.colon}`, strong(quantityText(locale, each)), soft(computed)]] };
    }),
  ];
}

/** A warning and how to deal with it, with what that gives up and costs. */
function warningItem({ messages }: Locale, { code: id, text, mitigation, source: at, limit }: Warning): Item {
  const warning = [messages.sentences([text, limit?.raise ?? '']), source(at), detail(messages.inBrackets('', id))];
  if (!mitigation) return { lines: [warning] };
  const how = messages.colon + messages.withDrawbacks(mitigation.text, mitigation);
  const name = detail(messages.inBrackets('', mitigation.name || mitigation.id));
  return { lines: [warning, [strong(messages.mitigation), how, source(mitigation.source), name]] };
}

/** What was assumed, with what other answers would lead to. */
function assumptionItems(locale: Locale, { recommendation }: Decision, { assumptions }: DecisionView): Item[] {
  const { messages, names } = locale;
  const stays = soft(messages.stays(recommendation?.name ?? ''));
  return assumptions.map(({ question, value, changes }) => ({
    label: asked(locale, question),
    lines: [
      [strong(names.value(question, value))],
      ...(changes.length > 0 ? changes.map((change) => changeLine(locale, change)) : [[stays]]),
    ],
  }));
}

/** Changes of a question each, with what they would lead to. */
function changeItems(locale: Locale, changes: readonly FlipGroup[]): Item[] {
  const questions = [...new Set(changes.map(({ question }) => question))];
  return questions.map((id) => ({
    label: asked(locale, id),
    lines: changes.filter(({ question }) => question === id).map((change) => changeLine(locale, change)),
  }));
}

/** Answers with the same result; of numbers one stands for all. */
function changeLine({ names }: Locale, { question, values, to, result }: FlipGroup): Inline[] {
  const tried = values.every((value) => typeof value === 'number')
    ? values.slice(0, 1).map((value) => ({ value, text: to }))
    : values.map((value) => ({ value, text: names.value(question, value) }));
  const changes = tried.flatMap(({ value, text }, index): Inline[] => [
    index === 0 ? '' : ' / ',
    { as: 'change', text, answers: { [question]: value } },
  ]);
  return [...changes, arrow, strong(result)];
}

/** Each answer, where it came from if nobody gave it, and the reason that it is asked for; then what was only checked. */
function pathItems(locale: Locale, decision: Decision): Item[] {
  const { messages, names } = locale;
  const step = ({ question, answer, from, because, node, layer }: Step): Item => {
    const origin = messages.from[from];
    return {
      label: asked(locale, question),
      lines: [
        [strong(names.value(question, answer)), ...(origin === undefined ? [] : [' ', tag(origin, 'note')])],
        [because, detail(messages.inBrackets('', [messages.node(node), layer].join(messages.comma)))],
      ],
    };
  };
  const checked = checkedOnly(decision).map(([question, value]): Item => {
    return { label: asked(locale, question), lines: [[names.value(question, value)]] };
  });
  return [...decision.path.map(step), ...checked];
}

/** A service with its verdict and reasons, and what would make it the recommendation. */
function candidateItem(locale: Locale, { service, verdict, reasons, wins }: Candidate): Item {
  const { messages, names } = locale;
  const win = winText(locale, wins, (answer) => answer);
  const answers = wins?.changes;
  return {
    folded: true,
    lines: [
      [strong(names.service(service)), ' ', tag(messages.verdicts[verdict], verdict)],
      ...distinctReasons(reasons).map(({ question, text, source: at }) => [
        soft(question === null ? '' : `${question}${messages.colon}`),
        text,
        source(at),
      ]),
      ...(verdict === 'recommended'
        ? []
        : [
            [soft(`${messages.recommendedIf}${messages.colon}`), answers ? ({ as: 'change', text: win, answers } as const) : win],
          ]),
    ],
  };
}

/** What a metric says, and a starter alarm. */
function metricItem({ messages }: Locale, kind: string, view: MetricView): Item {
  const { metric, namespace, dimensions, statistic, meaning, alarm, source: at } = view;
  const what = [kind, namespace, statistic, dimensions.join(' + ')].filter((text) => text !== '').join(messages.comma);
  const line = [strong(metric), soft(messages.inBrackets('', what)), messages.colon, meaning, source(at)];
  if (!alarm) return { lines: [line] };
  const when = [alarmText(messages, alarm), messages.semicolon, messages.missingData(alarm.treatMissingData)].join('');
  const basis = soft(messages.inBrackets('', messages.bases[alarm.basis]));
  const why = alarm.why === '' ? [] : [messages.stop, alarm.why];
  return { lines: [line, [soft(`${messages.alarm}${messages.colon}`), when, basis, ...why]] };
}
