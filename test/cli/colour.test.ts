import { expect, test } from 'vitest';
import { styleFor, wantsColour } from '../../src/cli/host/terminal.ts';
import { memoryIo } from '../support/memory-io.ts';

const flag = (...names: readonly string[]): Map<string, unknown> => new Map(names.map((name) => [name, []]));

test.each([
  ['a terminal gets colour', {}, true, [], true],
  ['a file gets none', {}, false, [], false],
  ['--color overrides NO_COLOR', { NO_COLOR: '1' }, false, ['color'], true],
  ['--no-color overrides FORCE_COLOR', { FORCE_COLOR: '1' }, true, ['no-color'], false],
  ['NO_COLOR overrides FORCE_COLOR', { NO_COLOR: '1', FORCE_COLOR: '1' }, true, [], false],
  ['an empty NO_COLOR does not count', { NO_COLOR: '' }, true, [], true],
  ['FORCE_COLOR colours a file', { FORCE_COLOR: '1' }, false, [], true],
  ['an empty FORCE_COLOR counts', { FORCE_COLOR: '' }, false, [], true],
  ['FORCE_COLOR=0 turns colour off', { FORCE_COLOR: '0' }, true, [], false],
  ['a dumb terminal gets none', { TERM: 'dumb' }, true, [], false],
  ['a screen reader gets none', { ACCESSIBLE: '1' }, true, [], false],
] as const)('%s', (_, env, isTTY, flags, expected) => {
  const io = memoryIo({ env, terminals: isTTY ? ['stdout'] : [] });
  expect(wantsColour(io, io.stdout, flag(...flags))).toBe(expected);
});

test('a style adds escape codes only if colour is wanted', async () => {
  expect((await styleFor(false)).bold('x')).toBe('x');
  expect((await styleFor(true)).bold('x')).toBe('\u001b[1mx\u001b[22m');
});
