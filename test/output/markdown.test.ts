import fc from 'fast-check';
import { lint } from 'markdownlint/sync';
import { describe, expect, test } from 'vitest';
import { code, decisionMarkdown, escaped, headingText, link, table } from '../../src/output/markdown/markdown.ts';
import { contextOf, itemOf, order } from '../support/decisions.ts';
import { forAll, runs } from '../support/runs.ts';

describe('a decision in Markdown', () => {
  test('has the title, a table of requirements and the command', () => {
    const shown = decisionMarkdown([itemOf('en', order, { title: 'a to b', command: 'tsunagi --x' })], contextOf('en'));
    for (const line of ['# a to b', '| Requirement | Need | Limit | Fit |', 'tsunagi --x']) expect(shown).toContain(line);
  });

  test('has a unique heading for each of several documents', () => {
    const items = ['same', 'same', null].map((title) => itemOf('en', { completion: 'sync' }, { title }));
    const headings = decisionMarkdown(items, contextOf('en')).match(/^#+ .*/gm) ?? [];
    expect(new Set(headings).size).toBe(headings.length);
    expect(headings.filter((line) => /^##? /.test(line))).toEqual(['# Decisions', '## same', '## same (2)', '## Decision 3']);
  });

  test('never turns texts of a pack into markup', () => {
    const { decision, ...rest } = itemOf('en', order);
    const nasty = '# a | b\n- <img src=x> [x](y) *z* `q` _u_ $1$ @someone #12 & ~~s~~ https://example.com/a|b.';
    const recommendation = decision.recommendation && { ...decision.recommendation, summary: nasty, because: [nasty] };
    const path = decision.path.map((step) => ({ ...step, because: nasty }));
    const text = decisionMarkdown([{ ...rest, title: nasty, decision: { ...decision, recommendation, path } }], contextOf('en'));
    expect(text).not.toMatch(/(?<!\\)<img|\[x\]\(y\)|(?<!\\)\*z/);
  });

  test('passes markdownlint', async () => {
    const completion = fc.constantFrom('sync', 'async');
    const fanout = fc.constantFrom('p2p', 'pubsub');
    const ordering = fc.constantFrom('none', 'per-key');
    const given = fc.record({ completion, fanout, ordering }, { requiredKeys: [] });
    const config = { default: true, MD013: false };
    await forAll(runs(20), [fc.constantFrom('en', 'ja'), fc.array(given, { minLength: 1, maxLength: 2 })], (lang, all) => {
      const items = all.map((answers) => itemOf(lang, answers, { command: 'tsunagi' }));
      const text = decisionMarkdown(items, contextOf(lang));
      expect(lint({ strings: { text }, config })['text']).toEqual([]);
    });
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
    ['no `a*b` and [`](x)', 'no `a*b` and \\[\\`\\](x)'],
  ])('%j is escaped as %j', (text, expected) => {
    expect(escaped(text)).toBe(expected);
  });

  test('escapes what would break a link, code, a table or a heading', () => {
    expect(link('a]b', 'https://example.com/x(1) y')).toBe('[a\\]b](https://example.com/x%281%29%20y)');
    expect(link('alone', null)).toBe('alone');
    expect(code('a`b')).toBe('`` a`b ``');
    expect(table(['a', 'b'], [['x|y', '']])).toEqual(['| a | b |', '| --- | --- |', '| x\\|y | - |']);
    expect(table(['a'], [])).toEqual([]);
    expect(headingText('受注。')).toBe('受注');
  });
});
