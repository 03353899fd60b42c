import { describe, expect, test } from 'vitest';
import { type DecisionFormat, decisionFormats, isDecisionFormat } from '../../src/cli/decision-formats.ts';
import { contextOf, itemOf, tagged, untagged } from '../support/decisions.ts';

const names = Object.keys(decisionFormats) as DecisionFormat[];

const items = {
  decided: (lang: 'en' | 'ja') => [
    itemOf(lang, { completion: 'async', fanout: 'p2p' }, { repeat: 'tsunagi --completion async' }),
  ],
  open: (lang: 'en' | 'ja') => [itemOf(lang, { completion: 'async' }, { asks: ['fanout'] })],
  'nothing known': (lang: 'en' | 'ja') => [itemOf(lang, {})],
  unmet: (lang: 'en' | 'ja') => [itemOf(lang, { completion: 'async', fanout: 'pubsub', ordering: 'per-key' })],
  several: (lang: 'en' | 'ja') => [
    itemOf(lang, { completion: 'sync' }, { title: 'one' }),
    itemOf(lang, { completion: 'async', fanout: 'p2p' }, { title: 'two' }),
  ],
};

describe.each(names)('format %s', (name) => {
  describe.each(['en', 'ja'] as const)('in %s', (lang) => {
    test.each(Object.entries(items))(
      '%s: one newline at the end, the same twice, emphasis only from the style',
      async (_, make) => {
        const { render } = await decisionFormats[name]();
        const text = render(make(lang), contextOf(lang));
        expect(text).toMatch(/[^\n]\n$/);
        expect(text).not.toContain('\u001b');
        expect(text).not.toMatch(/undefined|\[object|NaN/);
        expect(render(make(lang), contextOf(lang))).toBe(text);
        expect(untagged(render(make(lang), contextOf(lang, { style: tagged })))).toBe(text);
      },
    );
  });
});

test('only what is listed is a format', () => {
  expect(names.every(isDecisionFormat)).toBe(true);
  expect(isDecisionFormat('toString')).toBe(false);
});

describe('json', async () => {
  const { render } = await decisionFormats.json();
  const [item] = items.decided('en');

  test('is the decision as it is', () => {
    if (!item) throw new Error('no item');
    expect(render([item], contextOf('en'))).toBe(`${JSON.stringify(item.decision, null, 2)}\n`);
  });

  test('of several documents is an array, even if there is only one', () => {
    if (!item) throw new Error('no item');
    expect(JSON.parse(render([item], contextOf('en', { many: true })))).toEqual([item.decision]);
    expect(JSON.parse(render(items.several('en'), contextOf('en', { many: true })))).toHaveLength(2);
  });
});

describe('yaml', async () => {
  const { render } = await decisionFormats.yaml();

  test('is what the caller makes of the decision', () => {
    const [item] = items.decided('en');
    expect(render(items.decided('en'), contextOf('en'))).toBe(`${JSON.stringify(item?.decision)}\n`);
  });

  test('of several documents is a stream', () => {
    const documents = render(items.several('en'), contextOf('en', { many: true })).split(/^---\n/m);
    expect(documents).toHaveLength(3);
    expect(documents[0]).toBe('');
  });
});
