import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const messages = join(import.meta.dirname, '../../src/messages');

test.each([
  [
    'en',
    /of (?:its|our|your|their) own\b|held against|hold .{0,20}against|\bcomes? to\b|carr(?:y|ies) on|\bgo(?:es)? on\b|\b(?:told|tells?)\b|how manieth|\bso many\b/i,
  ],
  // AWS's Japanese documentation says these differently.
  ['ja', /一つ|二つ|代償|正確に1回|空振り|受け手|送る側|受ける側|自前/],
])('messages in %s avoid phrases that sound translated', (lang, habits) => {
  const found = readdirSync(join(messages, lang)).flatMap((file) =>
    readFileSync(join(messages, lang, file), 'utf8')
      .replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$|^import.*$/gm, '')
      .split('\n')
      .filter((line) => habits.test(line))
      .map((line) => `${file}: ${line.trim()}`),
  );
  expect(found).toEqual([]);
});
