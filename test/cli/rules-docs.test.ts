import { lint } from 'markdownlint/sync';
import { describe, expect, test } from 'vitest';
import { browserForTests, drawnByMermaid, hasBrowser } from '../support/browser.ts';
import { builtInPack } from '../support/built-in.ts';
import { anchorsOf, withoutCode } from '../support/docs.ts';
import { hostile } from '../support/hostile-pack.ts';
import { printed, run } from '../support/run.ts';
import { smallPack } from '../support/small-pack.ts';

const rules = { default: true, MD013: false } as const;

/** Links to other places in the pages that lead nowhere. */
function deadLinks(pages: Readonly<Record<string, string>>): string[] {
  return Object.entries(pages).flatMap(([name, text]) =>
    [...withoutCode(text).matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)/g)]
      .filter(([, file = '', anchor]) => {
        const page = pages[file === '' ? name : file];
        return page === undefined || (anchor !== undefined && !anchorsOf(page).includes(anchor));
      })
      .map(([link]) => `${name}: ${link}`),
  );
}

function findingsOf(pages: Readonly<Record<string, string>>): string[] {
  return Object.entries(lint({ strings: { ...pages }, config: rules })).flatMap(([name, found]) =>
    found.map(({ lineNumber, ruleNames, errorDetail }) => `${name}:${lineNumber}: ${ruleNames[0]} ${errorDetail}`),
  );
}

async function pagesOf(argv: readonly string[], world = {}): Promise<Record<string, string>> {
  const { exit, err, files } = await run(['rules', 'docs', 'out', ...argv], world);
  expect({ exit, err }).toEqual({ exit: 0, err: '' });
  return Object.fromEntries(
    Object.entries(files)
      .filter(([name]) => name.startsWith('out/'))
      .map(([name, text]) => [name.slice('out/'.length), text]),
  );
}

describe.each(['en', 'ja'] as const)('the reference in %s', async (lang) => {
  const pages = await pagesOf(['--lang', lang]);
  const page = await printed(['rules', 'docs', '--lang', lang]);
  const pack = builtInPack(lang);

  test('is in order, as pages and as one page', () => {
    expect(findingsOf(pages)).toEqual([]);
    expect(findingsOf({ 'page.md': page })).toEqual([]);
  });

  test('has no link that leads nowhere', () => {
    expect(deadLinks(pages)).toEqual([]);
    expect(deadLinks({ 'page.md': page })).toEqual([]);
    expect(page.match(/\]\(#/g)?.length).toBeGreaterThan(100);
  });

  test('has every question, node, leaf, service, variant, fact and advice', () => {
    expect(Object.keys(pages).sort()).toEqual(['README.md', 'advice.md', 'questions.md', 'services.md', 'tree.md']);
    const headings = (name: string): string[] => (pages[name] ?? '').match(/^##+ .*/gm) ?? [];
    expect(headings('questions.md')).toEqual(pack.questions.map(({ id }) => `## ${id}`));
    expect(headings('tree.md')).toEqual([...Object.keys(pack.nodes), ...Object.keys(pack.leaves)].map((id) => `## ${id}`));
    expect(headings('services.md')).toEqual(
      pack.services.flatMap(({ id, variants }) => [`## ${id}`, ...variants.map((variant) => `### ${id}/${variant.id}`)]),
    );
    expect(headings('advice.md')).toEqual(expect.arrayContaining(pack.advice.map(({ id }) => `## ${id}`)));
    for (const { facts, variants } of pack.services)
      for (const { source } of [...facts, ...variants.flatMap((variant) => variant.facts)])
        expect(pages['services.md']).toContain(source);
  });
});

test('what is there already is not overwritten, but on demand', async () => {
  const files = { 'out/tree.md': 'mine\n' };
  const { exit, err, files: after } = await run(['rules', 'docs', 'out'], { files });
  expect({ exit, after }).toEqual({ exit: 2, after: files });
  expect(err).toContain('`out/tree.md` exists already');
  expect((await run(['rules', 'docs', 'out', '--force'], { files })).files['out/tree.md']).toMatch(/^# Tree\n/);
});

test('a tree that Mermaid would refuse to draw is told in tables alone', async () => {
  const pack = smallPack('en');
  const [node] = Object.values(pack.nodes);
  if (!node) throw new Error('no node');
  const branches = Array.from({ length: 501 }, (_, index) => ({ when: [`v${index}`], because: 'x', to: 'topic' }));
  const large = { ...pack, nodes: { ...pack.nodes, [node.id]: { ...node, branches } } };
  expect(await printed(['rules', 'docs'], { packs: { en: large } })).not.toContain('```mermaid');
});

test('texts of a pack never become markup', async () => {
  const text = await printed(['rules', 'docs'], { packs: { en: hostile(smallPack('en')) } });
  expect(withoutCode(text)).not.toMatch(/(?<!\\)<(script|img|b>)/);
  expect(deadLinks({ 'page.md': text }).filter((link) => !link.includes('javascript'))).toEqual([]);
});

describe.skipIf(!hasBrowser)('the picture of the tree', { timeout: 120_000 }, () => {
  const browser = browserForTests();

  test.each([builtInPack('ja'), hostile(smallPack('en'))])('is drawn by Mermaid ($id)', async (pack) => {
    const page = await printed(['rules', 'docs', '--lang', pack.lang], { packs: { [pack.lang]: pack } });
    const [, picture = ''] = /^```mermaid\n([\s\S]*?)^```$/m.exec(page) ?? [];
    const { nodes } = await drawnByMermaid(await browser.open('<!doctype html><title>drawing</title>'), picture);
    expect(nodes).toHaveLength(Object.keys(pack.nodes).length + Object.keys(pack.leaves).length);
  });
});
