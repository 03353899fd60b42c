import type { AgentMessages } from '../messages/en/agents.ts';
import type { DecisionMessages } from '../messages/en/decision.ts';
import type { PromptMessages } from '../messages/en/prompts.ts';
import type { AskedChoice, AskedQuestion, NextStep } from './next-step.ts';

/** The texts for agents in one language. */
export interface AgentTexts {
  readonly agents: AgentMessages;
  readonly decisions: DecisionMessages;
  readonly prompts: PromptMessages;
}

/**
 * A step as text: the questions, or the decision with its record.
 *
 * @param screen renders the decision
 * @param note is put first; null: none
 */
export function nextText(texts: AgentTexts, step: NextStep, screen: () => string, note: string | null = null): string {
  const { agents, decisions } = texts;
  const answered = Object.entries(step.answers).map(([id, { value, from }]) => decisions.inBrackets(`${id}=${value}`, from));
  const requirements = (step.decision?.requirements ?? []).map(
    ({ question, ask, values }) => `- ${question}${decisions.colon}${decisions.inBrackets(ask, values)}`,
  );
  const lines = step.decision
    ? [screen()]
    : [agents.askPerson, ...step.questions.flatMap((question, index) => ['', ...questionLines(texts, question, index + 1)])];
  const possible = step.possible.map(({ name }) => name).join(decisions.comma);
  return [
    ...(note === null ? [] : [note, '']),
    ...lines,
    '',
    ...(step.decision ? [] : [`${decisions.stillPossible}${decisions.colon}${possible}`]),
    ...(requirements.length === 0 ? [] : [agents.requirements, ...requirements]),
    ...(answered.length === 0 ? [] : [`${agents.answered}${decisions.colon}${answered.join(decisions.comma)}`]),
    ...(step.record === null ? [] : ['', agents.record, '```yaml', step.record.trimEnd(), '```']),
    ...(step.decision || step.session === null ? [] : [agents.continueWith(step.session)]),
  ].join('\n');
}

function questionLines(texts: AgentTexts, question: AskedQuestion, number: number): string[] {
  const { agents, decisions, prompts } = texts;
  const { id, ask, why, choices, number: range, again, default: byDefault } = question;
  return [
    `${number}. ${id}${decisions.colon}${ask}`,
    ...(why === '' ? [] : [`   ${prompts.why(why)}`]),
    ...(again ? [`   ${agents.again}`] : []),
    ...(byDefault === null ? [] : [`   ${agents.byDefault(String(byDefault))}`]),
    ...(range ? [`   ${agents.numberOf(range.unit, range.example)}`] : []),
    ...choiceLines(texts, choices, '   '),
    `   - unknown${decisions.colon}${prompts.dontKnow}`,
  ];
}

function choiceLines(texts: AgentTexts, choices: readonly AskedChoice[], indent: string): string[] {
  const { agents, decisions } = texts;
  return choices.flatMap(({ value, text, example, choices: members }) =>
    value === null
      ? [`${indent}- ${decisions.inBrackets(text, agents.group)}`, ...choiceLines(texts, members, `${indent}  `)]
      : [`${indent}- ${value}${decisions.colon}${text}${example === '' ? '' : ` - ${example}`}`],
  );
}
