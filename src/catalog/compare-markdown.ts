import { code, escaped, headingText, link, table } from '../output/markdown.ts';
import type { ComparedFact, Comparison } from './comparison.ts';
import { rulesName, topicName } from './service-labels.ts';
import { ambiguousIn, offeringName, type Render, type ServiceWords, serviceWordsOf } from './service-words.ts';

/** Services side by side as a table, each figure a link to its source. */
export const render: Render<Comparison> = ({ offerings, criteria, rules }, context) => {
  const words = serviceWordsOf(context);
  const { of, labels } = words;
  const names = offerings.map((offering) => offeringName(words, offering));
  const rows = criteria.map(({ topic, facts }) => [
    escaped(topicName(of, topic)),
    ...facts.map((cell) => cell.map((fact) => factText(words, fact, ambiguousIn(words, facts))).join('; ')),
  ]);
  const uncertain = criteria.some(({ facts }) => facts.some((cell) => cell.some(({ certainty }) => certainty !== 'aws')));
  const blocks = [
    [`# ${headingText(of.comparison(labels.and(names)))}`],
    table([of.topic, ...names.map(escaped)], rows),
    uncertain ? [escaped(of.certaintyMark)] : [],
    [`${labels.rules}${labels.colon}${escaped(rulesName(rules))} (\`${rules.digest}\`)`],
  ].filter((lines) => lines.length > 0);
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`;
};

function factText(
  { labels }: ServiceWords,
  { short, question, source, variants, certainty }: ComparedFact,
  ambiguous: ReadonlySet<string>,
): string {
  const of = variants.length > 0 ? `${variants.map(code).join(' ')}${labels.colon}` : '';
  const about = question !== null && ambiguous.has(question) ? `${code(question)}${labels.colon}` : '';
  return `${of}${about}${link(short, source)}${certainty === 'aws' ? '' : ' \\*'}`;
}
