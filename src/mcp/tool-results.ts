import type { AskedChoice, AskedQuestion, NextStep } from '../agents/next-step.ts';
import { givenAnswers, shortNeighbours } from '../agents/next-step.ts';
import { decide } from '../engine/decide.ts';
import { localeOf } from '../messages/locale.ts';
import type { Answers, Decision, Recommendation } from '../model/decision.ts';
import { decisionItem } from '../output/context.ts';
import { alternativesOf, counterfactualText, decisionView, distinctReasons } from '../output/decision-view.ts';
import { unwrapped } from '../output/findings.ts';
import { sourced } from '../output/requirement-rows.ts';
import { decisionText } from '../output/text/decision-text.ts';
import type { Session, ToolHost } from './tool-host.ts';

/** Key order is part of the contract; the published schema describes each key. */
export type Explanation = ReturnType<typeof explainLink>;

/** Explains a decision: the reasons, the alternatives, what would change it, and the sources of its facts. */
export function explainLink({ pack, policy }: ToolHost, answers: Answers) {
  const locale = localeOf(pack);
  const decision = decide(pack, answers, policy);
  const { recommendation, path, status, rules } = decision;
  const { changes, assumptions } = decisionView(locale, decision);
  const { names } = locale;
  const named = ({ service, variant }: Recommendation) => ({ service, variant, name: names.offering(service, variant) });
  return {
    schema: 'tsunagi/explanation@1' as const,
    lang: pack.lang,
    status,
    rules,
    answers: givenAnswers(pack, answers),
    recommendation: recommendation && named(recommendation),
    why: recommendation?.because ?? (decision.open ? [decision.open.why] : []),
    unmet: decision.unmet.map((each) => sourced(locale, each)),
    instead: shortNeighbours(locale, decision),
    steps: path.map(({ question, answer, from, because }) => ({ question, value: answer, from: String(from), because })),
    whyNot: alternativesOf(decision).map(({ service, verdict, reasons, wins }) => ({
      service,
      name: names.service(service),
      verdict,
      reasons: distinctReasons(reasons).map(({ text }) => text),
      // Agents refer to answers by question id.
      recommendedIf: counterfactualText(locale, wins),
    })),
    changes: [...assumptions.flatMap((each) => each.changes), ...changes].map(({ question, to, result }) => {
      return { question, text: to, result };
    }),
    sources: sourcesOf(decision),
  };
}

/** What a decision relies on, wherever in it. */
function sourcesOf(decision: Decision): string[] {
  const sources = new Set<string>();
  JSON.stringify(decision, (key, value: unknown) => {
    if (key === 'source' && typeof value === 'string') sources.add(value);
    return value;
  });
  return [...sources].filter((source) => source !== '');
}

/** A decision as the command line prints it: on one screen, or with its full explanation. */
export function printedDecision({ pack, policy, texts }: ToolHost, { answers, title }: Session, explain: boolean): string {
  const page = { pack, ...unwrapped, explain, more: texts.agents.more };
  return decisionText([decisionItem(pack, { title, answers, record: null }, policy, null)], page).trimEnd();
}

/** A step as text: the questions, or the decision (`screen` renders it) with its record; a note comes first. */
export function nextText(texts: ToolHost['texts'], step: NextStep, screen: () => string, note: string | null): string {
  const { agents, decisions } = texts;
  const answered = Object.entries(step.answers).map(([id, { value, from }]) => decisions.inBrackets(`${id}=${value}`, from));
  const items = step.requirements.map(
    ({ question, ask, values }) => `- ${question}${decisions.colon}${decisions.inBrackets(ask, values)}`,
  );
  const requirements = items.length === 0 ? [] : [agents.requirements, ...items, ''];
  const isAgain = step.questions.some(({ again }) => again);
  const asked = step.questions.flatMap((question, index) => ['', ...questionLines(texts, question, index + 1)]);
  const questions = [...(isAgain ? [agents.again] : []), agents.askPerson, ...asked];
  const possible = step.possible.map(({ name }) => name).join(decisions.comma);
  return [
    ...(note === null ? [] : [note, '']),
    ...(step.decision
      ? [screen(), '', ...requirements]
      : [...requirements, ...questions, '', `${decisions.stillPossible}${decisions.colon}${possible}`]),
    ...(answered.length === 0 ? [] : [`${agents.answered}${decisions.colon}${answered.join(decisions.comma)}`]),
    ...(step.record === null ? [] : ['', agents.record, '```yaml', step.record.trimEnd(), '```']),
    ...(step.session === null ? [] : [agents.continueWith(step.session)]),
  ].join('\n');
}

function questionLines(texts: ToolHost['texts'], question: AskedQuestion, number: number): string[] {
  const { agents, decisions, prompts } = texts;
  const { id, ask, why, choices, number: range, default: byDefault } = question;
  return [
    `${number}. ${id}${decisions.colon}${ask}`,
    ...(why === '' ? [] : [`   ${prompts.why(why)}`]),
    ...(byDefault === null ? [] : [`   ${agents.byDefault(String(byDefault))}`]),
    ...(range ? [`   ${agents.numberOf(range.unit, range.example)}`] : []),
    ...choiceLines(texts, choices, '   '),
    `   - unknown${decisions.colon}${prompts.dontKnow}`,
  ];
}

function choiceLines(texts: ToolHost['texts'], choices: readonly AskedChoice[], indent: string): string[] {
  const { agents, decisions } = texts;
  return choices.flatMap(({ value, text, example, choices: members }) =>
    value === null
      ? [`${indent}- ${decisions.inBrackets(text, agents.group)}`, ...choiceLines(texts, members, `${indent}  `)]
      : [`${indent}- ${value}${decisions.colon}${text}${example === '' ? '' : ` - ${example}`}`],
  );
}
