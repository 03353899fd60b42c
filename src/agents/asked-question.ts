import type { AskedChoice, AskedQuestion } from '../model/next-step.ts';
import type { Choice, Question, Value } from '../model/pack.ts';

/** What a program that asks people shows at once: more choices are grouped, and the group is asked first. */
const MAX_CHOICES = 4;

/** A question as a program asks it, with at most four choices at a time. */
export function askedQuestion(
  { id, name, ask, why, type, values, ...number }: Question,
  { again, flag, byDefault }: AskedAs,
): AskedQuestion {
  const { min, max, integer, unit, example } = number;
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
    flag,
  };
}

interface AskedAs {
  readonly again: boolean;
  readonly byDefault: Value | null;
  readonly flag: string;
}

/** Choices in pack order, in as few groups of about the same size as hold them all. */
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

/** The values that a question offers, those in groups among them. */
export function valuesIn(choices: readonly AskedChoice[]): AskedChoice[] {
  return choices.flatMap((choice) => (choice.value === null ? valuesIn(choice.choices) : [choice]));
}
