import { services as en } from '../messages/en/services.ts';
import { services as ja } from '../messages/ja/services.ts';
import { inLanguage, localeOf } from '../messages/locale.ts';
import { offeringText } from '../model/service-variant.ts';
import { type Article, type ArticleContext, as, bullets, type Prose } from '../output/article.ts';
import { articleFormats } from '../output/article-formats.ts';
import { cardArticle } from './card-article.ts';
import type { ServiceMap } from './service-map.ts';
import type { Card, Comparison, ServiceList } from './services.ts';

export const listFormats = articleFormats<ServiceList>(listArticle);
export const cardFormats = articleFormats<Card>(cardArticle);
export const compareFormats = articleFormats<Comparison>(comparisonArticle);
export const mapFormats = articleFormats<ServiceMap>(mapArticle);

function catalogLocale(context: ArticleContext) {
  return { ...localeOf(context), catalog: inLanguage(context.lang, { en, ja }) };
}

function listArticle({ services, rules }: ServiceList, context: ArticleContext): Article {
  const { catalog, messages } = catalogLocale(context);
  const [first, second] = services;
  const entries = services.map(({ id, name, summary, variants }) => {
    const ids = variants.map((variant) => variant.id).join(', ');
    const more = [summary, ids && `${catalog.variants}${messages.colon}${ids}`].filter((text) => text !== '');
    return { term: id, lines: [[as('strong', name)], ...more.map((text) => [text])] };
  });
  return {
    title: catalog.services(`${rules.id} ${rules.version}`),
    lead: [{ kind: 'terms', entries }],
    sections: [],
    foot: [
      ...(first ? [catalog.seeCard(`tsunagi services ${first.id}`)] : []),
      ...(first && second ? [catalog.seeComparison(`tsunagi services ${first.id} ${second.id}`)] : []),
    ],
    rules,
  };
}

/** Compares services side by side, topic by topic. */
function comparisonArticle({ offerings, criteria, rules }: Comparison, context: ArticleContext): Article {
  const { catalog, messages, names, pack } = catalogLocale(context);
  const head = offerings.map(({ service, variant }) => names.offering(service, variant));
  const numbers = new Set(pack.questions.flatMap(({ id, type }) => (type === 'number' ? [id] : [])));
  const rows = criteria.map(({ topic, facts }) => {
    // If a topic covers several questions, each figure names its own.
    const isAmbiguous = new Set(facts.flatMap((cell) => cell.flatMap(({ question }) => question ?? []))).size > 1;
    const cells = facts.map((cell) =>
      cell.map(({ short, source, question, variants, certainty }): Prose => {
        const about = isAmbiguous && question !== null && numbers.has(question) ? `${question}${messages.colon}` : '';
        const only: Prose = variants.length === 0 ? [] : [as('code', variants.join(', ')), messages.colon];
        return [...only, about, { text: short, url: source }, certainty === 'aws' ? '' : ' *'];
      }),
    );
    return { label: pack.topics?.[topic] ?? topic, cells };
  });
  const isUncertain = criteria.some(({ facts }) => facts.flat().some(({ certainty }) => certainty !== 'aws'));
  const [first] = offerings;
  return {
    title: catalog.comparison(messages.and(head)),
    lead: [{ kind: 'grid', head, rows }],
    sections: [],
    foot: [
      ...(isUncertain ? [catalog.certaintyMark] : []),
      ...(first ? [catalog.seeCard(`tsunagi services ${offeringText(first)}`)] : []),
    ],
    rules,
  };
}

/** A map of the services over two questions. */
function mapArticle({ by, columns, rows, cells, silent, rules }: ServiceMap, context: ArticleContext): Article {
  const { catalog, messages, names } = catalogLocale(context);
  const [across, down] = by;
  const hasVariants = cells.some(({ admitted }) => admitted.some(({ variants }) => variants.length > 0));
  return {
    title: catalog.map(across, down),
    lead: [
      bullets([
        [`${catalog.columns}${messages.colon}${names.ask(across)}`],
        [`${catalog.rows}${messages.colon}${names.ask(down)}`],
      ]),
      {
        kind: 'grid',
        head: columns.map((value) => names.value(across, value)),
        rows: rows.map((row) => ({
          label: names.value(down, row),
          cells: columns.map((column) => placedAt(column, row)),
        })),
      },
    ],
    sections: [],
    foot: [
      catalog.legend,
      ...(hasVariants ? [catalog.inVariants] : []),
      ...(silent.length > 0 ? [catalog.silent(messages.and(silent))] : []),
    ],
    rules,
  };

  /** The services in one cell, the recommended one first. */
  function placedAt(column: string, row: string): Prose[] {
    const { admitted = [], recommended = null } = cells.find((cell) => cell.column === column && cell.row === row) ?? {};
    const isChoice = ({ service, variants }: (typeof admitted)[number]): boolean =>
      recommended?.service === service &&
      (recommended.variant === null || variants.length === 0 || variants.includes(recommended.variant));
    const named = (service: string, variants: readonly string[]): string =>
      variants.length === 0 ? names.service(service) : messages.inBrackets(names.service(service), variants.join(', '));
    const others = admitted.filter((each) => !isChoice(each)).map(({ service, variants }) => [named(service, variants)]);
    if (!recommended) return others;
    const choice = admitted.find(isChoice)?.variants ?? (recommended.variant === null ? [] : [recommended.variant]);
    const companions = recommended.with.map(names.companion);
    const together = companions.length === 0 ? '' : ` + ${messages.and(companions)}`;
    return [[as('chosen', named(recommended.service, choice) + together)], ...others];
  }
}
