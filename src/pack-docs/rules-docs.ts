import { type Labels, labelsIn } from '../messages/labels.ts';
import type { Condition, Pack, Test, Value } from '../model/pack.ts';
import { render as mermaid } from '../output/graph/mermaid.ts';
import { code, escaped, headingText } from '../output/markdown.ts';
import { plain } from '../output/style.ts';
import { graphOf } from '../pack-test/graph.ts';
import { otherPages } from './rules-docs-others.ts';
import { questionLines } from './rules-docs-questions.ts';
import { serviceLines } from './rules-docs-services.ts';
import { leafLines, nodeLines } from './rules-docs-tree.ts';
import { type DocsWords, docsWordsIn } from './rules-docs-words.ts';

/** What every page is made of. */
export interface Docs {
  readonly pack: Pack;
  readonly words: DocsWords;
  readonly labels: Labels;
  readonly lang: string;
  /** What the heading of something says: its id, and on a page for all what it is, too. */
  readonly heading: (page: PageName, id: string) => string;
  /** The address of something on one of the pages. */
  readonly to: (page: PageName, id: string) => string;
}

export type PageName = 'README' | 'questions' | 'tree' | 'services' | 'advice';

/** A page: its title, and its lines below that. */
export interface DocsPage {
  readonly name: PageName;
  readonly title: string;
  readonly lines: readonly string[];
}

/** The reference of a pack as pages of Markdown, by file name; they refer to one another. */
export function docsPages(pack: Pack, lang: string): Map<string, string> {
  const heading: Docs['heading'] = (_, id) => id;
  const to: Docs['to'] = (page, id) => `${page}.md#${anchor(id)}`;
  const docs: Docs = { pack, lang, words: docsWordsIn(lang), labels: labelsIn(lang), heading, to };
  const pages = pagesOf(docs);
  const contents = pages.map(({ name, title }) => `- [${escaped(title)}](${name}.md)`);
  return new Map([
    ['README.md', text([`# ${headingText(pack.title)}`, '', ...introduction(docs), '', ...contents])],
    ...pages.map(({ name, title, lines }) => [`${name}.md`, text([`# ${headingText(title)}`, '', ...lines])] as const),
  ]);
}

/** The same as one page. */
export function docsPage(pack: Pack, lang: string): string {
  const words = docsWordsIn(lang);
  const labels = labelsIn(lang);
  // A node may be called like a question, and a service like a leaf.
  const heading: Docs['heading'] = (page, id) => (page === 'README' ? id : `${words[page]}${labels.colon}${id}`);
  const docs: Docs = { pack, lang, words, labels, heading, to: (page, id) => `#${anchor(heading(page, id))}` };
  const parts = pagesOf(docs).flatMap(({ title, lines }) => [
    '',
    `## ${headingText(title)}`,
    '',
    ...withoutLastBlank(lines).map((line) => (/^#+ /.test(line) ? `#${line}` : line)),
  ]);
  return text([`# ${headingText(pack.title)}`, '', ...introduction(docs), ...parts]);
}

/** What Mermaid draws at most unless it is told otherwise, which a page cannot do. */
const most = { edges: 500, length: 50_000 } as const;

function pagesOf(docs: Docs): DocsPage[] {
  const { pack, words, lang } = docs;
  const graph = graphOf(pack);
  const picture = mermaid(graph, { pack, lang, highlight: null, width: 80, style: plain }).trimEnd();
  const fits = graph.edges.length <= most.edges && picture.length <= most.length;
  return [
    { name: 'questions', title: words.questions, lines: pack.questions.flatMap((question) => questionLines(docs, question)) },
    {
      name: 'tree',
      title: words.tree,
      lines: [
        ...(fits ? ['```mermaid', picture, '```', ''] : []),
        ...Object.values(pack.nodes).flatMap((node) => nodeLines(docs, node)),
        ...Object.values(pack.leaves).flatMap((leaf) => leafLines(docs, leaf)),
      ],
    },
    { name: 'services', title: words.services, lines: pack.services.flatMap((service) => serviceLines(docs, service)) },
    { name: 'advice', title: words.advice, lines: otherPages(docs) },
  ];
}

function introduction({ pack, words }: Docs): string[] {
  const { id, version, questions, leaves, services } = pack;
  return [words.intro(id, version), '', words.counts(questions.length, Object.keys(leaves).length, services.length)];
}

function withoutLastBlank(lines: readonly string[]): readonly string[] {
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}

function text(lines: readonly string[]): string {
  return `${lines.join('\n').trimEnd()}\n`;
}

/** The anchor that GitHub gives a heading. */
export function anchor(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}_ -]/gu, '')
    .trim()
    .replaceAll(' ', '-');
}

/** What a test admits. */
export function testText(test: Test, { words }: Docs): string {
  if (Array.isArray(test)) return test.map((value) => code(String(value))).join(words.or);
  const { from, below } = test as { readonly from?: number; readonly below?: number };
  return [from === undefined ? '' : words.from(from), below === undefined ? '' : words.below(below)]
    .filter((part) => part !== '')
    .join(' ');
}

export function conditionText(when: Condition, docs: Docs): string {
  const { words, labels, to } = docs;
  const parts = Object.entries(when).map(
    ([id, test]) => `[${code(id)}](${to('questions', id)})${labels.colon}${testText(test, docs)}`,
  );
  return parts.length === 0 ? words.always : parts.join(words.and);
}

export function valueText(value: Value): string {
  return code(String(value));
}
