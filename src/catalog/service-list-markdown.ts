import { code, escaped, headingText, link, table } from '../output/markdown/markdown.ts';
import type { ServiceList } from './card.ts';
import { catalogLocale, type Render, rulesName } from './catalog-locale.ts';

/** The services of a pack for a wiki. */
export const render: Render<ServiceList> = ({ services, rules }, context) => {
  const { catalog, messages } = catalogLocale(context);
  const rows = services.map(({ id, name, url, summary, differentiator, variants }) => [
    code(id),
    link(name, url),
    escaped(summary),
    escaped(differentiator),
    variants.map((variant) => code(variant.id)).join(' '),
  ]);
  const lines = table(['ID', messages.service, messages.meaning, catalog.apart, catalog.variants], rows);
  return `${[`# ${headingText(catalog.services(rulesName(rules)))}`, '', ...lines].join('\n')}\n`;
};
