import { nextQuestion, questionsLeft, requirementsThatMatter } from '../../engine/questionnaire.ts';
import type { Answers } from '../../model/decision.ts';
import type { Pack, Question } from '../../model/pack.ts';
import type { Ask, Shown } from './ask.ts';

/**
 * Asks what the given answers leave open: question by question until none can change the outcome, then which requirements
 * there are, then for a last look at all answers. Answers that were given are not asked for, but can be changed; an answer
 * that is changed leaves all others as they are.
 *
 * @param note told the answers after each one, so that they are not lost when the person leaves
 * @returns the given answers and those of the person; the given ones as they are if there is nothing to ask
 */
export async function askOpen(pack: Pack, given: Answers, ask: Ask, note: (answers: Answers) => void): Promise<Answers> {
  let answers = given;
  let wanted: readonly Question[] = [];
  let offered = false;

  for (;;) {
    const question = nextQuestion(pack, answers) ?? wanted.find(({ id }) => !(id in answers));
    if (question) await answer(question);
    else if (answers === given) return given;
    else if (!offered) await offer();
    else if (await review()) return answers;
  }

  /** Asks one question, or instead of it another one again. */
  async function answer(question: Question): Promise<void> {
    const { [question.id]: current, ...others } = answers;
    const reply = await ask.question({
      question,
      number: Object.values(others).filter(({ from }) => from === 'prompt').length + 1,
      left: leftAfter(question, others),
      current: current?.value,
      back: Object.keys(others).length > 0,
    });
    if (reply === 'back') return change();
    answers = { ...answers, [question.id]: { value: reply.value, from: 'prompt' } };
    note(answers);
  }

  /** Unknown stands for any answer, and so for the one that leads to most questions. */
  function leftAfter({ id }: Question, others: Answers): number {
    const answered: Answers = { ...others, [id]: { value: null, from: 'prompt' } };
    return questionsLeft(pack, answered) + wanted.filter((requirement) => !(requirement.id in answered)).length;
  }

  async function change(): Promise<void> {
    const id = await ask.earlier(shown());
    const question = pack.questions.find((candidate) => candidate.id === id);
    if (question) await answer(question);
  }

  async function offer(): Promise<void> {
    const questions = requirementsThatMatter(pack, answers);
    const chosen = questions.length > 0 ? await ask.requirements(questions) : [];
    if (chosen === 'back') return change();
    offered = true;
    wanted = questions.filter(({ id }) => chosen.includes(id));
  }

  async function review(): Promise<boolean> {
    const choice = await ask.review(shown(), requirementsThatMatter(pack, answers).length > 0);
    if (choice === 'go') return true;
    if (choice === 'more') await offer();
    else await answer(pack.questions.find(({ id }) => id === choice.change) as Question);
    return false;
  }

  function shown(): Shown[] {
    return pack.questions.flatMap((question) => {
      const found = answers[question.id];
      return found ? [{ question, value: found.value }] : [];
    });
  }
}
