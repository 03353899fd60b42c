import { unknown } from '../engine/answer.ts';
import { decide } from '../engine/decide.ts';
import { distinctBy } from '../engine/lists.ts';
import { summarize } from '../engine/outcome.ts';
import { defaultsFor, nextQuestions, questionsLeft, requirementsThatMatter, undecidedBy } from '../engine/questionnaire.ts';
import { type Locale, localeOf } from '../messages/locale.ts';
import { flagWord } from '../model/command-options.ts';
import { type Answers, askingPolicy, type Decision, type Instead, type Policy, usualPolicy } from '../model/decision.ts';
import { type Choice, type Pack, type Question, rulesOf, type Value } from '../model/pack.ts';
import type { LinkAnswers } from '../output/context.ts';
import { decisionView, overQuotaText } from '../output/decision-view.ts';
import { type SourcedText, sourced } from '../output/requirement-rows.ts';
import { answersDigestOf } from '../pack/digest.ts';
import { EditError, editDocument } from '../records/edit-document.ts';
import { recordId } from '../records/record-names.ts';
import { expectationOf, giverOf, recordedAnswers, recordStateOf } from '../records/record-state.ts';
import { type Recording, recordKeys, recordText, updateEdit } from '../records/record-text.ts';

/** The most questions that a person is shown at once. */
export const MAX_QUESTIONS = 4;
/** The most choices that a program shows at once; more are grouped, and the group is asked first. */
const MAX_CHOICES = 4;
const MAX_CHANGES = 3;

/** A proposal keeps what else is written in the record that the answers come from. */
export interface NextStepOptions extends LinkAnswers {
  readonly policy: Policy;
  readonly session?: string | null;
  /** The command that continues; with `decided`, the command that shows the full decision. */
  readonly command?: (decided: boolean) => string;
}

interface ShortNeighbour extends SourcedText, Pick<Instead, 'name' | 'complements' | 'givesUp'> {}

/** One answer, or a group without a value, from which an answer is chosen in a second step. */
export interface AskedChoice {
  readonly value: string | null;
  readonly text: string;
  readonly example: string;
  readonly choices: readonly AskedChoice[];
}

/** One question for a person, who may always answer `unknown`. */
export type AskedQuestion = ReturnType<typeof askedQuestion>;

/** The output of `tsunagi next`; its published schema describes each key. Key order is part of the contract. */
export type NextStep = ReturnType<typeof nextStep>;

/** The questions that matter now, or the decision in short; throws GapError if the rules have no branch for the answers. */
export function nextStep(pack: Pack, options: NextStepOptions) {
  const { answers, policy, session = null, command } = options;
  const locale = localeOf(pack);
  const next = nextQuestions(pack, answers, MAX_QUESTIONS);
  const decision = next.length > 0 ? null : decide(pack, answers, policy);
  // The decision depends on questions that the person could not answer, and none of the others helps.
  const again = decision?.status === 'open' ? undecidedBy(pack, answers, decision) : null;
  const defaults = again ? defaultsFor(pack, answers, policy) : {};
  const asked = again ? [again, ...pack.questions.filter((each) => each.id in defaults && each !== again)] : next;
  const questions = asked.slice(0, MAX_QUESTIONS).map((each) => askedQuestion(each, again !== null, defaults[each.id]?.value));
  const decided = decision !== null && !again;
  const possible = decision?.open?.possible ?? summarize(pack, answers, decision ? policy : askingPolicy).possible;
  return {
    schema: 'tsunagi/next@1' as const,
    lang: pack.lang,
    status: decided ? ('decided' as const) : ('ask' as const),
    rules: rulesOf(pack),
    answers: givenAnswers(pack, answers),
    questions,
    requirements: (decision ? requirementsThatMatter(pack, answers) : []).map(({ id, ask }) => ({
      question: id,
      ask,
      values: locale.names.choices(id).slice(1, -1),
    })),
    possible: possible.map((service) => ({ service, name: locale.names.service(service) })),
    left: Math.max(questionsLeft(pack, answers), asked.length),
    decision: decided ? shortDecision(locale, decision) : null,
    record: decided ? proposedRecord(pack, options, decision) : null,
    command: command?.(decided) ?? null,
    session,
  };
}

/** The answers so far, each with who or what gave it; `unknown` if it was expressly left open. */
export function givenAnswers(pack: Pack, answers: Answers) {
  const given = pack.questions.flatMap(({ id }) => {
    const answer = answers[id];
    return answer ? [[id, { value: answer.value ?? unknown, from: giverOf(answer) }] as const] : [];
  });
  return Object.fromEntries(given);
}

/** A question for a program, with at most `MAX_CHOICES` choices at a time; `again`: the answer so far is `unknown`. */
function askedQuestion(
  { id, name, ask, why, type, values, min, max, integer, unit, example }: Question,
  again = false,
  byDefault: Value | null = null,
) {
  return {
    id,
    name: name || ask,
    ask,
    why,
    type,
    choices: grouped(values),
    number: type === 'number' ? { min, max, integer, unit, example } : null,
    again,
    default: byDefault,
    flag: flagWord(id),
  };
}

/** Choices in pack order, in as few groups as possible, of about equal size. */
function grouped(choices: readonly Choice[]): AskedChoice[] {
  if (choices.length <= MAX_CHOICES) {
    return choices.map(({ value, text, example }) => ({ value, text: text || value, example, choices: [] }));
  }
  const groups = Math.min(MAX_CHOICES, Math.ceil(choices.length / MAX_CHOICES));
  return Array.from({ length: groups }, (_, index) => {
    const from = Math.ceil((index * choices.length) / groups);
    const members = choices.slice(from, Math.ceil(((index + 1) * choices.length) / groups));
    const text = members.map((member) => member.text || member.value).join(' / ');
    return { value: null, text, example: '', choices: grouped(members) };
  });
}

/** The decision in short, with the content of one screen of text. */
function shortDecision(locale: Locale, decision: Decision) {
  const { pack, names } = locale;
  const { recommendation, open } = decision;
  if (!recommendation) return null;
  const view = decisionView(locale, decision);
  const { service, variant, pattern, summary, because, tradeOffs } = recommendation;
  return {
    service,
    variant,
    name: names.offering(service, variant),
    with: recommendation.with.map(names.companion),
    pattern: pack.patterns[pattern ?? '']?.name ?? null,
    summary,
    because,
    // The limit of the service; a companion may miss the same requirement.
    unmet: distinctBy(decision.unmet, ({ requirement }) => requirement).map((each) => sourced(locale, each)),
    warnings: decision.warnings.map((each) => {
      const { text, source } = sourced(locale, each);
      return { text, mitigation: each.mitigation?.text ?? null, source };
    }),
    tradeOffs,
    assumptions: view.assumptions.map(({ question, value }) => ({ question, value, text: names.value(question, value) })),
    changes: view.changes.slice(0, MAX_CHANGES).map(({ question, to, result }) => ({ question, text: to, result })),
    instead: shortNeighbours(locale, decision),
    open: open ? { question: open.ask, ask: names.ask(open.ask) } : null,
  };
}

/** The neighbours of a decision, and by how much the answers exceed their own quotas. */
export function shortNeighbours(locale: Locale, { instead }: Decision): ShortNeighbour[] {
  return instead.map((neighbour) => {
    const { name, complements, because, givesUp, source } = neighbour;
    return { name, complements, text: locale.messages.sentences([because, overQuotaText(locale, neighbour)]), givesUp, source };
  });
}

/** A decision as the text of a record, proposed until a person accepts it. */
function proposedRecord(pack: Pack, { answers, title, policy, record: known }: NextStepOptions, decision: Decision): string {
  const recorded = recordedAnswers(pack, answers, decision, policy);
  const recording: Recording = {
    id: known?.id ?? recordId(title, 'link', recorded, new Set()),
    title,
    status: 'proposed',
    answers: recorded,
    expect: expectationOf(pack, recordStateOf(pack, recorded, usualPolicy), answersDigestOf(recorded, known?.keyOf)),
  };
  if (!known) return recordText(recording);
  try {
    return editDocument(known.source(), updateEdit(known, recording), recordKeys);
  } catch (error) {
    if (!(error instanceof EditError)) throw error;
    return recordText(recording);
  }
}
