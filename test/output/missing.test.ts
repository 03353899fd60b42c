import { expect, test } from 'vitest';
import { renderMissing } from '../../src/output/text/open-decision.ts';
import { contextOf, itemOf } from '../support/decisions.ts';

test.each(['en', 'ja'] as const)('all that is missing at once, in %s', (lang) => {
  const { decision } = itemOf(lang, {});
  const text = renderMissing(decision, contextOf(lang).pack, { ...contextOf(lang), asks: ['completion', 'fanout'] });
  expect(text).toMatchSnapshot();
  expect(text).toContain('--completion <sync|async> --fanout <p2p|pubsub>');
});

test('the flag that settles most comes first, and the title leads', () => {
  const { decision } = itemOf('en', { completion: 'async' });
  const text = renderMissing(decision, contextOf('en').pack, { ...contextOf('en'), asks: ['buffer', 'fanout'], title: 'orders' });
  expect(text).toMatch(/^orders: Not enough answers/);
  expect(text.indexOf('--fanout')).toBeLessThan(text.indexOf('--buffer'));
});
