import type { AgentMessages } from '../messages/en/agents.ts';
import type { DecisionMessages } from '../messages/en/decision.ts';
import type { PromptMessages } from '../messages/en/prompts.ts';
import type { AskedChoice, AskedQuestion, NextStep, ShortDecision } from '../model/next-step.ts';

/** The texts of a language that agents get to read. */
export interface AgentTexts {
  readonly agents: AgentMessages;
  readonly decisions: DecisionMessages;
  readonly prompts: PromptMessages;
}

/** All that a step says, as text: the questions, or the decision in short with its record. */
export function nextText(texts: AgentTexts, step: NextStep, note: string | null = null): string {
  const { agents, decisions } = texts;
  const answered = Object.entries(step.answers).map(([id, { value, from }]) => decisions.inBrackets(`${id}=${value}`, from));
  const lines = step.decision
    ? decisionLines(texts, step.decision)
    : [agents.askPerson, ...step.questions.flatMap((question, index) => ['', ...questionLines(texts, question, index + 1)])];
  const possible = step.possible.map(({ name }) => name).join(decisions.comma);
  return [
    ...(note === null ? [] : [note, '']),
    ...lines,
    '',
    ...(step.decision ? [] : [`${decisions.stillPossible}${decisions.colon}${possible}`]),
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

function decisionLines({ agents, decisions }: AgentTexts, decision: ShortDecision): string[] {
  const { colon } = decisions;
  const lead = decision.unmet.length > 0 ? decisions.nearest : decisions.recommended;
  const whole = [decision.name, ...decision.with].join(' + ');
  return [
    ...(decision.unmet.length > 0 ? [decisions.onlyNear] : []),
    `${lead}${colon}${whole}${decision.pattern === null ? '' : ` - ${decision.pattern}`}`,
    decision.summary,
    ...listed(decisions.unmet, decision.unmet.map(sourced)),
    ...listed(
      decisions.instead,
      decision.instead.map(({ name, text, givesUp, source }) =>
        sourced({ text: `${name}${colon}${text} ${decisions.givesUp}${colon}${givesUp}`, source }),
      ),
    ),
    ...listed(decisions.why, decision.because),
    ...listed(
      decisions.warnings,
      decision.warnings.map(({ text, mitigation, source }) =>
        sourced({
          text: decisions.sentences([text, mitigation === null ? '' : `${decisions.mitigation}${colon}${mitigation}`]),
          source,
        }),
      ),
    ),
    ...listed(decisions.tradeOffs, decision.tradeOffs),
    ...listed(
      decisions.assumptions,
      decision.assumptions.map(({ question, value, text }) => `${question}=${value}${colon}${text}`),
    ),
    ...listed(
      decisions.flips,
      decision.changes.map(({ question, text, result }) => `${question}${colon}${decisions.otherwise({ to: text, result })}`),
    ),
    ...listed(decisions.leftOpen, decision.open ? [`${decision.open.question}${colon}${decision.open.ask}`] : []),
    ...listed(
      agents.requirements,
      decision.requirements.map(({ question, ask, values }) => `${question}${colon}${decisions.inBrackets(ask, values)}`),
    ),
  ];
}

/** A heading with a list below it, or nothing where there is nothing to list. */
export function listed(heading: string, items: readonly string[]): string[] {
  return items.length === 0 ? [] : ['', heading, ...items.map((item) => `- ${item}`)];
}

function sourced({ text, source }: { readonly text: string; readonly source?: string | null }): string {
  return source ? `${text} (${source})` : text;
}
