import { groupedBy } from '../engine/lists.ts';
import { services as en } from '../messages/en/services.ts';
import { services as ja } from '../messages/ja/services.ts';
import { inLanguage, localeOf } from '../messages/locale.ts';
import { offeringText } from '../model/pack.ts';
import { type Article, as, bullets, type Inline, type Item, type Prose, paragraph } from '../output/article.ts';
import { articleFormats } from '../output/article-formats.ts';
import type { RenderContext } from '../output/context.ts';
import { monitoringSections } from '../output/monitoring-sections.ts';
import { rulesCommand } from '../output/shell-command.ts';
import { type CardFact, type Figures, figuresOf, inShort, type ShortFact } from './figures.ts';
import type { ServiceMap } from './service-map.ts';
import type { Card, Comparison, ServiceList } from './services.ts';

export const listFormats = articleFormats<ServiceList>(listArticle);
export const cardFormats = articleFormats<Card>(cardArticle);
export const compareFormats = articleFormats<Comparison>(comparisonArticle);
export const mapFormats = articleFormats<ServiceMap>(mapArticle);

function catalogLocale({ pack }: RenderContext) {
  return { ...localeOf(pack), catalog: inLanguage(pack.lang, { en, ja }) };
}

type CatalogLocale = ReturnType<typeof catalogLocale>;

function listArticle({ services, rules }: ServiceList, context: RenderContext): Article {
  const { catalog, messages } = catalogLocale(context);
  const [first, second] = services;
  const related = Object.keys(context.pack.neighbours).sort();
  const entries = services.map(({ id, name, summary, variants }) => {
    const ids = variants.map((variant) => variant.id).join(messages.comma);
    const more = [summary, ids && `${catalog.variants}${messages.colon}${ids}`].filter((text) => text !== '');
    return { term: id, lines: [[as('strong', name)], ...more.map((text) => [text])] };
  });
  return {
    title: catalog.services(`${rules.id}@${rules.version}`),
    lead: [{ kind: 'terms', entries }],
    sections: [],
    foot: [
      ...(related.length > 0 ? [`${catalog.related}${messages.colon}${related.join(messages.comma)}`] : []),
      ...(first ? [catalog.seeShort(rulesCommand(context.rules, ['services', first.id]))] : []),
      ...(first && second ? [catalog.seeComparison(rulesCommand(context.rules, ['services', first.id, second.id]))] : []),
    ],
  };
}

/** What the pack knows about a service or one of its variants: its facts in short, or everything with `explain`. */
function cardArticle(card: Card, context: RenderContext): Article {
  const locale = catalogLocale(context);
  const { catalog, messages, names } = locale;
  const { service, variant, variants } = card;
  const own = variant === null ? undefined : variants[0];
  const labelled = (label: string, text = '') => paragraph(...(text === '' ? [] : [as('quiet', label), messages.colon, text]));
  const { sections, foot } = context.explain ? cardInFull(card, locale) : cardInShort(card, locale);
  const offering = offeringText({ service: service.id, variant });
  const more = (...options: string[]): string => rulesCommand(context.rules, ['services', offering], options);
  const hasAlarms = Object.values(card.monitoring).some((metrics) => metrics.some(({ alarm }) => alarm !== null));
  return {
    title: names.offering(service.id, variant),
    lead: [
      paragraph(service.summary),
      paragraph(own?.summary ?? ''),
      labelled(catalog.apart, service.differentiator),
      // A variant's drawbacks replace its service's.
      labelled(messages.tradeOffs, own?.tradeOff ?? service.tradeOff),
      labelled(messages.cost, own?.cost ?? service.cost),
      paragraph(as('quiet', service.url)),
    ],
    sections: [
      { heading: catalog.variants, blocks: [{ kind: 'terms', entries: own ? [] : variants.map(aboutVariant) }] },
      ...sections,
    ],
    foot: [
      ...foot,
      ...(context.explain ? [] : [catalog.seeCard(more('--explain'))]),
      ...(hasAlarms ? [catalog.seeAlarms(more('--alarms', 'cloudformation'))] : []),
    ],
  };

  function aboutVariant({ id, name, summary, ...of }: Card['variants'][number]) {
    const described = messages.withDrawbacks(summary, of);
    return { term: id, lines: [[as('strong', name), ...(described === '' ? [] : [messages.colon, described])]] };
  }
}

type CardBody = Pick<Article, 'sections' | 'foot'>;

/** The general facts in a few words, topic by topic, as comparisons show them. */
function cardInShort({ topics, variants }: Card, locale: CatalogLocale): CardBody {
  const { catalog, pack } = locale;
  const general = topics
    .map(({ topic, facts }) => ({ topic, facts: inShort(facts, variants) }))
    .filter(({ facts }) => facts.length > 0);
  const entries = general.map(({ topic, facts }) => ({
    term: pack.topics[topic] ?? topic,
    lines: figuresOf(locale, topic, facts).map(({ only, figures }) => [...onlyOf(locale, only), ...inOneLine(figures)]),
  }));
  const shown = general.flatMap(({ facts }) => facts);
  return {
    sections: [{ heading: catalog.facts, blocks: [{ kind: 'terms', entries }] }],
    foot: certaintyNote(locale, shown),
  };

  /** Each label once, before all its figures; figures without one come first. */
  function inOneLine(figures: Figures['figures']): Prose {
    const labelled = groupedBy(figures, ({ label }) => label).sort(([a], [b]) => Number(a.label !== '') - Number(b.label !== ''));
    const texts = labelled.flatMap(([first, ...others]) => [[first.label, ...first.text], ...others.map(({ text }) => text)]);
    return texts.flatMap((text, index) => (index === 0 ? text : [catalog.between, ...text]));
  }
}

/** Every fact with its source, and what the rules know about running the service. */
function cardInFull(card: Card, locale: CatalogLocale): CardBody {
  const { catalog, messages, names, pack } = locale;
  const { variant, topics, mitigations, sharing, builtAs, monitoring } = card;
  const day = usualDay(topics.flatMap(({ facts }) => facts));
  const types = [...new Set(builtAs.resources.map(({ type }) => type))];
  return {
    sections: [
      ...topics.map(({ topic, facts }) => ({
        heading: pack.topics[topic] ?? topic,
        blocks: [bullets(facts.map((fact) => factProse(locale, fact, day)))],
      })),
      {
        heading: catalog.mitigations,
        blocks: [bullets(mitigations.map(({ text, source, ...of }) => [messages.withDrawbacks(text, of), { source }]))],
      },
      {
        heading: catalog.sharing,
        blocks: [bullets(sharing.map(sharingProse))],
      },
      {
        heading: catalog.builtAs,
        blocks: types.length === 0 ? [] : [bullets([codes(locale, types), ...builtAs.needs.map(needProse)])],
      },
      ...monitoringSections(locale, monitoring, ({ variants: only }) =>
        only.length > 0 ? catalog.onlyEmittedBy(only.join(messages.comma)) : '',
      ),
    ],
    foot: day === null ? [] : [catalog.allChecked(day)],
  };

  function sharingProse({ variants: only, text, caution, source }: Card['sharing'][number]): Prose {
    return [...onlyOf(locale, only), messages.sentences([text, caution]), { source }];
  }

  function needProse({ name, with: beside, variants: only, text, source }: Card['builtAs']['needs'][number]): Prose {
    const lead = as('strong', catalog.needs(name, beside && names.companion(beside)));
    return [...onlyOf(locale, variant === null ? only : []), lead, messages.stop, text, { source }];
  }
}

function codes({ messages }: CatalogLocale, ids: readonly string[]): Prose {
  return ids.flatMap((id, index) => [...(index === 0 ? [] : [messages.comma]), as('code', id)]);
}

/** The variants that a statement applies to; nothing if it applies to all. */
function onlyOf(locale: CatalogLocale, variants: readonly string[]): Prose {
  return variants.length === 0 ? [] : [...codes(locale, variants), locale.messages.colon];
}

/** A fact and anything unusual about it; `day` is the day on which most facts were checked. */
function factProse(locale: CatalogLocale, fact: CardFact, day: string | null): Prose {
  const { catalog, messages } = locale;
  const { variants, short, text, source, question, kind, certainty, checked, validUntil } = fact;
  const remarks = [
    question ?? '',
    kind === 'quota' ? catalog.quota : '',
    certainty === 'aws' ? '' : catalog.certainty[certainty],
    checked === day ? '' : catalog.checkedOn(checked),
    validUntil === null ? '' : catalog.validUntil(validUntil),
  ].filter((remark) => remark !== '');
  const lead: Prose = short === '' ? [] : [as('strong', short), messages.stop];
  const aside: Inline = remarks.length === 0 ? '' : as('quiet', messages.inBrackets('', remarks.join(messages.comma)));
  return [...onlyOf(locale, variants), ...lead, text, { source }, aside];
}

/** The day on which most facts were checked, so that only the others need to name theirs. */
function usualDay(facts: readonly CardFact[]): string | null {
  const [most] = groupedBy(facts, ({ checked }) => checked).sort((a, b) => b.length - a.length);
  return most ? most[0].checked : null;
}

function comparisonArticle({ offerings, criteria }: Comparison, context: RenderContext): Article {
  const locale = catalogLocale(context);
  const { catalog, messages, names, pack } = locale;
  const head = offerings.map(({ service, variant }) => names.offering(service, variant));
  const rows = criteria.map(({ topic, facts }) => ({
    label: pack.topics[topic] ?? topic,
    cells: facts.map((cell) => figuresOf(locale, topic, cell).flatMap((of) => figureItems(locale, of))),
  }));
  const [first] = offerings;
  const shown = criteria.flatMap(({ facts }) => facts.flat());
  return {
    title: catalog.comparison(messages.and(head)),
    lead: [{ kind: 'grid', head, rows }],
    sections: [],
    foot: [
      ...certaintyNote(locale, shown),
      ...(first ? [catalog.seeCard(rulesCommand(context.rules, ['services', offeringText(first)], ['--explain']))] : []),
    ],
  };
}

/** A single figure is one item; several of the same variants stand below them. */
function figureItems(locale: CatalogLocale, { only, figures }: Figures): Item[] {
  const lead = onlyOf(locale, only);
  const texts = figures.map(({ label, text }) => [label, ...text]);
  const isOne = only.length === 0 || texts.length === 1;
  return isOne ? texts.map((text) => ({ text: [...lead, ...text] })) : [{ text: lead, details: texts }];
}

/** What the mark beside some figures means. */
function certaintyNote({ catalog }: CatalogLocale, facts: readonly ShortFact[]): string[] {
  return facts.every(({ certainty }) => certainty === 'aws') ? [] : [catalog.certaintyMark];
}

function mapArticle({ by, columns, cells, silent }: ServiceMap, context: RenderContext): Article {
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
        rows: groupedBy(cells, ({ row }) => row).map((inRow) => ({
          label: names.value(down, inRow[0].row),
          cells: inRow.map((cell) => placedIn(cell).map((text) => ({ text }))),
        })),
      },
    ],
    sections: [],
    foot: [
      catalog.legend,
      ...(hasVariants ? [catalog.inVariants] : []),
      ...(silent.length > 0 ? [catalog.silent(messages.and(silent))] : []),
    ],
  };

  /** The services in one cell, the recommended one first. */
  function placedIn({ admitted, recommended }: ServiceMap['cells'][number]): Prose[] {
    const isChoice = ({ service, variants }: (typeof admitted)[number]): boolean =>
      recommended?.service === service &&
      (recommended.variant === null || variants.length === 0 || variants.includes(recommended.variant));
    const named = (service: string, variants: readonly string[]): string =>
      variants.length === 0 ? names.service(service) : messages.inBrackets(names.service(service), variants.join(messages.comma));
    const others = admitted.filter((each) => !isChoice(each)).map(({ service, variants }) => [named(service, variants)]);
    if (!recommended) return others;
    const choice = admitted.find(isChoice)?.variants ?? (recommended.variant === null ? [] : [recommended.variant]);
    const companions = recommended.with.map(names.companion);
    const together = companions.length === 0 ? '' : ` + ${messages.and(companions)}`;
    return [[as('chosen', named(recommended.service, choice) + together)], ...others];
  }
}
