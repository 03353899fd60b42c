import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextQuestion, nextQuestions, questionsLeft, requirementsThatMatter } from '../../src/engine/questionnaire.ts';
import type { Pack, Value } from '../../src/model/pack.ts';
import { answersOf } from '../support/answers.ts';
import { builtInPack } from '../support/built-in.ts';
import { ends, endsAndGaps, type Given, isInput, recommend, samples } from '../support/oracle.ts';
import { arbitraryPack, situationIn } from '../support/random-pack.ts';
import { forAll, runs } from '../support/runs.ts';

const asking = { assume: false, defaults: false };
const situation = situationIn(fc.oneof(arbitraryPack(), arbitraryPack({ quantity: true })));
/** With and without gaps. */
const any = fc.oneof(situation, situationIn(arbitraryPack({ messy: true })));

function outcomes(pack: Pack, given: Given): Set<string> {
  const { found, gaps } = endsAndGaps(pack, given, asking);
  const keys = found.map((end) => {
    const { option, codes, with: companions } = recommend(pack, end);
    return JSON.stringify([option.service, option.variant, option.pattern, codes, companions]);
  });
  return new Set([...keys, ...gaps.map(() => 'gap')]);
}

function known(given: Given): Given {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null));
}

describe('asking', () => {
  it('ends exactly when no open question can change the outcome', () =>
    forAll(runs(40), [any], ({ pack, given }) => {
      const answers = known(given);
      expect(nextQuestion(pack, answersOf(answers)) === null).toBe(outcomes(pack, answers).size === 1);
    }));

  it('never repeats a question, even one answered "unknown", and ends when all are answered', () =>
    forAll(runs(40), [any, fc.infiniteStream(fc.nat(10))], ({ pack, given }, picks) => {
      const answers: Record<string, Value | null> = { ...given };
      for (let asked = 0; asked <= pack.questions.length; asked++) {
        const left = questionsLeft(pack, answersOf(answers));
        const [question, ...others] = nextQuestions(pack, answersOf(answers), 4);
        expect(nextQuestion(pack, answersOf(answers))).toBe(question ?? null);
        if (!question) return;
        const together = new Set([question, ...others].map(({ id }) => id));
        expect([together.size, [...together].filter((id) => id in answers)]).toEqual([others.length + 1, []]);
        expect(left).toBeGreaterThan(0);
        const values: (Value | null)[] = [...samples(pack, question), null];
        answers[question.id] = values[picks.next().value % values.length] as Value | null;
      }
      throw new Error('asked more questions than there are');
    }));

  it('offers exactly the requirements that could change the outcome', () =>
    forAll(runs(24), [situation], ({ pack, given }) => {
      const answers = known(given);
      const offered = requirementsThatMatter(pack, answersOf(answers)).map(({ id }) => id);
      const asked = new Set(ends(pack, answers, asking).flatMap(({ asked }) => asked));
      expect(offered.filter((id) => id in answers || asked.has(id))).toEqual([]);
      if (outcomes(pack, answers).size > 1) return;
      for (const question of pack.questions.filter(({ id }) => !(id in answers) && !asked.has(id))) {
        const before = [...outcomes(pack, answers)][0];
        const changes = samples(pack, question).some((value) =>
          [...outcomes(pack, { ...answers, [question.id]: value })].some((after) => after !== before),
        );
        // An input of a quantity may matter only together with another one.
        const mayMatter = isInput([pack], question) && offered.includes(question.id);
        if (!mayMatter) expect(offered.includes(question.id)).toBe(changes);
      }
    }));

  it('also offers a requirement on which only a neighbour depends, where that one may stand', () => {
    const offered = (answers: Given) => requirementsThatMatter(builtInPack('en'), answersOf(answers)).map(({ id }) => id);
    const known = { data: 'message', completion: 'async', timing: 'pull', fanout: 'p2p', origin: 'new', receiver: 'services' };
    expect(offered({ ...known, protocol: 'none' })).toContain('routing');
    expect(offered({ ...known, protocol: 'amqp' })).not.toContain('routing');
  });
});
