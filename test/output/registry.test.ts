import { describe, expect, test } from 'vitest';
import { decisionFormats } from '../../src/cli/commands.ts';
import { contextOf, itemOf, order, tagged, untagged } from '../support/decisions.ts';

const names = Object.keys(decisionFormats) as (keyof typeof decisionFormats)[];

const items = {
  decided: (lang: 'en' | 'ja') => [itemOf(lang, { completion: 'async', fanout: 'p2p' }, { command: 'tsunagi --lang en' })],
  open: (lang: 'en' | 'ja') => [itemOf(lang, { completion: 'async' })],
  'nothing known': (lang: 'en' | 'ja') => [itemOf(lang, {})],
  unmet: (lang: 'en' | 'ja') => [itemOf(lang, { completion: 'async', fanout: 'pubsub', ordering: 'per-key' })],
  several: (lang: 'en' | 'ja') => [
    itemOf(lang, { completion: 'sync' }, { title: 'one' }),
    itemOf(lang, { completion: 'async', fanout: 'p2p' }, { title: 'two' }),
  ],
};

test.each(['markdown', 'html', 'adr'] as const)('%s says on which days its sources were read', async (name) => {
  const render = await decisionFormats[name]();
  const shown = (lang: 'en' | 'ja') => render([itemOf(lang, order)], contextOf(lang));
  expect(shown('en') + shown('ja')).toMatch(/ between 2026-11-20 and 2026-11-24.*：2026-11-20〜2026-11-24/s);
});

describe.each(names)('format %s', (name) => {
  describe.each(['en', 'ja'] as const)('in %s', (lang) => {
    test.each(Object.entries(items))(
      '%s: ends with one newline, is the same twice, and takes emphasis only from the style',
      async (_, make) => {
        const render = await decisionFormats[name]();
        const made = make(lang);
        const text = render(made, contextOf(lang));
        expect(text).toMatch(/[^\n]\n$/);
        expect(text).not.toContain('\u001b');
        expect(text).not.toMatch(/undefined|\[object|NaN/);
        expect(render(made, contextOf(lang))).toBe(text);
        expect(untagged(render(made, contextOf(lang, { style: tagged })))).toBe(text);
      },
    );
  });
});
