import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { quote } from '../../src/output/shell-command.ts';
import { escapeControls } from '../../src/output/style.ts';
import { forAll, runs } from '../support/runs.ts';

test('a shell reads every quoted word as it was, but control characters as escapes', async () => {
  const hostile = fc.constantFrom('$(id)\n', '`id`\u001b', "'\\\r;");
  const word = fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary-ascii' }), hostile);
  await forAll(runs(12), [fc.array(word, { maxLength: 20 })], (words) => {
    const quoted = words.map(quote);
    expect(quoted.join('')).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
    const { stdout } = spawnSync('sh', ['-c', `printf '%s\\0' ${quoted.join(' ')}`], { encoding: 'utf8' });
    expect(stdout).toBe(words.length === 0 ? '\0' : words.map((text) => `${escapeControls(text)}\0`).join(''));
  });
});
