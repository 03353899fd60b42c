import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { render } from '../../src/output/markdown/decision-markdown.ts';
import { code, escaped, headingText, link, table } from '../../src/output/markdown/markdown.ts';
import { contextOf, itemOf } from '../support/decisions.ts';

const order = { completion: 'async', fanout: 'p2p', 'message-kib': 2000 };

describe('markdown', () => {
  test('in English', () => {
    const item = itemOf('en', order, { title: 'orders to billing', repeat: 'tsunagi --completion async' });
    const shown = render([item], contextOf('en'));
    for (const line of [
      '# orders to billing',
      '| Requirement | Need | Limit | Fit |',
      '- `completion` Does the producer wait until the consumer has finished? **asynchronous - it goes on**',
      'tsunagi --completion async',
    ])
      expect(shown).toContain(line);
  });

  test('headings of several documents are unique, whatever their titles', () => {
    const items = ['same', 'same', null].map((title) => itemOf('en', { completion: 'sync' }, { title }));
    const headings = render(items, contextOf('en', { many: true }))
      .split('\n')
      .filter((line) => line.startsWith('#'));
    expect(new Set(headings).size).toBe(headings.length);
    expect(headings.filter((line) => line.startsWith('# '))).toEqual(['# Decisions']);
    expect(headings.filter((line) => line.startsWith('## '))).toEqual(['## same', '## same (2)', '## Decision 3']);
  });

  test('texts of a pack never become markup', () => {
    const { decision, ...rest } = itemOf('en', order);
    const nasty = '# a | b\n- <img src=x> [x](y) *z* `q` _u_ $1$ @someone #12 & ~~s~~ https://example.com/a|b.';
    const recommendation = decision.recommendation && { ...decision.recommendation, summary: nasty, because: [nasty] };
    const path = decision.path.map((step) => ({ ...step, because: nasty }));
    const text = render([{ ...rest, title: nasty, decision: { ...decision, recommendation, path } }], contextOf('en'));
    expect(text).not.toMatch(/(?<!\\)<img|\[x\]\(y\)|(?<!\\)\*z/);
  });

  test('keeps the rules that linters hold Markdown to', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('en', 'ja'),
        fc.record(
          {
            completion: fc.constantFrom('sync', 'async'),
            fanout: fc.constantFrom('p2p', 'pubsub'),
            ordering: fc.constantFrom('none', 'per-key'),
          },
          { requiredKeys: [] },
        ),
        fc.boolean(),
        (lang, given, many) => {
          const text = render([itemOf(lang, given, { repeat: 'tsunagi' })], contextOf(lang, { many }));
          const lines = text.split('\n');
          expect(lines[0]).toMatch(/^# \S/);
          expect(text).not.toMatch(/\n\n\n| \n|\t/);
          lines.forEach((line, index) => {
            if (!line.startsWith('#')) return;
            expect(line).not.toMatch(/[.,;:!。、，；：！]$/);
            if (index > 0) expect(lines[index - 1]).toBe('');
            expect(lines[index + 1]).toBe('');
          });
        },
      ),
    );
  });
});

describe('parts of Markdown', () => {
  test.each([
    ['a_b*c', 'a\\_b\\*c'],
    ['1. first', '1\\. first'],
    ['- item', '\\- item'],
    ['# heading', '\\# heading'],
    ['two\nlines', 'two lines'],
    ['see https://example.com/a_b.', 'see <https://example.com/a_b>.'],
    ['https://example.com/を参照', '<https://example.com/>を参照'],
    ['by @someone', 'by @\u2060someone'],
    ['aws-messaging@1.0.0', 'aws-messaging@1.0.0'],
  ])('%j is escaped as %j', (text, expected) => {
    expect(escaped(text)).toBe(expected);
  });

  test('links, code, tables and headings keep what they are made of', () => {
    expect(link('a]b', 'https://example.com/x(1) y')).toBe('[a\\]b](https://example.com/x%281%29%20y)');
    expect(link('alone', null)).toBe('alone');
    expect(code('a`b')).toBe('`` a`b ``');
    expect(table(['a', 'b'], [['x|y', '']])).toEqual(['| a | b |', '| --- | --- |', '| x\\|y | - |']);
    expect(table(['a'], [])).toEqual([]);
    expect(headingText('受注。')).toBe('受注');
  });
});
