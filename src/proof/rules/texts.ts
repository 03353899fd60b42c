import { lintRule } from '../lint-rule.ts';
import { partsIn } from '../pack-parts.ts';

export const textRules = [
  lintRule({
    code: 'missing-text',
    level: 'warning',
    *check({ pack, languages }) {
      const empty = new Map<string, number>();
      const required = new Set<string>();
      for (const { questions, derived, nodes, leaves, services, patterns, mitigations, neighbours, advice } of languages) {
        const sections = { questions, derived, nodes, leaves, services, patterns, mitigations, neighbours, advice };
        for (const [path, part, key] of partsIn(sections)) {
          if (typeof part !== 'string' || part.trim() !== '') continue;
          empty.set(path, (empty.get(path) ?? 0) + 1);
          if (textKeys.has(key) && !optional.test(path)) required.add(path);
        }
      }
      for (const [path, count] of empty) {
        if (required.has(path) || (sentences.test(path) && count < languages.length)) yield [path, { key: path }];
      }
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

const textKeys = new Set('ask because caution cost givesUp name short source summary text tradeOff url'.split(' '));

/** Texts that may be empty, but in all languages alike. */
const sentences = /\.(differentiator|meaning|why)$/;

/** A variant inherits the name and the summary of its service; a mitigation may have no name, and a service no page. */
const optional = /\.variants\.[^.]+\.(name|summary)$|^mitigations\.[^.]+\.name$|^services\.[^.]+\.url$/;
