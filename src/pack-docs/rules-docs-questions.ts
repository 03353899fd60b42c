import type { ConditionalValue, Question } from '../model/pack.ts';
import { code, escaped, table } from '../output/markdown.ts';
import { conditionText, type Docs, valueText } from './rules-docs.ts';

/** A question: what it means, what may be answered, and where it matters. */
export function questionLines(docs: Docs, question: Question): string[] {
  const { pack, words, labels, to, heading } = docs;
  const asked = Object.values(pack.nodes).filter(({ ask }) => ask === question.id);
  const holding = pack.services.filter(({ facts, variants }) =>
    [...facts, ...variants.flatMap((variant) => variant.facts)].some((fact) => fact.question === question.id),
  );
  return [
    `## ${heading('questions', question.id)}`,
    '',
    labels.inBrackets(`**${escaped(question.ask)}**`, words.groups[question.group]),
    '',
    ...(question.why === '' ? [] : [escaped(question.why), '']),
    ...answersLines(docs, question),
    ...valuesLines(words.assumed, question.assume, docs),
    ...valuesLines(words.byDefault, question.default, docs),
    ...linksLine(
      docs,
      words.askedAt,
      asked.map(({ id }) => `[${code(id)}](${to('tree', id)})`),
    ),
    ...linksLine(
      docs,
      words.heldBy,
      holding.map(({ id }) => `[${code(id)}](${to('services', id)})`),
    ),
  ];
}

function answersLines({ words, labels }: Docs, { type, values, min, max, unit, example }: Question): string[] {
  if (type === 'number') {
    const range = escaped(words.range(min, max, unit));
    return [example === '' ? range : labels.inBrackets(range, `${words.example}${labels.colon}${escaped(example)}`), ''];
  }
  const rows = values.map(({ value, text, example: of }) => [code(value), escaped(text), escaped(of)]);
  return [...table([words.value, words.meaning, words.example], rows), ''];
}

function valuesLines(title: string, values: readonly ConditionalValue[], docs: Docs): string[] {
  if (values.length === 0) return [];
  const line = ({ when, value }: ConditionalValue, index: number): string => {
    const always = Object.keys(when).length === 0;
    if (always) return index === 0 ? valueText(value) : `${docs.words.otherwise} → ${valueText(value)}`;
    return `${conditionText(when, docs)} → ${valueText(value)}`;
  };
  return [`${title}${docs.labels.colon.trimEnd()}`, '', ...values.map((value, index) => `- ${line(value, index)}`), ''];
}

function linksLine({ labels }: Docs, title: string, links: readonly string[]): string[] {
  return links.length === 0 ? [] : [`${title}${labels.colon}${links.join(labels.comma)}`, ''];
}
