import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');

/** The text of a file of messages without its comments and imports. */
function messagesIn(lang: string): (readonly [file: string, text: string])[] {
  const folder = join(root, 'src/messages', lang);
  const files = [...readdirSync(folder).map((file) => join(folder, file)), ...(lang === 'en' ? [] : [])];
  return files.map((file) => [file, readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$|^import.*$/gm, '')]);
}

const habits =
  /of (?:its|our|your|their) own\b|held against|hold .{0,20}against|\bcomes? to\b|carr(?:y|ies) on|\bgo(?:es)? on\b|\b(?:told|tells?)\b|how manieth|\bso many\b/i;

/** What Japanese of AWS's documentation writes otherwise. */
const japaneseHabits = /一つ|二つ|代償|正確に1回|空振り|受け手|送る側|受ける側|自前/;

test('no English message has the habits of a translation', () => {
  const found = messagesIn('en').flatMap(([file, text]) =>
    text
      .split('\n')
      .filter((line) => habits.test(line))
      .map((line) => `${file}: ${line.trim()}`),
  );
  expect(found).toEqual([]);
});

test("Japanese messages use the words of AWS's Japanese documentation", () => {
  const found = messagesIn('ja').flatMap(([file, text]) =>
    text
      .split('\n')
      .filter((line) => japaneseHabits.test(line))
      .map((line) => `${file}: ${line.trim()}`),
  );
  expect(found).toEqual([]);
});
