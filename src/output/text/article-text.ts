import { localeOf } from '../../messages/locale.ts';
import type { Article, Block, Grid, Inline, Item, Prose, Role, State } from '../article.ts';
import type { RenderContext } from '../context.ts';
import type { LinkPicture } from '../link-picture.ts';
import type { Style } from '../style.ts';
import {
  blocksText,
  bullet,
  columnOf,
  GAP_COLUMNS,
  type Page,
  paragraph,
  row,
  type StyledText,
  section,
  sideBySide,
  table,
  textOf,
} from './layout.ts';
import { displayWidth } from './width.ts';

export type TextContext = ReturnType<typeof textContext>;

const MIN_WIDTH_COLUMNS = 40;
/** Longer lines of text are hard to read, but not those of tables. */
const MAX_WIDTH_COLUMNS = 80;

/** Creates the context for one decision; its footnotes start at 1. */
export function textContext({ pack, width, height, style, more }: Page & Pick<RenderContext, 'pack' | 'more'>) {
  const sources: string[] = [];
  const paint = (name: keyof Style, text: string): StyledText => ({ text, paint: style[name] });
  return {
    ...localeOf(pack),
    style,
    width: Math.min(MAX_WIDTH_COLUMNS, Math.max(MIN_WIDTH_COLUMNS, width)),
    tableWidth: Math.max(MIN_WIDTH_COLUMNS, width),
    height,
    more,
    paint,
    bold: (text: string): StyledText => paint('bold', text),
    dim: (text: string): StyledText => paint('dim', text),
    /** The footnote number of a source, as ` [1]`; empty if there is no source. */
    cite(source: string | null | undefined): StyledText {
      if (!source) return '';
      if (!sources.includes(source)) sources.push(source);
      return paint('dim', ` [${sources.indexOf(source) + 1}]`);
    },
    /** The sources with their numbers, in the order of first reference. */
    sourceLines: (): string[] => sources.map((source, index) => `  [${index + 1}] ${style.dim(source)}`),
  };
}

/** Renders an article for a person at a terminal; sources become footnotes. */
export function articleText(article: Article, context: RenderContext): string {
  const { title, alert, result, lead, sections, foot, command } = article;
  const page = textContext(context);
  const { pack, messages, style, bold, dim, paint } = page;
  const made = `${messages.rules}${messages.colon}${pack.id}@${pack.version}`;
  const remarks = [...foot, context.explain ? messages.inBrackets(made, pack.digest) : made];
  return blocksText([
    [
      ...paragraph(page, [bold(title)], 0),
      ...(alert ? [...paragraph(page, [paint('red', alert.heading)], 0), ...articleLines(page, alert.blocks)] : []),
      ...(result
        ? paragraph(page, [result.label, messages.colon, paint(result.isOpen ? 'yellow' : 'bold', result.name)], 0)
        : []),
      ...articleLines(page, lead),
    ],
    ...sections.map(({ heading, blocks }) => section(page, heading, articleLines(page, blocks))),
    section(page, messages.sources, page.sourceLines()),
    [
      ...remarks.flatMap((text) => paragraph(page, [dim(text)], 0)),
      ...(command ? [style.dim(`${command.heading}${messages.colon.trimEnd()}`), `  ${command.text}`] : []),
    ],
  ]);
}

function articleLines(page: TextContext, blocks: readonly Block[]): string[] {
  return blocks.flatMap((block) => blockLines(page, block));
}

function blockLines(page: TextContext, block: Block): string[] {
  const spans = (prose: Prose): StyledText[] => prose.map((inline) => spanOf(page, inline));
  switch (block.kind) {
    case 'paragraph':
      return paragraph(page, spans(block.text));
    case 'list':
      return block.items.flatMap(({ text, details = [] }) => [
        ...bullet(page, spans(text)),
        ...details.flatMap((detail) => paragraph(page, spans(detail), 4)),
      ]);
    case 'terms': {
      const column = columnOf(page, block.entries, ({ term }) => term);
      const isLong = block.entries.some(({ words, lines }) => words === undefined && lines.length > 1);
      // All lines of a term that is too wide for the column stand below it.
      const columnFor = (term: string): number => (displayWidth(term) <= column ? column : 0);
      return block.entries.flatMap(({ term, lines }, at) => [
        ...(isLong && at > 0 ? [''] : []),
        ...lines.flatMap((line, index) => row(page, index === 0 ? page.paint('cyan', term) : '', columnFor(term), spans(line))),
      ]);
    }
    case 'table':
      return table(
        { ...page, width: page.tableWidth },
        block.head,
        block.rows.map((cells) => cells.map((cell) => cellOf(page, cell))),
      );
    case 'grid':
      return gridLines(page, block);
    case 'picture':
      return pictureLines(page, block.picture);
    case 'drawing':
      return [];
  }
}

export const paints = {
  strong: 'bold',
  quiet: 'dim',
  code: 'cyan',
  detail: 'dim',
  arrow: 'dim',
  note: 'dim',
  chosen: 'green',
  recommended: 'green',
  met: 'green',
  open: 'yellow',
  viable: 'yellow',
  warning: 'yellow',
  alert: 'red',
  'ruled-out': 'red',
  unmet: 'red',
} as const satisfies Record<Role | State, keyof Style>;

function spanOf(page: TextContext, inline: Inline): StyledText {
  if (typeof inline === 'string') return inline;
  if ('source' in inline) return page.cite(inline.source);
  if ('state' in inline) return page.paint(paints[inline.state], page.messages.inBrackets('', inline.text));
  return 'role' in inline ? page.paint(paints[inline.role], inline.text) : inline.text;
}

/** A cell has only the emphasis of its first piece; a state in it needs no brackets. */
function cellOf(page: TextContext, cell: Prose): StyledText {
  const [first = '', ...others] = cell.map((inline): StyledText => {
    const isState = typeof inline === 'object' && 'state' in inline;
    return isState ? page.paint(paints[inline.state], inline.text) : spanOf(page, inline);
  });
  const text = [first, ...others].map(textOf).join('');
  return typeof first === 'string' ? text : { text, paint: first.paint };
}

/** In narrower cells text breaks into too many lines. */
const MIN_CELL_COLUMNS = 24;

/** Lays columns side by side; those that do not fit follow in another block. */
function gridLines(page: TextContext, { head, rows }: Grid): string[] {
  const most = Math.floor((page.width + GAP_COLUMNS) / (MIN_CELL_COLUMNS + GAP_COLUMNS));
  // Blocks of about the same number of columns: 4 and 3 rather than 6 and 1.
  const count = Math.ceil(head.length / Math.ceil(head.length / most));
  const width = Math.floor((page.width + GAP_COLUMNS) / count) - GAP_COLUMNS;
  const inside = { ...page, width };
  const spansOf = (text: Prose): StyledText[] => text.map((inline) => spanOf(page, inline));
  const cellLines = (cell: readonly Item[]): string[] =>
    cell.flatMap(({ text, details = [] }) => {
      const isChosen = text.some((inline) => typeof inline === 'object' && 'role' in inline && inline.role === 'chosen');
      return [
        ...bullet(inside, spansOf(text), isChosen ? '*' : '-', 0),
        ...details.flatMap((detail) => bullet(inside, spansOf(detail))),
      ];
    });
  const beside = (columns: readonly (readonly string[])[]): string[] =>
    sideBySide(columns, Array<number>(columns.length).fill(width));
  const starts = Array.from({ length: Math.ceil(head.length / count) }, (_, index) => index * count);
  return starts.flatMap((start) => {
    const names = head.slice(start, start + count);
    const shown = rows.map(({ label, cells }) => ({ label, cells: cells.slice(start, start + count) }));
    return [
      '',
      ...beside(names.map((name) => paragraph(inside, [page.bold(name)], 0))),
      page.style.dim(names.map(() => '-'.repeat(width)).join(' '.repeat(GAP_COLUMNS))),
      ...shown
        .filter(({ cells }) => cells.some((cell) => cell.length > 0))
        .flatMap(({ label, cells }) => ['', ...paragraph(page, [page.bold(label)], 0), ...beside(cells.map(cellLines))]),
    ];
  });
}

/** Draws a link in ASCII (other arrows are two columns wide in some terminals); stacks its parts if it is too wide. */
export function pictureLines(page: TextContext, picture: LinkPicture): string[] {
  const { producer, before, service, consumers, workers, bothWays, aside } = picture;
  const arrow = bothWays ? '<->' : '->';
  const boxed = (name: string): string => `[ ${name} ]`;
  const boxes = { before: before.map(boxed), service: boxed(service) };
  const left = `  ${[producer, ...boxes.before].map((part) => `${part} ${arrow} `).join('')}`;
  const middle = `${left}${boxes.service} `;
  const ends = consumers.map(({ name, behind }) => [...[...behind, ...workers].map(boxed), name].join(` ${arrow} `));
  const [only, ...others] = ends;
  const isFork = others.length > 0;
  // Under what it belongs to, on two lines if one is too wide.
  const below = ' '.repeat(isFork || consumers[0]?.behind.length ? displayWidth(middle) + 5 : displayWidth(left) + 2);
  const asides = aside.flatMap(({ label, text }) => {
    const whole = `${below}+- ${label} -> ${boxed(text)}`;
    return displayWidth(whole) <= page.width ? [whole] : [`${below}+- ${label}`, `${below}   -> ${boxed(text)}`];
  });
  const lines = [
    `${middle}${isFork ? '-+' : ''}${arrow} ${only ?? ''}`,
    ...others.map((end) => `${' '.repeat(displayWidth(middle))} +${arrow} ${end}`),
    ...asides,
  ];
  if (lines.every((line) => displayWidth(line) <= page.width)) return lines;
  return [
    ...paragraph(page, [producer]),
    ...[...boxes.before, boxes.service].flatMap((part) => bullet(page, [part], arrow, 4)),
    ...ends.flatMap((end) => bullet(page, [end], isFork ? `+${arrow}` : arrow, 4)),
    ...aside.flatMap(({ label, text }) => bullet(page, [`${label} -> ${boxed(text)}`], '+-', 4)),
  ];
}
