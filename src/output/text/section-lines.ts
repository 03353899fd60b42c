import type { Inline, Item, TagState } from '../sections.ts';
import type { Style } from '../style.ts';
import { bullet, columnOf, paragraph, row, type Span } from './layout.ts';
import type { TextContext } from './text-context.ts';

/** The items of a section: what has a label stands beside it, all else behind a mark. */
export function itemLines(page: TextContext, items: readonly Item[]): string[] {
  const labels = items.flatMap(({ label }) => (label === undefined ? [] : spansOf(page, label)));
  const column = columnOf(page, labels.map(textOf));
  return items.flatMap(({ label, lines }) => {
    const [first = [], ...others] = lines.map((line) => line.flatMap((inline) => spansOf(page, inline)));
    if (label === undefined) return [...bullet(page, first), ...others.flatMap((spans) => paragraph(page, spans, 4))];
    const [name = ''] = spansOf(page, label);
    return [...row(page, name, column, first), ...others.flatMap((spans) => row(page, '', column, spans))];
  });
}

/** The lines of items one below the other, without marks. */
export function paragraphLines(page: TextContext, items: readonly Item[]): string[] {
  return items.flatMap(({ lines }) =>
    lines.flatMap((line) =>
      paragraph(
        page,
        line.flatMap((inline) => spansOf(page, inline)),
      ),
    ),
  );
}

function spansOf(page: TextContext, inline: Inline): Span[] {
  if (typeof inline === 'string') return [inline];
  switch (inline.as) {
    case 'strong':
      return [page.bold(inline.text)];
    case 'soft':
    case 'detail':
      return [page.dim(inline.text)];
    case 'question':
      return [inline.id];
    case 'link':
      return [page.bold(inline.text), page.cite(inline.url)];
    case 'source':
      return [page.cite(inline.url)];
    case 'tag':
      return [page.paint(paints[inline.state], page.messages.inBrackets('', inline.text).trim())];
    case 'arrow':
      return [' -> '];
    case 'code':
    case 'change':
      return [inline.text];
  }
}

const paints = {
  recommended: 'green',
  met: 'green',
  viable: 'yellow',
  warning: 'yellow',
  note: 'dim',
  'ruled-out': 'red',
  unmet: 'red',
} as const satisfies Record<TagState, keyof Style>;

function textOf(span: Span): string {
  return typeof span === 'string' ? span : span.text;
}
