import type { Candidate, Decision, MetricView, Recommendation, Step, Verdict, Warning } from '../../model/decision.ts';
import type { DecisionItem } from '../context.ts';
import {
  alarmText,
  byVerdict,
  checkedOnly,
  type DecisionView,
  decisionView,
  distinctReasons,
  metricsOf,
  recommendedParts,
  sizingText,
  winText,
} from '../decision-view.ts';
import { quantityText } from '../requirement-rows.ts';
import { bullet, columnOf, type Labelled, paragraph, row, rows, type Span, section } from './layout.ts';
import { headLines } from './one-screen.ts';
import { openLines } from './open-decision.ts';
import { fullSize, requirementLines } from './requirement-lines.ts';
import type { TextContext } from './text-context.ts';

/** Everything that a decision says, from what an architect needs first to what is looked up. */
export function explained(page: TextContext, item: DecisionItem): string[] {
  const { decision, repeat } = item;
  const { messages, names, bold, dim, cite, style } = page;
  const { recommendation, open, rules } = decision;
  const view = decisionView(page, decision);
  // The warnings follow in a section of their own.
  const table = { ...view, warnings: [], unmet: [] };
  const bullets = (texts: readonly string[] = []): string[] => texts.flatMap((text) => bullet(page, [text]));
  const head = recommendation
    ? [...headLines(page, item, view), ...aboutLines(page, recommendation)]
    : openLines(page, item, true);
  const leftOpen =
    recommendation && open ? [[messages.left(names.ask(open.ask))], [dim(`${open.why} ${page.flag(open.ask)}`)]] : [];
  const parts: [heading: string, lines: string[]][] = [
    [messages.leftOpen, leftOpen.flatMap((spans) => paragraph(page, spans))],
    [messages.instead, insteadLines(page, decision)],
    [messages.why, bullets(recommendation?.because)],
    [messages.checked, recommendation ? [...requirementLines(page, table, tableSize), ...limitLines(page, view)] : []],
    [messages.warnings, decision.warnings.flatMap((warning) => warningLines(page, warning))],
    [messages.tradeOffs, bullets(recommendation?.tradeOffs)],
    [messages.cost, bullets(recommendation?.cost)],
    [
      messages.sizing,
      (recommendation?.sizing ?? []).flatMap((sizing) => bullet(page, [sizingText(page, sizing), cite(sizing.source)])),
    ],
    [
      messages.derived,
      decision.derived.flatMap((each) => {
        const computed = messages.inBrackets('', messages.computed(each.from.join(messages.comma)));
        return bullet(page, [names.topic(each.id), messages.colon, bold(quantityText(page, each)), dim(computed)]);
      }),
    ],
    [messages.path, pathLines(page, decision)],
    [messages.assumptions, assumptionLines(page, decision, view)],
    [messages.flips, flipLines(page, decision, view)],
    // Why the recommended one was chosen was said above.
    [messages.candidates, byVerdict(decision.candidates).flatMap((each) => candidateLines(page, each, recommendation))],
    [
      messages.lookAlso,
      decision.lookAlso.flatMap(({ name, text, source }) => bullet(page, [bold(name), `${messages.colon}${text}`, cite(source)])),
    ],
    [
      messages.monitoring,
      metricsOf(decision).flatMap(({ kind, metric }, index, all) => [
        ...(kind === all[index - 1]?.kind ? [] : paragraph(page, [dim(messages[kind])])),
        ...metricLines(page, metric),
      ]),
    ],
  ];
  const blocks = [
    head,
    ...parts.map(([heading, lines]) => section(page, heading, lines)),
    section(page, messages.sources, page.sourceLines()),
    [
      ...paragraph(page, [dim(`${messages.rules}${messages.colon}${rules.id} ${rules.version} ${rules.digest}`)], 0),
      ...(repeat === null ? [] : [style.dim(`${messages.repeat}${messages.colon.trimEnd()}`), `  ${repeat}`]),
    ],
  ].filter((lines) => lines.length > 0);
  return blocks.flatMap((lines, index) => (index > 0 ? ['', ...lines] : lines));
}

/** The recommendation in sentences, and how it is put to work. */
function aboutLines(page: TextContext, recommendation: Recommendation): string[] {
  const { messages, bold, dim, cite } = page;
  const { summary, leaves, layer } = recommendation;
  const { url, pattern } = recommendedParts(page, recommendation);
  const lines = paragraph(page, [summary, cite(url)]);
  const lead = dim(`${messages.pattern}${messages.colon}`);
  return [
    ...lines,
    ...(pattern ? paragraph(page, [lead, bold(pattern.name), messages.stop, pattern.text, cite(pattern.source)]) : []),
    ...paragraph(page, [dim(messages.inBrackets(messages.leaf(leaves.join(messages.comma)), layer))]),
  ];
}

function insteadLines(page: TextContext, { instead }: Decision): string[] {
  const { messages, names, bold, cite } = page;
  return instead.flatMap(({ name, url, because, facts, quotas, givesUp, source }) => [
    ...bullet(page, [bold(name), cite(url), messages.colon, because, cite(source)]),
    ...facts.flatMap((fact) => bullet(page, [fact.short, messages.colon, fact.text, cite(fact.source)], '-', 4)),
    ...quotas.flatMap(({ need, limit, short, source: at }) => {
      const passed = messages.overQuota(messages.needAgainst({ need: names.value(need.question, need.value), quota: short }));
      return bullet(page, [messages.sentences([passed, limit.raise ?? '']), cite(at)], '-', 4);
    }),
    ...bullet(page, [messages.givesUp, messages.colon, givesUp], '-', 4),
  ]);
}

/** Where the limits of requirements are published. */
const tableSize = { ...fullSize, advice: false };

function limitLines(page: TextContext, { requirements }: DecisionView): string[] {
  return requirements.flatMap(({ question, text, source, warning }) =>
    text === '' || warning ? [] : bullet(page, [page.dim(`${question}${page.messages.colon}`), text, page.cite(source)]),
  );
}

function warningLines(page: TextContext, { code, text, mitigation, source, limit }: Warning): string[] {
  const { messages, dim, cite } = page;
  const what = messages.sentences([text, limit?.raise ?? '']);
  const lines = bullet(page, [what, cite(source), dim(messages.inBrackets('', code))], page.paint('yellow', '!'));
  if (!mitigation) return lines;
  const how = messages.withDrawbacks(mitigation.text, mitigation);
  const name = dim(messages.inBrackets('', mitigation.name || mitigation.id));
  return [...lines, ...paragraph(page, [dim(messages.mitigation), messages.colon, how, cite(mitigation.source), name], 4)];
}

/** Each step: the question, its answer, where that came from if nobody gave it, and the reason. */
function pathLines(page: TextContext, decision: Decision): string[] {
  const { names, bold } = page;
  return rows(page, [
    ...decision.path.map((step): Labelled => {
      return [step.question, bold(names.value(step.question, step.answer)), ...becauseOf(page, step)];
    }),
    ...checkedOnly(decision).map(([question, value]): Labelled => [question, names.value(question, value)]),
  ]);
}

function becauseOf({ messages, dim }: TextContext, { from, because, node, layer }: Step): Span[] {
  const source = messages.from[from];
  const remarks = [...(source === undefined ? [] : [source]), messages.node(node), layer].join(messages.comma);
  return [...(because === '' ? [] : [messages.stop, because]), dim(messages.inBrackets('', remarks))];
}

function assumptionLines(page: TextContext, { recommendation }: Decision, { assumptions }: DecisionView): string[] {
  const { messages, names, bold, dim } = page;
  return rows(
    page,
    assumptions.flatMap(({ question, value, changes }): Labelled[] => {
      const results = changes.map(({ to, result }): Labelled => ['', messages.ifInstead({ to, result })]);
      const stays: Labelled = ['', dim(messages.stays(recommendation?.name ?? ''))];
      return [[question, bold(names.value(question, value))], ...(results.length > 0 ? results : [stays])];
    }),
  );
}

function flipLines(page: TextContext, { recommendation, flips }: Decision, { changes }: DecisionView): string[] {
  const { messages, dim } = page;
  if (!recommendation) return [];
  if (flips.length === 0) return paragraph(page, [messages.noFlips(recommendation.name)]);
  const questions = changes.map(({ question }) => question);
  const column = columnOf(page, questions);
  return [true, false].flatMap((given) => {
    const groups = changes.filter(({ answered }) => answered === given);
    if (groups.length === 0) return [];
    return [
      ...paragraph(page, [dim(given ? messages.ifAnswered : messages.ifGiven)]),
      ...groups.flatMap(({ question, to, result }) => row(page, question, column, [messages.otherwise({ to, result })])),
    ];
  });
}

function candidateLines(page: TextContext, candidate: Candidate, recommendation: Recommendation | null): string[] {
  const { service, verdict, reasons, wins } = candidate;
  const { messages, names, bold, dim, cite } = page;
  const isChosen = verdict === 'recommended';
  const known = isChosen ? (recommendation?.because ?? []) : [];
  const lead = dim(`${messages.recommendedIf}${messages.colon}`);
  return [
    ...bullet(page, [
      bold(names.service(service)),
      page.paint(paints[verdict], messages.inBrackets('', messages.verdicts[verdict])),
    ]),
    ...distinctReasons(reasons)
      .filter(({ text }) => !known.includes(text))
      .flatMap(({ question, text, source }) =>
        paragraph(page, [dim(question === null ? '' : `${question}${messages.colon}`), text, cite(source)], 4),
      ),
    ...(isChosen ? [] : paragraph(page, [lead, winText(page, wins, (answer) => answer)], 4)),
  ];
}

const paints = { recommended: 'green', viable: 'yellow', 'ruled-out': 'red' } as const satisfies Record<Verdict, string>;

function metricLines(page: TextContext, metricView: MetricView): string[] {
  const { metric, namespace, dimensions, statistic, meaning, alarm, source } = metricView;
  const { messages, bold, dim, cite } = page;
  const what = [namespace, statistic, dimensions.join(' + ')].filter((text) => text !== '').join(messages.comma);
  const lines = bullet(page, [bold(metric), dim(messages.inBrackets('', what)), messages.colon, meaning, cite(source)]);
  if (!alarm) return lines;
  const basis = dim(messages.inBrackets('', messages.bases[alarm.basis]));
  const when = [alarmText(messages, alarm), messages.semicolon, messages.missingData(alarm.treatMissingData), basis];
  const why = alarm.why === '' ? [] : [messages.stop, alarm.why];
  return [...lines, ...paragraph(page, [dim(messages.alarm), messages.colon, ...when, ...why], 4)];
}
