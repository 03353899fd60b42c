import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { quote } from '../../src/output/shell-command.ts';
import { forAll, runs } from '../support/runs.ts';

test('a shell reads every quoted word as it was, and no quoted word moves a cursor', async () => {
  const word = fc
    .oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary-ascii' }))
    .filter((text) => !text.includes('\0'));
  await forAll(runs(12), [fc.array(word, { maxLength: 20 })], (words) => {
    const quoted = words.map(quote);
    expect(quoted.join('')).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
    const posix = words.filter((text) => !text.endsWith('\n'));
    const plain = spawnSync('sh', ['-c', `printf '%s\\0' ${posix.map(quote).join(' ')}`], { encoding: 'utf8' });
    expect(plain.stdout).toBe(posix.length === 0 ? '\0' : posix.map((text) => `${text}\0`).join(''));
    const { stdout } = spawnSync('bash', ['-c', `printf '%s\\0' ${quoted.join(' ')}`], {
      encoding: 'utf8',
      env: { LC_ALL: 'C.UTF-8' },
    });
    expect(stdout).toBe(words.length === 0 ? '\0' : words.map((text) => `${text}\0`).join(''));
  });
});
