import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { memoryIo } from '../support/memory-io.ts';

const root = join(import.meta.dirname, '../..');
const folder = 'examples/shop-links';
const files = Object.fromEntries(
  readdirSync(join(root, folder)).map((file) => [`${folder}/${file}`, readFileSync(join(root, folder, file), 'utf8')]),
);

async function run(...argv: string[]) {
  const io = memoryIo({ files });
  return { exit: await main(argv, io), out: io.out(), err: io.err() };
}

describe('the example', () => {
  test('is what its page shows', async () => {
    const { exit, out } = await run('overview', folder, '-f', 'mermaid');
    expect(exit).toBe(0);
    expect(readFileSync(join(root, 'docs/overview.md'), 'utf8')).toContain(`\`\`\`mermaid\n${out}\`\`\`\n`);
  });

  test('has all that a report tells of', async () => {
    const report = JSON.parse((await run('overview', folder, '-f', 'json')).out);
    expect(report.open.answer).toEqual({ question: 'completion', value: 'sync' });
    expect(report.shared).toHaveLength(1);
    expect(report.contradictions.map(({ question }: { question: string }) => question)).toEqual(['refactor', 'protocol']);
    expect(report.links.filter(({ named }: { named: string }) => named !== 'record')).toEqual([]);
  });

  test('holds what it expects', async () => {
    expect(await run('check', folder)).toMatchObject({ exit: 0, err: '' });
  });
});

test('the page names every key of the JSON', async () => {
  const page = readFileSync(join(root, 'docs/overview.md'), 'utf8');
  const report = JSON.parse((await run('overview', folder, '-f', 'json')).out);
  const keys = new Set<string>();
  const collect = (value: unknown): void => {
    if (Array.isArray(value)) for (const item of value) collect(item);
    else if (value !== null && typeof value === 'object') {
      for (const [key, inner] of Object.entries(value)) {
        keys.add(key);
        // The keys of these are the pack's, or a decision's.
        if (key !== 'same' && key !== 'rules') collect(inner);
      }
    }
  };
  collect(report);
  for (const key of keys) expect(page).toMatch(new RegExp(`\\b${key}\\b`));
});
