import { describe, expect, test } from 'vitest';
import { linkEnds, nameKey } from '../../src/output/link-ends.ts';

describe('the applications of a record', () => {
  const none = { from: [], to: [] };

  test.each([
    ['orders to billing', ['orders'], ['billing']],
    ['  the web shop TO  billing ', ['the web shop'], ['billing']],
    ['orders → billing', ['orders'], ['billing']],
    ['orders->billing', ['orders'], ['billing']],
    ['orders => billing', ['orders'], ['billing']],
    ['注文から請求へ', ['注文'], ['請求']],
    ['注文→請求', ['注文'], ['請求']],
  ])('are read from the title %s', (title, from, to) => {
    expect(linkEnds({ ...none, title })).toEqual({ from, to, named: 'title' });
  });

  test.each([
    'orders to billing to stock',
    'orders → billing → stock',
    'orders → billing, to be changed',
    '注文から請求から在庫へ',
    '注文から請求',
    'orders',
    'to billing',
    'orders to',
    'tomato photos',
    '',
  ])('are unknown if the title is unclear: %j', (title) => {
    expect(linkEnds({ ...none, title })).toEqual({ ...none, named: null });
  });

  test('are those in `from` and `to` if it has these, and then the title is ignored', () => {
    const parts = linkEnds({ from: ['a  b', ' A b ', ''], to: [], title: 'orders to billing' });
    expect(parts).toEqual({ from: ['a b'], to: [], named: 'record' });
    expect(linkEnds({ ...none, title: null })).toEqual({ ...none, named: null });
  });

  test('have the same key in another case, width or spacing', () => {
    expect(nameKey(' Web  Shop')).toBe(nameKey('ｗｅｂ shop'));
    expect(nameKey('web-shop')).not.toBe(nameKey('web shop'));
  });
});
