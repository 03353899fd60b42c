import { box, type Drawn, document, stack, type TextStyle, textBlock } from '../output/svg.ts';
import { cellAt, legendOf, type Placed, placedIn } from './map-cells.ts';
import { rulesName } from './service-labels.ts';
import type { ServiceMap } from './service-map.ts';
import { type Render, type ServiceWords, serviceWordsOf } from './service-words.ts';

const page = 24;
const labelWidth = 168;
const cellWidth = 236;
const inset = 10;

const plain: TextStyle = { size: 13, bold: false, colour: '#1f2937' };
const strong: TextStyle = { ...plain, bold: true };
const heading: TextStyle = { size: 18, bold: true, colour: '#111827' };
const small: TextStyle = { size: 12, bold: false, colour: '#4b5563' };

/** The map as a drawing of its own: no font, script or picture from elsewhere, light and dark pages alike. */
export const render: Render<ServiceMap> = (map, context) => {
  const words = serviceWordsOf(context);
  const { of, labels, names } = words;
  const [across, down] = map.by;
  const width = 2 * page + labelWidth + map.columns.length * cellWidth;
  const room = width - 2 * page;
  const title = of.map(across, down);
  const about = [`${of.columns}${labels.colon}${names.ask(across)}`, `${of.rows}${labels.colon}${names.ask(down)}`];
  const head = stack([textBlock(title, room, heading), ...about.map((text) => textBlock(text, room, small))], 6);
  const grid = gridOf(words, map);
  const foot = stack(legend(words, map, room), 8);
  const all = stack([head, grid, foot], 18);
  return document({
    lang: context.lang,
    title,
    description: about.join(' '),
    width,
    height: all.height + 2 * page,
    body: all.at(page, page),
  });
};

/** Rows of cells, each as high as the fullest of its row. */
function gridOf(words: ServiceWords, map: ServiceMap): Drawn {
  const { names } = words;
  const [across, down] = map.by;
  const label = (text: string, width: number): Drawn => textBlock(text, width - 2 * inset, strong);
  const head = [null, ...map.columns.map((value) => label(names.value(across, value), cellWidth))];
  const rows = map.rows.map((row): (Drawn | null)[] => [
    label(names.value(down, row), labelWidth),
    ...map.columns.map((column) => contentOf(words, map, column, row)),
  ]);
  return stack(
    [head, ...rows].map((cells, index) => gridRow(cells, index === 0)),
    0,
  );
}

function gridRow(cells: readonly (Drawn | null)[], head: boolean): Drawn {
  const height = Math.max(...cells.map((cell) => cell?.height ?? 0)) + 2 * inset;
  return {
    height,
    at: (x, y) =>
      cells
        .map((cell, index) => {
          const left = index === 0 ? x : x + labelWidth + (index - 1) * cellWidth;
          const fill = head || index === 0 ? '#f3f4f6' : '#ffffff';
          const frame = box(left, y, index === 0 ? labelWidth : cellWidth, height, { fill, stroke: '#9ca3af', radius: 0 });
          return frame + (cell?.at(left + inset, y + inset) ?? '');
        })
        .join(''),
  };
}

function contentOf(words: ServiceWords, map: ServiceMap, column: string, row: string): Drawn {
  const cell = cellAt(map, column, row);
  const placed = cell ? placedIn(words, cell) : [];
  const room = cellWidth - 2 * inset;
  if (placed.length === 0) return textBlock(words.of.nothing, room, small);
  return stack(
    placed.map((entry) => chip(entry, room)),
    6,
  );
}

/** A service's name in a frame of its own: bold and filled where it is recommended. */
function chip({ text, recommended }: Pick<Placed, 'text' | 'recommended'>, width: number): Drawn {
  const name = textBlock(text, width - 20, recommended ? strong : plain);
  const look = recommended
    ? { fill: '#dcfce7', stroke: '#15803d', radius: 6 }
    : { fill: '#ffffff', stroke: '#d1d5db', radius: 6 };
  return { height: name.height + 8, at: (x, y) => box(x, y, width, name.height + 8, look) + name.at(x + 10, y + 4) };
}

function legend(words: ServiceWords, map: ServiceMap, room: number): Drawn[] {
  const { of, labels } = words;
  const { recommended, variants, silent } = legendOf(words, map);
  const entry = (text: string, isChoice: boolean): Drawn => {
    const swatch = chip({ text: '', recommended: isChoice }, 36);
    const said = textBlock(text, room - 48, small);
    return { height: Math.max(swatch.height, said.height), at: (x, y) => swatch.at(x, y) + said.at(x + 46, y + 4) };
  };
  return [
    ...(recommended ? [entry(of.recommends, true)] : []),
    entry(of.admits, false),
    ...[variants ? of.inVariants : '', silent ?? '', `${labels.rules}${labels.colon}${rulesName(map.rules)}`]
      .filter((text) => text !== '')
      .map((text) => textBlock(text, room, small)),
  ];
}
