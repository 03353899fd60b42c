import type { Layered, Override } from '../../pack/merge.ts';
import { at, type SourceNode } from '../../pack/source-node.ts';
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
  lintRule({
    code: 'inherited-text',
    level: 'warning',
    *check({ source }) {
      const texts = source ? inheritedTexts(source.layered, source.languages) : [];
      for (const { path, ...args } of texts) yield [`${path}.${args.written[0]}`, { key: path, ...args }];
    },
    en: ({ key, reason, written, inherited }, { q, list }) =>
      reason === 'limits'
        ? [
            `${q(key)} has other limits now (${list(written)}), but inherits ${list(inherited)}, which may name the old ones.`,
            `Write ${list(inherited)} anew, too.`,
          ]
        : [
            `The text ${q(key)} is written anew in ${list(written)}, but inherited in ${list(inherited)}, where it may say something else.`,
            `Write it in ${list(inherited)}, too.`,
          ],
    ja: ({ key, reason, written, inherited }, { q, list }) =>
      reason === 'limits'
        ? [
            `${q(key)}の上限・下限などの値（${list(written)}）は上書きされていますが、${list(inherited)}は継承したままで、元の値を述べている可能性があります。`,
            `${list(inherited)}も上書きしてください。`,
          ]
        : [
            `文${q(key)}は${list(written)}では上書きされていますが、${list(inherited)}では継承したままで、内容が食い違っている可能性があります。`,
            `${list(inherited)}の文も書いてください。`,
          ],
    what: 'A pack overrides a limit but inherits its texts or source, or overrides a text in only some of its languages.',
    why: 'Decisions use the new limit, but cards, warnings and reasons the old figure. Repeat what still applies.',
    example: `
      services:
        sqs: {facts: {message-kib: {max: 512}}}          # its texts still say 1 MiB
      questions:
        data: {ask: {en: "What do you send?"}}           # in Japanese it is the old text
    `,
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

/** Inherited texts that may not fit what the pack overrides. */
interface InheritedText {
  /** `limits`: texts and source of a fact with new limits. `languages`: a text that is new in only some of its languages. */
  readonly reason: 'limits' | 'languages';
  /** The path of the fact or text, in the form of `places`. */
  readonly path: string;
  /** The new parts: keys of limits, or languages. */
  readonly written: readonly string[];
  /** The inherited parts: keys of texts, or languages. */
  readonly inherited: readonly string[];
}

const limitPath = /^((?:services|neighbours)\.[^.]+(?:\.variants\.[^.]+)?\.facts\.[^.]+)\.(min|max|values)$/;

/**
 * Finds overrides without the texts that belong to them: a fact with new limits, but the old source or old texts that mention
 * them, and a text that is new in only some of its languages. A later pack that writes all of these, even unchanged, resolves it.
 */
function inheritedTexts({ written, layers, layerOf, overrides }: Layered, languages: readonly string[]): InheritedText[] {
  const found = new Map<string, InheritedText>();
  for (const [path, override] of overrides) examine(path, override);
  return [...found.values()];

  function examine(path: string, { how, at: place }: Override): void {
    const rank = (file: string): number => layers.lastIndexOf(layerOf.get(file) ?? '');
    const isOlder = (text: SourceNode | undefined): boolean => {
      // The text in each language, or one text for all of them.
      const parts = text?.entries?.values() ?? (text ? [text] : []);
      return [...parts].every((part) => rank(part.at.file) < rank(place.file));
    };
    const [, fact = '', limit] = limitPath.exec(path) ?? [];
    const texts = at(written, fact.split('.'))?.entries;
    if (limit !== undefined && texts) {
      const inherited = ['short', 'text', 'source'].filter((key) => isOlder(texts.get(key)));
      note('limits', fact, limit, inherited);
      return;
    }
    const steps = path.split('.');
    const language = steps.pop() ?? '';
    const inLanguages = at(written, steps)?.entries;
    // `renamed` maps old ids of questions, which may look like languages.
    if (how !== 'replaced' || !inLanguages || !languages.includes(language) || steps[1] === 'renamed') return;
    const isInherited = (text: SourceNode | undefined) => typeof text?.scalar === 'string' && isOlder(text);
    const inherited = languages.filter((each) => isInherited(inLanguages.get(each)));
    note('languages', steps.join('.'), language, inherited);
  }

  function note(reason: InheritedText['reason'], path: string, written: string, inherited: readonly string[]): void {
    const known = found.get(path);
    if (known) found.set(path, { ...known, written: [...known.written, written] });
    else if (inherited.length > 0) found.set(path, { reason, path, written: [written], inherited });
  }
}
