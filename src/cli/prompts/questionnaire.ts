import { readValue, unknown } from '../../engine/answer.ts';
import { decide } from '../../engine/decide.ts';
import { withoutGap } from '../../engine/gap-error.ts';
import {
  defaultsFor,
  filledPath,
  nextQuestion,
  questionsLeft,
  replaceDefaults,
  requirementsThatMatter,
  undecidedBy,
} from '../../engine/questionnaire.ts';
import { decisionMessages, promptMessages } from '../../messages/locale.ts';
import { namesIn } from '../../messages/names.ts';
import type { Answers, Policy } from '../../model/decision.ts';
import type { Pack, Question, Value } from '../../model/pack.ts';
import { displayWidth, largest, pad } from '../../output/text/width.ts';
import type { MessageLanguage } from '../host/terminal.ts';
import type { PromptChoice, Prompter, Reply } from './prompter.ts';

/**
 * Asks what the given answers leave open: questions until none can change the outcome, then requirements if there was one, then
 * what to do about unknown answers that decide, since a requirement may suggest another default, and last a review, where all
 * answers can be changed, which comes first if the person `isBack` from the result. Passes the answers to `note` after each one,
 * in case the person leaves.
 */
export async function askOpen(
  prompter: Prompter,
  messageLanguage: MessageLanguage,
  pack: Pack,
  { given, policy, isBack }: { readonly given: Answers; readonly policy: Policy; readonly isBack: boolean },
  note: (answers: Answers) => void,
): Promise<Answers> {
  const messages = promptMessages(messageLanguage);
  const words = decisionMessages(messageLanguage);
  const names = namesIn(pack, words);
  let answers = given;
  /** The answered prompts, for going back: `requirements` is the checkbox list, `defaults` what settles unknown answers. */
  const trail: (Question | 'requirements' | 'defaults')[] = [];
  /** The selected requirements, once they were offered. */
  let marked: readonly Question[] = [];
  let offered = nextQuestion(pack, given) === null;
  /** Back from the result, and no answer is changed yet. */
  let reviewsFirst = isBack;
  const wanted = (): readonly Question[] => (offered ? marked : []);
  const matter = (): readonly Question[] => requirementsThatMatter(pack, answers);

  for (;;) {
    const question = nextQuestion(pack, answers) ?? matter().find((each) => wanted().includes(each));
    if (question) await ask(question);
    else if (!offered) await offer();
    else {
      const undecided = reviewsFirst ? null : stillOpen();
      if (await (undecided ? settle(undecided) : review())) return answers;
    }
  }

  async function ask(question: Question): Promise<void> {
    const reply = await replyTo(question, progressOf(question), trail.length > 0);
    if (reply === 'back') await back();
    else record(question, reply.value);
  }

  async function change(question: Question): Promise<void> {
    const reply = await replyTo(question, messages.step('review', messages.changing), true);
    if (reply !== 'back') record(question, reply.value);
  }

  function record(question: Question, value: Value | null): void {
    reviewsFirst = false;
    const given: Answers = { ...answers, [question.id]: { value, from: 'prompt' } };
    answers = replaceDefaults(given, defaultsFor(pack, given, policy));
    if (trail.includes(question)) trail.splice(trail.indexOf(question), 1);
    trail.push(question);
    note(answers);
  }

  async function back(): Promise<void> {
    const last = trail.pop();
    if (last === 'requirements') offered = false;
    else if (last === 'defaults') answers = replaceDefaults(answers);
    else if (last) await ask(last);
  }

  async function replyTo(question: Question, step: string, canGoBack: boolean): Promise<Reply<Value | null>> {
    const current = answers[question.id]?.value;
    const common = { step, message: question.ask, why: question.why, back: canGoBack };
    if (question.type !== 'number') {
      const choices = question.values.map(({ value, example }): PromptChoice<Value | null> => {
        return { value, key: value, name: names.value(question.id, value), description: example };
      });
      const filled = filledPath(pack, answers, policy).find((each) => each.question === question);
      // Also where defaults lead elsewhere.
      const suggested = filled?.value ?? question.default.at(-1)?.value;
      const open = { value: null, key: unknown, name: messages.dontKnow, description: messages.dontKnowHint };
      return prompter.select<Value | null>({ ...common, choices: [...choices, open], current, suggested });
    }
    const { formatMessage } = await import('../../output/findings.ts');
    const isAnswered = current !== undefined && current !== null;
    return prompter.input<Value | null>({
      ...common,
      hint: messages.number(question.unit, question.example, isAnswered),
      current: isAnswered ? String(current) : '',
      read(typed) {
        // A person knows the question by its title, not by its id.
        const named = { ...question, id: topicOf(question) };
        const reading = readValue(named, typed.normalize('NFKC').trim(), { text: true });
        if (!('value' in reading)) return { problem: formatMessage(reading.problem, messageLanguage) };
        return { value: reading.value, shown: shown(question, reading.value) };
      },
    });
  }

  function progressOf(question: Question): string {
    const position = wanted().indexOf(question) + 1;
    if (position > 0) return messages.step('requirements', messages.requirement(position, wanted().length));
    const number = trail.filter((each) => typeof each !== 'string').length + 1;
    const { [question.id]: _, ...others } = answers;
    return messages.step('questions', messages.progress(number, number - 1 + questionsLeft(pack, others)));
  }

  async function offer(): Promise<void> {
    const questions = matter();
    if (questions.length > 0) {
      const reply = await prompter.checkbox({
        step: messages.step('requirements', messages.optional),
        message: messages.requirements,
        hint: messages.requirementsHint,
        choices: questions.map((question) => choiceOf(question, topicOf(question))),
        checked: questions.filter((question) => marked.includes(question)),
        back: offered || trail.length > 0,
      });
      // Opened from the review, it goes back there.
      if (reply === 'back') return offered ? undefined : back();
      marked = reply.value;
      trail.push('requirements');
    }
    offered = true;
  }

  /** The question that keeps the result open because the person does not know the answer; null: none. */
  function stillOpen() {
    // The final decision reports gaps in the rules.
    return withoutGap(() => {
      const decision = decide(pack, answers, policy);
      const question = undecidedBy(pack, answers, decision);
      if (!decision.open || !question) return null;
      return { question, possible: decision.open.possible.map(names.service) };
    });
  }

  /** @returns whether the person wants to see the open result */
  async function settle({ question, possible }: NonNullable<ReturnType<typeof stillOpen>>): Promise<boolean> {
    const defaults = defaultsFor(pack, answers, policy);
    const all = pack.questions.filter(({ id }) => id in defaults && answers[id]?.from !== 'default');
    const { [question.id]: own } = defaults;
    const topics = all.map(topicOf).join(messages.comma);
    const reply = await prompter.select<'answer' | 'open' | Answers>({
      step: messages.step('review', messages.stillOpen),
      message: messages.hangsOn(topicOf(question), possible),
      why: question.why,
      choices: [
        { value: 'answer', key: 'answer', name: messages.answerNow, description: question.ask },
        ...(own
          ? [{ value: { [question.id]: own }, key: 'default', name: messages.takeDefault(shown(question, own.value)) }]
          : []),
        ...(all.some((each) => each !== question)
          ? [{ value: defaults, key: 'defaults', name: messages.takeDefaults(all.length), description: topics }]
          : []),
        { value: 'open', key: 'open', name: messages.seeOpen, description: messages.seeOpenHint },
      ],
      back: trail.length > 0,
    });
    if (reply === 'back') await back();
    else if (reply.value === 'answer') await change(question);
    else if (reply.value !== 'open') {
      answers = { ...answers, ...reply.value };
      trail.push('defaults');
      note(answers);
    }
    return reply !== 'back' && reply.value === 'open';
  }

  /** @returns whether the person wants to see the result */
  async function review(): Promise<boolean> {
    const answered = pack.questions.filter(({ id }) => id in answers);
    const isMore = matter().length > 0;
    // The numbers before the topics widen the list, too.
    const digits = (index: number): number => String(index + (isMore ? 3 : 2)).length;
    const column = largest(answered.map((question, index) => digits(index) + displayWidth(topicOf(question))));
    const reply = await prompter.select<Question | 'go' | 'more'>({
      step: messages.step('review', ''),
      message: messages.review,
      choices: [
        { value: 'go', key: 'go', name: messages.go, description: messages.goHint },
        ...(isMore ? [{ value: 'more' as const, key: 'more', name: messages.more, description: messages.requirementsHint }] : []),
        ...answered.map((question, index) => {
          const { value = null, from = 'prompt' } = answers[question.id] ?? {};
          const [answer, origin] = [shown(question, value), words.from[from]];
          const topic = pad(topicOf(question), column - digits(index));
          return choiceOf(question, `${topic}  ${origin ? words.inBrackets(answer, origin) : answer}`);
        }),
      ],
      current: 'go',
      back: trail.length > 0,
    });
    if (reply === 'back') await back();
    else if (reply.value === 'more') await offer();
    else if (reply.value !== 'go') await change(reply.value);
    return reply !== 'back' && reply.value === 'go';
  }

  function shown(question: Question, value: Value | null): string {
    return value === null ? messages.dontKnow : names.value(question.id, value);
  }
}

function choiceOf(question: Question, name: string): PromptChoice<Question> {
  return { value: question, key: question.id, name, description: question.ask };
}

function topicOf({ name, ask }: Question): string {
  return name || ask;
}
