import { unknown } from '../../engine/answer.ts';
import { decisionMessages } from '../../messages/locale.ts';
import { type Names, namesIn } from '../../messages/names.ts';
import type { Pack, Question, Value } from '../../model/pack.ts';
import type { Texts } from '../texts.ts';
import type { QuestionView, Reply, Shown } from './ask.ts';

/** Something to choose, the same in both kinds of prompt. */
export interface Choice<T> {
  readonly value: T;
  /** What can be typed for it in plain mode; null: only its number. */
  readonly key: string | null;
  readonly name: string;
  /** An example, or an explanation. */
  readonly detail: string;
}

/** What is said around choices. */
export interface Wording {
  readonly texts: Texts;
  readonly names: Names;
}

export function wordingOf(pack: Pack, lang: string, texts: Texts): Wording {
  return { texts, names: namesIn(pack, decisionMessages(lang)) };
}

/** The values of a choice or boolean question, "don't know", and the way back. */
export function answerChoices({ question, back }: QuestionView, { texts, names }: Wording): Choice<Reply>[] {
  const values: Choice<Reply>[] = question.values.map(({ value, example }) => ({
    value: { value },
    key: value,
    name: names.value(question.id, value),
    detail: example === '' ? '' : texts.example(example),
  }));
  values.push({ value: { value: null }, key: unknown, name: texts.dontKnow, detail: texts.dontKnowHint });
  if (back) values.push({ value: 'back', key: 'b', name: texts.back, detail: '' });
  return values;
}

/** Answers given so far, to choose one of. */
export function shownChoices(answers: readonly Shown[], wording: Wording): Choice<string>[] {
  return answers.map(({ question, value }) => ({
    value: question.id,
    key: question.id,
    name: question.ask,
    detail: answerText(question, value, wording),
  }));
}

export function answerText(question: Question, value: Value | null, { texts, names }: Wording): string {
  return value === null ? texts.dontKnow : names.value(question.id, value);
}

/** Which choice stands for the answer that a question has already; -1 if it has none. */
export function currentIndex(choices: readonly Choice<Reply>[], current: Value | null | undefined): number {
  return choices.findIndex(({ value }) => value !== 'back' && value.value === current);
}
