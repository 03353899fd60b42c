import fc from 'fast-check';
import type { Answer, Answers } from '../../src/model/decision.ts';
import type { Value } from '../../src/model/pack.ts';
import { builtInPack } from './built-in.ts';

export type Given = Readonly<Record<string, Value>>;

/** Answers to some questions of the built-in pack; null is unknown. */
export const anyAnswers: fc.Arbitrary<Answers> = fc
  .tuple(
    ...builtInPack('en').questions.map(({ id, type, values, min, max, integer }) => {
      const range = { min, max: max ?? 1000 };
      const number: fc.Arbitrary<Value> = integer
        ? fc.integer(range)
        : fc.double({ ...range, noNaN: true }).map((each) => each + 0);
      const value = type === 'number' ? number : fc.constantFrom<Value>(...values.map(({ value }) => value));
      return fc.option(
        fc.option(value, { freq: 9 }).map((each): [string, Answer] => [id, { value: each, from: 'prompt' }]),
        { freq: 2 },
      );
    }),
  )
  .map((given) => Object.fromEntries(given.filter((each) => each !== null)));

/** The same as a person would write them. */
export const anyGiven: fc.Arbitrary<Given> = anyAnswers.map((answers) =>
  Object.fromEntries(Object.entries(answers).map(([id, { value }]) => [id, value ?? 'unknown'])),
);
