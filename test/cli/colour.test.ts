import { expect, test } from 'vitest';
import { styleFor, wantsColour } from '../../src/cli/host/terminal.ts';
import { memoryIo } from '../support/memory-io.ts';

const flag = (...names: readonly string[]): Map<string, unknown> => new Map(names.map((name) => [name, []]));

test.each([
  ['a terminal is coloured', {}, true, [], true],
  ['what is none is not', {}, false, [], false],
  ['--color colours it', {}, false, ['color'], true],
  ['--no-color wins over a terminal', {}, true, ['no-color'], false],
  ['and over FORCE_COLOR', { FORCE_COLOR: '1' }, true, ['no-color'], false],
  ['--color wins over NO_COLOR', { NO_COLOR: '1' }, false, ['color'], true],
  ['NO_COLOR', { NO_COLOR: '1' }, true, [], false],
  ['NO_COLOR wins over FORCE_COLOR', { NO_COLOR: '1', FORCE_COLOR: '1' }, true, [], false],
  ['an empty NO_COLOR does not count', { NO_COLOR: '' }, true, [], true],
  ['FORCE_COLOR', { FORCE_COLOR: '1' }, false, [], true],
  ['an empty FORCE_COLOR counts', { FORCE_COLOR: '' }, false, [], true],
  ['FORCE_COLOR=0', { FORCE_COLOR: '0' }, true, [], false],
  ['a terminal that can do nothing', { TERM: 'dumb' }, true, [], false],
  ['a screen reader', { ACCESSIBLE: '1' }, true, [], false],
] as const)('%s', (_, env, isTTY, flags, expected) => {
  const io = memoryIo({ env, terminals: isTTY ? ['stdout'] : [] });
  expect(wantsColour(io, io.stdout, flag(...flags))).toBe(expected);
});

test('colour is in the text only where it is wanted', async () => {
  expect((await styleFor(false)).bold('x')).toBe('x');
  expect((await styleFor(true)).bold('x')).toBe('\u001b[1mx\u001b[22m');
});
