import { code, escaped, headingText, link, table } from '../output/markdown.ts';
import type { ServiceList } from './card.ts';
import { rulesName } from './service-labels.ts';
import { type Render, serviceWordsOf } from './service-words.ts';

/** The services of a pack for a wiki. */
export const render: Render<ServiceList> = ({ services, rules }, context) => {
  const { of, labels } = serviceWordsOf(context);
  const rows = services.map(({ id, name, url, summary, differentiator, variants }) => [
    code(id),
    link(name, url),
    escaped(summary),
    escaped(differentiator),
    variants.map((variant) => code(variant.id)).join(' '),
  ]);
  const lines = table(['ID', labels.service, labels.meaning, of.apart, of.variants], rows);
  return `${[`# ${headingText(of.services(rulesName(rules)))}`, '', ...lines].join('\n')}\n`;
};
