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
  sizingText,
  winText,
} from '../decision-view.ts';
import { bold, bullet, columnOf, dim, paragraph, row, type Span, section } from './layout.ts';
import { headLines } from './one-screen.ts';
import { openLines } from './open-decision.ts';
import { fullSize, requirementLines } from './requirement-lines.ts';
import type { TextContext } from './text-context.ts';

/** Everything that a decision says, from what an architect needs first to what is looked up. */
export function explained(page: TextContext, item: DecisionItem): string[] {
  const { decision } = item;
  const { messages } = page;
  const { recommendation } = decision;
  const view = decisionView(page, decision);
  const blocks = [
    recommendation ? [...headLines(page, item, view), ...aboutLines(page, recommendation)] : openLines(page, item, true),
    section(page, messages.leftOpen, leftOpenLines(page, decision)),
    section(page, messages.instead, insteadLines(page, decision)),
    section(page, messages.why, bullets(page, recommendation?.because)),
    section(page, messages.checked, [
      ...(recommendation ? requirementLines(page, view, { ...recommendation, sizing: [] }, fullSize) : []),
      ...sourceLines(page, view),
    ]),
    section(
      page,
      messages.warnings,
      decision.warnings.flatMap((warning) => warningLines(page, warning)),
    ),
    section(page, messages.tradeOffs, bullets(page, recommendation?.tradeOffs)),
    section(page, messages.cost, bullets(page, recommendation?.cost)),
    section(page, messages.sizing, sizingLines(page, decision)),
    section(page, messages.derived, derivedLines(page, decision)),
    section(page, messages.path, pathLines(page, decision)),
    section(page, messages.assumptions, assumptionLines(page, decision, view)),
    section(page, messages.flips, flipLines(page, decision, view)),
    section(page, messages.candidates, candidateLines(page, decision)),
    section(page, messages.lookAlso, lookAlsoLines(page, decision)),
    section(page, messages.monitoring, metricLines(page, decision)),
    // Only now is it known which sources were referred to.
    section(
      page,
      messages.sources,
      page.notes.sources.map((source, index) => `  [${index + 1}] ${page.style.dim(source)}`),
    ),
    closingLines(page, item),
  ].filter((lines) => lines.length > 0);
  return blocks.flatMap((lines, index) => (index > 0 ? ['', ...lines] : lines));
}

function bullets(page: TextContext, texts: readonly string[] = []): string[] {
  return texts.flatMap((text) => bullet(page, [text]));
}

/** The recommendation in sentences, and how it is put to work. */
function aboutLines(page: TextContext, { service, summary, pattern, leaves, layer }: Recommendation): string[] {
  const { messages, pack, notes } = page;
  const known = pattern === null ? undefined : pack.patterns[pattern];
  const url = pack.services.find(({ id }) => id === service)?.url;
  return [
    ...paragraph(page, [summary, dim(page, notes.mark(url))]),
    ...(known
      ? paragraph(page, [
          dim(page, `${messages.pattern}${messages.colon}`),
          bold(page, known.name),
          messages.stop,
          known.text,
          dim(page, notes.mark(known.source)),
        ])
      : []),
    ...(pattern !== null && !known ? paragraph(page, [dim(page, `${messages.pattern}${messages.colon}`), pattern]) : []),
    ...paragraph(page, [dim(page, messages.inBrackets(messages.leaf(leaves.join(messages.comma)), layer))]),
  ];
}

/** What is still to be answered although the service is settled. */
function leftOpenLines(page: TextContext, { recommendation, open }: Decision): string[] {
  if (!recommendation || !open) return [];
  return [
    ...paragraph(page, [page.messages.left(page.names.ask(open.ask))]),
    ...paragraph(page, [dim(page, `${open.why} ${page.flag(open.ask)}`)]),
  ];
}

function insteadLines(page: TextContext, { instead }: Decision): string[] {
  const { messages, notes } = page;
  return instead.flatMap(({ name, url, because, facts, givesUp, source }) => [
    ...bullet(page, [bold(page, name), dim(page, notes.mark(url)), messages.colon, because, dim(page, notes.mark(source))]),
    ...facts.flatMap((fact) => bullet(page, [fact.short, messages.colon, fact.text, dim(page, notes.mark(fact.source))], '-', 4)),
    ...bullet(page, [messages.givesUp, messages.colon, givesUp], '-', 4),
  ]);
}

/** Where the limits of requirements are published. */
function sourceLines(page: TextContext, { requirements }: DecisionView): string[] {
  return requirements.flatMap(({ question, text, source }) =>
    text === '' ? [] : bullet(page, [dim(page, `${question}${page.messages.colon}`), text, dim(page, page.notes.mark(source))]),
  );
}

function warningLines(page: TextContext, { code, text, mitigation, source, limit }: Warning): string[] {
  const { messages, style, notes } = page;
  const raise = limit?.raise ?? '';
  return [
    ...bullet(
      page,
      [messages.sentences([text, raise]), dim(page, notes.mark(source)), dim(page, messages.inBrackets('', code))],
      { text: '!', paint: style.yellow },
    ),
    ...(mitigation
      ? paragraph(
          page,
          [
            dim(page, messages.mitigation),
            messages.colon,
            messages.withDrawbacks(mitigation.text, mitigation),
            dim(page, notes.mark(mitigation.source)),
            dim(page, messages.inBrackets('', mitigation.name || mitigation.id)),
          ],
          4,
        )
      : []),
  ];
}

function sizingLines(page: TextContext, { recommendation }: Decision): string[] {
  return (recommendation?.sizing ?? []).flatMap((sizing) =>
    bullet(page, [sizingText(page, sizing), dim(page, page.notes.mark(sizing.source))]),
  );
}

function derivedLines(page: TextContext, { derived }: Decision): string[] {
  const { messages, names } = page;
  return derived.flatMap(({ id, value, from }) =>
    bullet(page, [
      names.topic(id),
      messages.colon,
      bold(page, names.value(id, value)),
      dim(page, messages.inBrackets('', messages.computed(from.join(messages.comma)))),
    ]),
  );
}

/** Each step: the question, its answer, where that came from if nobody gave it, and the reason. */
function pathLines(page: TextContext, decision: Decision): string[] {
  const { names } = page;
  const others = checkedOnly(decision);
  const column = columnOf(page, [...decision.path.map(({ question }) => question), ...others.map(([question]) => question)]);
  return [
    ...decision.path.flatMap((step) =>
      row(page, step.question, column, [bold(page, names.value(step.question, step.answer)), ...becauseOf(page, step)]),
    ),
    ...others.flatMap(([question, value]) => row(page, question, column, [names.value(question, value)])),
  ];
}

function becauseOf(page: TextContext, { from, because, node, layer }: Step): Span[] {
  const { messages } = page;
  const source = messages.from[from];
  const remarks = [...(source === undefined ? [] : [source]), messages.node(node), layer].join(messages.comma);
  return [...(because === '' ? [] : [messages.stop, because]), dim(page, messages.inBrackets('', remarks))];
}

function assumptionLines(page: TextContext, { recommendation }: Decision, { assumptions }: DecisionView): string[] {
  const { messages, names } = page;
  const column = columnOf(
    page,
    assumptions.map(({ question }) => question),
  );
  return assumptions.flatMap(({ question, value, changes }) => [
    ...row(page, question, column, [bold(page, names.value(question, value))]),
    ...(changes.length > 0
      ? changes.flatMap(({ to, result }) => row(page, '', column, [messages.ifInstead({ to, result })]))
      : row(page, '', column, [dim(page, messages.stays(recommendation?.name ?? ''))])),
  ]);
}

function flipLines(page: TextContext, { recommendation, flips }: Decision, { changes }: DecisionView): string[] {
  const { messages } = page;
  if (!recommendation) return [];
  if (flips.length === 0) return paragraph(page, [messages.noFlips(recommendation.name)]);
  const questions = changes.map(({ question }) => question);
  const column = columnOf(page, questions);
  const parts = [
    [messages.ifAnswered, changes.filter(({ answered }) => answered)],
    [messages.ifGiven, changes.filter(({ answered }) => !answered)],
  ] as const;
  return parts.flatMap(([heading, groups]) => [
    ...(groups.length === 0 ? [] : paragraph(page, [dim(page, heading)])),
    ...groups.flatMap(({ question, to, result }) => row(page, question, column, [messages.otherwise({ to, result })])),
  ]);
}

function candidateLines(page: TextContext, { candidates, recommendation }: Decision): string[] {
  // Why the recommended one was chosen was said above.
  const known = new Set(recommendation?.because);
  return byVerdict(candidates).flatMap((candidate) => candidateText(page, candidate, known));
}

function candidateText(page: TextContext, { service, verdict, reasons, wins }: Candidate, known: ReadonlySet<string>): string[] {
  const { messages, names, style } = page;
  const chosen = verdict === 'recommended';
  const shown = distinctReasons(reasons).filter(({ text }) => !chosen || !known.has(text));
  return [
    ...bullet(page, [
      bold(page, names.service(service)),
      { text: messages.inBrackets('', messages.verdicts[verdict]), paint: style[paints[verdict]] },
    ]),
    ...shown.flatMap(({ question, text, source }) =>
      paragraph(
        page,
        [dim(page, question === null ? '' : `${question}${messages.colon}`), text, dim(page, page.notes.mark(source))],
        4,
      ),
    ),
    ...(chosen
      ? []
      : paragraph(page, [dim(page, `${messages.recommendedIf}${messages.colon}`), winText(page, wins, (answer) => answer)], 4)),
  ];
}

const paints: { readonly [V in Verdict]: 'green' | 'yellow' | 'red' } = {
  recommended: 'green',
  viable: 'yellow',
  'ruled-out': 'red',
};

function lookAlsoLines(page: TextContext, { lookAlso }: Decision): string[] {
  return lookAlso.flatMap(({ name, text, source }) =>
    bullet(page, [bold(page, name), `${page.messages.colon}${text}`, dim(page, page.notes.mark(source))]),
  );
}

function metricLines(page: TextContext, decision: Decision): string[] {
  return metricsOf(decision).flatMap(({ kind, metric }, index, all) => [
    ...(kind === all[index - 1]?.kind ? [] : paragraph(page, [dim(page, page.messages[kind])])),
    ...metricText(page, metric),
  ]);
}

function metricText(
  page: TextContext,
  { metric, namespace, dimensions, statistic, meaning, alarm, source }: MetricView,
): string[] {
  const { messages } = page;
  const what = [namespace, statistic, dimensions.join(' + ')].filter((text) => text !== '').join(messages.comma);
  return [
    ...bullet(page, [
      bold(page, metric),
      dim(page, messages.inBrackets('', what)),
      messages.colon,
      meaning,
      dim(page, page.notes.mark(source)),
    ]),
    ...(alarm
      ? paragraph(
          page,
          [
            dim(page, messages.alarm),
            messages.colon,
            alarmText(messages, alarm),
            messages.semicolon,
            messages.missingData(alarm.treatMissingData),
            dim(page, messages.inBrackets('', messages.bases[alarm.basis])),
            ...(alarm.why === '' ? [] : [messages.stop, alarm.why]),
          ],
          4,
        )
      : []),
  ];
}

function closingLines(page: TextContext, { decision: { rules }, repeat }: DecisionItem): string[] {
  const { messages, style } = page;
  return [
    ...paragraph(page, [dim(page, `${messages.rules}${messages.colon}${rules.id} ${rules.version} ${rules.digest}`)], 0),
    ...(repeat === null ? [] : [style.dim(`${messages.repeat}${messages.colon.trimEnd()}`), `  ${repeat}`]),
  ];
}
