import { clean } from './clean.ts';

/**
 * A pack that cannot be proved within the budget: its upper nodes keep count of whether an even number of answers was `yes`,
 * and its lower nodes ask all questions again. To prove that no even path leads to the odd leaf takes a look at each path.
 */
export function parityPack(count: number): Record<string, string> {
  const ids = Array.from({ length: count }, (_, index) => `q${index}`);
  const questions = ids.map(
    (id) => `  ${id}: {type: boolean, group: core, ask: ${id}?, values: {"yes": {text: yes}, "no": {text: no}}}\n`,
  );
  const chain = (name: string, even: string, odd: string): string =>
    ids
      .flatMap((ask, index) =>
        ['even', 'odd'].map((state) => {
          const to = (next: string): string =>
            index + 1 < count ? `${name}-${next}-${index + 1}` : next === 'even' ? even : odd;
          const other = state === 'even' ? 'odd' : 'even';
          const branches = [
            `{when: yes, because: one more, then: ${to(other)}}`,
            `{when: no, because: no more, then: ${to(state)}}`,
          ];
          return `  ${name}-${state}-${index}:\n    ask: ${ask}\n    branches: [${branches.join(', ')}]\n`;
        }),
      )
      .join('');
  return {
    'pack/pack.yaml': (clean['pack/pack.yaml'] as string)
      .replace('[en, ja]', '[en]')
      .replace('{en: Clean, ja: 問題のないパック}', 'Parity'),
    'pack/questions.yaml': `questions:\n${questions.join('')}`,
    'pack/tree.yaml': `tree: first-even-0\nnodes:\n${chain('first', 'again-even-0', 'odd')}${chain('again', 'even', 'odd')}  even: {services: [{service: even, summary: Even.}]}\n  odd: {services: [{service: odd, summary: Odd.}]}\n`,
    'pack/services.yaml': 'services:\n  even: {name: Even, summary: It is even.}\n  odd: {name: Odd, summary: It is odd.}\n',
  };
}
