import { expect, test } from 'vitest';
import { localeLanguage, speechIn } from '../../src/cli/language.ts';
import { memoryIo } from '../support/memory-io.ts';

test.each([
  [{}, null],
  [{ LANG: 'ja_JP.UTF-8' }, 'ja'],
  [{ LANG: 'JA_JP.eucJP' }, 'ja'],
  [{ LANG: 'en_US.UTF-8' }, 'en'],
  [{ LANG: 'C.UTF-8' }, null],
  [{ LANG: 'POSIX' }, null],
  [{ LANG: 'ja_JP.UTF-8', LC_MESSAGES: 'en_GB.UTF-8' }, 'en'],
  [{ LC_MESSAGES: 'en_GB.UTF-8', LC_ALL: 'ja_JP.UTF-8' }, 'ja'],
  [{ LANG: 'ja_JP.UTF-8', LC_ALL: 'C' }, null],
  [{ LANG: 'ja_JP.UTF-8', LC_ALL: '' }, 'ja'],
] as const)('the locale %o means %s', (env, expected) => {
  expect(localeLanguage(memoryIo({ env }))).toBe(expected);
});

test("the system's language counts where the environment names none", () => {
  expect(localeLanguage(memoryIo({ locale: 'ja-JP' }))).toBe('ja');
  expect(localeLanguage(memoryIo({ locale: 'ja-JP', env: { LANG: 'en' } }))).toBe('en');
});

test.each([
  [null, 'en'],
  ['en', 'en'],
  ['ja', 'ja'],
  ['ja-JP', 'ja'],
  ['fr', 'en'],
])('for the language %s the program speaks %s', (lang, expected) => {
  expect(speechIn(lang)).toBe(expected);
});
