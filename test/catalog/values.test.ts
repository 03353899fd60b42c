import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Card, Comparison } from '../../src/catalog/services.ts';
import { factsOf } from '../../src/engine/fact-conflicts.ts';
import type { Fact, Service } from '../../src/model/pack.ts';
import { builtInPack } from '../support/built-in.ts';
import { printed } from '../support/run.ts';

const pack = builtInPack('en');
const ids = pack.services.map(({ id }) => id);

async function json<T>(...argv: readonly string[]): Promise<T> {
  return JSON.parse(await printed(['services', ...argv, '-f', 'json']));
}

function key({ id, text, source }: Pick<Fact, 'id' | 'text' | 'source'>): string {
  return JSON.stringify([id, text, source]);
}

/** All facts that hold for some variant of a service. */
function factsSaidOf(service: Service): Fact[] {
  const all = service.variants.length === 0 ? [null] : service.variants.map(({ id }) => id);
  return [...new Set(all.flatMap((variant) => factsOf(service, variant)))];
}

describe('a card', () => {
  test('has every fact of every service and variant that it applies to, by topic in pack order', async () => {
    const order = Object.keys(pack.topics ?? {});
    for (const service of pack.services) {
      const { topics } = await json<Card>(service.id);
      const places = topics.map(({ topic }) => order.indexOf(topic));
      expect(places).toEqual([...new Set(places)].sort((a, b) => a - b));
      for (const variant of service.variants.length === 0 ? [null] : service.variants.map(({ id }) => id)) {
        const said = topics
          .flatMap(({ facts }) => facts)
          .filter(({ variants }) => variants.length === 0 || (variant !== null && variants.includes(variant)));
        const expected = factsOf(service, variant).map(key).sort();
        expect(said.map(key).sort()).toEqual(expected);
        const own = await json<Card>(variant === null ? service.id : `${service.id}/${variant}`);
        expect(own.topics.flatMap(({ facts }) => facts.map(key)).sort()).toEqual(expected);
      }
    }
  });

  test.each(['en', 'ja'])('contains all facts, sources, metrics and alarms as text in %s', async (lang) => {
    const unwrapped = (text: string): string => text.replace(/\s+/gu, '');
    for (const service of builtInPack(lang).services) {
      const text = unwrapped(await printed(['services', service.id, '--explain', '--lang', lang]));
      const said = factsSaidOf(service).flatMap((fact) => [fact.short, fact.text, fact.source]);
      const measured = Object.values(service.monitoring)
        .flat()
        .flatMap(({ metric, namespace, meaning, source, alarm }) => [metric, namespace, meaning, source, alarm?.why ?? '']);
      expect([...said, ...measured].filter((part) => !text.includes(unwrapped(part)))).toEqual([]);
    }
  });

  test('for a variant has only the metrics and resources of the variant', async () => {
    const names = ({ monitoring }: Card): string[] =>
      Object.values(monitoring).flatMap((all) => all.map(({ metric }: { metric: string }) => metric));
    expect(names(await json<Card>('sqs'))).toContain('NumberOfDeduplicatedSentMessages');
    expect(names(await json<Card>('sqs/standard'))).not.toContain('NumberOfDeduplicatedSentMessages');
    const { builtAs, sharing } = await json<Card>('msk/serverless');
    expect(builtAs.resources.map(({ type }) => type)).toEqual(['AWS::MSK::ServerlessCluster', 'aws_msk_serverless_cluster']);
    expect(sharing).toHaveLength(1);
  });
});

test('a comparison of all services has every fact in its short form but those for other numbers, and says none twice', async () => {
  const { offerings, criteria } = await json<Comparison>(...ids);
  expect(offerings.map(({ service }) => service)).toEqual(ids);
  const shown = ids.map((_, index) => new Set(criteria.flatMap(({ facts }) => facts[index]?.map(({ short }) => short) ?? [])));
  const isGeneral = ({ question, when }: Fact) => Object.values({ ...when, [`${question}`]: [] }).every(Array.isArray);
  const general = pack.services.map((service) => factsSaidOf(service).filter(isGeneral));
  expect(shown).toEqual(general.map((facts) => new Set(facts.map(({ short }) => short))));
  expect(parse(await printed(['services', ...ids, '-f', 'yaml']))).toEqual(await json<Comparison>(...ids));
  expect(await printed(['services', 'sqs', 'sns'])).toMatch(/^- fifo: .*\n {2}- 300\/s by default/m);
  const markdown = await printed(['services', ...ids, '-f', 'markdown', '--lang', 'ja']);
  const cells = markdown.split(' | ').map((cell) => cell.split('; ')); // English texts have semicolons, too.
  expect(cells.filter((said) => new Set(said).size < said.length)).toEqual([]);
  expect(markdown.split('15分（キュー単位のみ）')).toHaveLength(2);
});
