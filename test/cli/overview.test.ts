import { expect, test } from 'vitest';
import { filesBelow, textOf } from '../support/repository.ts';
import { printed, run } from '../support/run.ts';

const folder = 'examples/shop-links';
const files = Object.fromEntries(filesBelow(folder, /\.yaml$/).map((file) => [file, textOf(file)]));

const page = textOf('docs/overview.md');
const report = JSON.parse(await printed(['overview', folder, '-f', 'json'], { files }));

test('the page shows the drawing of the example', async () => {
  expect(page).toContain(`\`\`\`mermaid\n${await printed(['overview', folder, '-f', 'mermaid'], { files })}\`\`\`\n`);
});

test('the example has everything that an overview can report, and passes check', async () => {
  expect(report).toMatchObject({ shared: [{}], open: { answer: { question: 'completion', value: 'sync' } } });
  expect(report.contradictions.map(({ question }: { question: string }) => question)).toEqual(['refactor', 'protocol']);
  expect(report.links.filter(({ named }: { named: string }) => named !== 'record')).toEqual([]);
  expect((await run(['check', folder], { files })).exit).toBe(0);
});

test('the page names every key of the JSON', () => {
  const keys = new Set<string>();
  JSON.stringify(report, (key, value) => {
    if (/^[a-z]/i.test(key)) keys.add(key);
    // Keys below these belong to the pack or to a decision.
    return key === 'same' || key === 'rules' ? null : value;
  });
  expect(keys.size).toBeGreaterThan(20);
  for (const key of keys) expect(page).toMatch(new RegExp(`\\b${key}\\b`));
});
