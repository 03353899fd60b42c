import { lintRule } from '../lint-rule.ts';
import { partsIn } from '../pack-parts.ts';

export const textRules = [
  lintRule({
    code: 'same-text',
    level: 'warning',
    *check({ pack, languages }) {
      for (const [at, { id, values }] of pack.questions.entries()) {
        const texts = values.map(
          ({ value }, index) => [`${value}.text`, languages.map(({ questions }) => questions[at]?.values[index]?.text)] as const,
        );
        yield* repeated(`questions.${id}.values`, texts);
      }
      for (const { id, branches } of Object.values(pack.nodes)) {
        const reasons = branches.map(
          ({ to }, index) => [String(index), [to, ...languages.map(({ nodes }) => nodes[id]?.branches[index]?.because)]] as const,
        );
        yield* repeated(`nodes.${id}.branches`, reasons);
      }
    },
    en: ({ first }, { q }) => [`This says the same as ${q(first)}.`, 'Make the difference clear, or make one of the two.'],
    ja: ({ first }, { q }) => [`${q(first)}と同じ内容です。`, '違いが分かるように書くか、1つにまとめてください。'],
    what: 'Two values of a question have the same text, or two branches of a node lead to the same place for the same reason.',
  }),
  lintRule({
    code: 'missing-text',
    level: 'warning',
    *check({ pack, languages }) {
      const paths = languages.flatMap(
        ({ questions, derived, nodes, leaves, services, patterns, mitigations, neighbours, advice }) => {
          const sections = { questions, derived, nodes, leaves, services, patterns, mitigations, neighbours, advice };
          return [...partsIn(sections)].flatMap(([path, part, key]) =>
            textKeys.has(key) && typeof part === 'string' && part.trim() === '' && !optional.test(path) ? path : [],
          );
        },
      );
      for (const path of new Set(paths)) yield [path, { key: path }];
      for (const { id, tradeOff } of Object.values(pack.mitigations)) {
        if (tradeOff === undefined) yield [`mitigations.${id}`, { key: `mitigations.${id}.trade-off` }];
      }
    },
    en: ({ key }, { q }) => [`${q(key)} is missing or empty.`, 'Write it.'],
    ja: ({ key }, { q }) => [`${q(key)}がないか、空です。`, '内容を書いてください。'],
    what:
      'A text is empty in at least one language; a mitigation, pattern, neighbour or warning has no source; or a mitigation does ' +
      'not state its trade-off.',
  }),
];

/** The paths of members that say the same as an earlier one, and the path of that one. */
function* repeated(path: string, members: readonly (readonly [name: string, says: readonly (string | undefined)[]])[]) {
  const first = new Map<string, string>();
  for (const [name, says] of members) {
    const key = JSON.stringify(says);
    const earlier = first.get(key);
    if (earlier === undefined) first.set(key, `${path}.${name}`);
    else yield [`${path}.${name}`, { first: earlier }] as const;
  }
}

const textKeys = new Set('ask because caution cost givesUp name short source summary text tradeOff url'.split(' '));

/** A variant inherits the name and the summary of its service; a mitigation may have no name, and a service no page. */
const optional = /\.variants\.[^.]+\.(name|summary)$|^mitigations\.[^.]+\.name$|^services\.[^.]+\.url$/;
