import { code, escaped, headingText, link, table } from '../output/markdown/markdown.ts';
import {
  ambiguousIn,
  type CatalogLocale,
  catalogLocale,
  offeringName,
  type Render,
  rulesName,
  topicName,
} from './catalog-locale.ts';
import type { ComparedFact, Comparison } from './comparison.ts';

/** Services side by side as a table, each figure a link to its source. */
export const render: Render<Comparison> = ({ offerings, criteria, rules }, context) => {
  const locale = catalogLocale(context);
  const { catalog, messages } = locale;
  const names = offerings.map((offering) => offeringName(locale, offering));
  const rows = criteria.map(({ topic, facts }) => [
    escaped(topicName(locale, topic)),
    ...facts.map((cell) => cell.map((fact) => factText(locale, fact, ambiguousIn(locale, facts))).join('; ')),
  ]);
  const uncertain = criteria.some(({ facts }) => facts.some((cell) => cell.some(({ certainty }) => certainty !== 'aws')));
  const blocks = [
    [`# ${headingText(catalog.comparison(messages.and(names)))}`],
    table([catalog.topic, ...names.map(escaped)], rows),
    uncertain ? [escaped(catalog.certaintyMark)] : [],
    [`${messages.rules}${messages.colon}${escaped(rulesName(rules))} (\`${rules.digest}\`)`],
  ].filter((lines) => lines.length > 0);
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`;
};

function factText(
  { messages }: CatalogLocale,
  { short, question, source, variants, certainty }: ComparedFact,
  ambiguous: ReadonlySet<string>,
): string {
  const of = variants.length > 0 ? `${variants.map(code).join(' ')}${messages.colon}` : '';
  const about = question !== null && ambiguous.has(question) ? `${code(question)}${messages.colon}` : '';
  return `${of}${about}${link(short, source)}${certainty === 'aws' ? '' : ' \\*'}`;
}
