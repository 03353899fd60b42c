import type { DecisionMessages } from '../../messages/en/decision.ts';
import type { LinkPicture } from '../link-picture.ts';
import { displayWidth, wrap } from '../text/width.ts';
import { escapeXml, html, Markup } from './html.ts';

const GAP_PIXELS = 56;
const ROW_PIXELS = 24;
const MARGIN_PIXELS = 4;
const STEP_PIXELS = 32;
const PHONE_COLUMNS = 14;

interface Part {
  readonly text: string;
  readonly kind: BoxKind;
}

/** A link as a drawing: from left to right, and from above to below for narrow screens. */
export function pictureSvg(picture: LinkPicture, messages: DecisionMessages, id: string): Markup {
  const ends = [picture.producer, ...picture.before, picture.service];
  const title = [...ends, ...picture.behind, picture.consumers.join(messages.comma)].join(picture.bothWays ? ' <-> ' : ' -> ');
  return html`<div class="picture">
${across(picture, messages, `${id}picture`, title)}
${down(picture, messages, `${id}tall-picture`, title)}
</div>`;
}

/** What comes before the consumers. */
function stem({ producer, before, service }: LinkPicture): Part[] {
  return [
    { text: producer, kind: 'end' },
    ...before.map((text): Part => ({ text, kind: 'companion' })),
    { text: service, kind: 'chosen' },
  ];
}

/** What each consumer has of its own. */
function branches({ behind, consumers }: LinkPicture): Part[][] {
  return consumers.map((text) => [...behind.map((name): Part => ({ text: name, kind: 'companion' })), { text, kind: 'end' }]);
}

function across(picture: LinkPicture, messages: DecisionMessages, id: string, title: string): Markup {
  const { boxes, arrows, failing } = laidOut(picture, { way: 'across', gap: GAP_PIXELS });
  const failed = picture.deadLetters ? failing : null;
  if (failed) addDeadLetters(failed, messages, boxes, arrows);
  const size = sizeOf(boxes);
  const label = failed ? failed.x + failed.width / 2 + labelWidth(messages.deadLetters) : 0;
  return drawing(id, title, 'wide', { ...size, width: Math.max(size.width, label) }, boxes, arrows);
}

function down(picture: LinkPicture, messages: DecisionMessages, id: string, title: string): Markup {
  const failed: Part[] = picture.deadLetters ? [{ text: messages.deadLetterQueue, kind: 'failed' }] : [];
  const direction: Direction = { way: 'down', gap: STEP_PIXELS, maxColumns: PHONE_COLUMNS };
  const { boxes, arrows } = laidOut(picture, direction, failed);
  return drawing(id, title, 'tall', sizeOf(boxes), boxes, arrows);
}

/** From left to right, or from above to below. */
interface Direction {
  readonly way: Arrow['way'];
  /** Pixels between a box and the next one. */
  readonly gap: number;
  readonly maxColumns?: number;
}

/**
 * Boxes one after the other up to the service, then the consumers beside one another.
 *
 * @param failed what stands beside the consumers, for what fails
 */
function laidOut(picture: LinkPicture, { way, gap, maxColumns }: Direction, failed: readonly Part[] = []) {
  const [length, breadth] = way === 'across' ? (['width', 'height'] as const) : (['height', 'width'] as const);
  const size = ({ text }: Part): ReturnType<typeof boxSize> => boxSize(text, maxColumns);
  const broadest = (parts: readonly Part[]): number => Math.max(...parts.map((part) => size(part)[breadth]));
  const rows = branches(picture);
  const count = rows.length + failed.length;
  const pitch = broadest([...rows.flat(), ...failed]) + ROW_PIXELS;
  const middle = MARGIN_PIXELS + Math.max(broadest(stem(picture)), count * pitch - ROW_PIXELS) / 2;
  const centerOf = (row: number): number => middle + (row - (count - 1) / 2) * pitch;
  const boxes: Box[] = [];
  const arrows: Arrow[] = [];
  const place = (part: Part, start: number, center: number, from: Box | null): Box => {
    const side = center - size(part)[breadth] / 2;
    const [x, y] = way === 'across' ? [start, side] : [side, start];
    const box: Box = { ...size(part), x, y, kind: part.kind };
    const look = part.kind === 'failed' ? { dashed: true } : { bothWays: picture.bothWays };
    boxes.push(box);
    if (from) arrows.push({ from, to: box, way, ...look });
    return box;
  };
  let start = MARGIN_PIXELS;
  let service: Box | null = null;
  for (const part of stem(picture)) {
    service = place(part, start, middle, service);
    start += service[length] + gap;
  }
  let failing = service;
  let last = start;
  rows.forEach((row, index) => {
    let from = service;
    let at = start;
    row.forEach((part, column) => {
      from = place(part, at, centerOf(index), from);
      if (part.kind === 'companion') failing = from;
      last = at;
      at += Math.max(...rows.flatMap((each) => each[column] ?? []).map((each) => size(each)[length])) + gap;
    });
  });
  failed.forEach((part, index) => {
    place(part, last, centerOf(rows.length + index), failing);
  });
  return { boxes, arrows, failing };
}

/** The dead-letter queue below what fails, with a word on the way to it. */
function addDeadLetters(from: Box, messages: DecisionMessages, boxes: Box[], arrows: Arrow[]): void {
  const size = boxSize(messages.deadLetterQueue);
  const center = from.x + from.width / 2;
  const box: Box = {
    ...size,
    x: Math.max(MARGIN_PIXELS, center - size.width / 2),
    y: Math.max(...boxes.map((each) => each.y + each.height)) + GAP_PIXELS - 12,
    kind: 'failed',
  };
  boxes.push(box);
  arrows.push({ from, to: { ...box, x: center, width: 0 }, way: 'down', dashed: true, label: messages.deadLetters });
}

function sizeOf(boxes: readonly Box[]): { readonly width: number; readonly height: number } {
  return {
    width: Math.max(...boxes.map(({ x, width }) => x + width)) + MARGIN_PIXELS,
    height: Math.max(...boxes.map(({ y, height }) => y + height)) + MARGIN_PIXELS,
  };
}

/** What a box stands for; the page's style sheet gives each its colours. */
type BoxKind = 'end' | 'chosen' | 'companion' | 'failed' | 'open';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly lines: readonly string[];
  readonly kind: BoxKind;
}

export interface Arrow {
  readonly from: Box;
  readonly to: Box;
  /** `across`: from right to left side; `down`: from below to above. */
  readonly way: 'across' | 'down';
  readonly bothWays?: boolean;
  readonly dashed?: boolean;
  readonly label?: string;
}

const FONT_PIXELS = 15;
const LINE_PIXELS = 20;
const PAD_PIXELS = 12;
/** As wide as a half-width character is at most on average, in the fonts that systems have. */
const CHARACTER_PIXELS = 9.2;
const MAX_BOX_COLUMNS = 20;

/** How large a box has to be for a text, which is broken where it is long. */
export function boxSize(text: string, maxColumns: number = MAX_BOX_COLUMNS): Pick<Box, 'width' | 'height' | 'lines'> {
  const lines = wrap(text, maxColumns);
  const columns = Math.max(...lines.map(displayWidth));
  return {
    lines,
    width: Math.ceil(columns * CHARACTER_PIXELS) + 2 * PAD_PIXELS,
    height: lines.length * LINE_PIXELS + 2 * PAD_PIXELS - 4,
  };
}

/** The pixels that a label of an arrow takes at its right. */
function labelWidth(text: string): number {
  return Math.ceil(displayWidth(text) * CHARACTER_PIXELS) + PAD_PIXELS;
}

/**
 * Boxes and arrows as inline SVG, coloured by the classes of the page.
 *
 * @param id unlike that of any other drawing of the page
 * @param title what the drawing shows, for those who do not see it
 */
export function drawing(
  id: string,
  title: string,
  className: string,
  size: { readonly width: number; readonly height: number },
  boxes: readonly Box[],
  arrows: readonly Arrow[],
): Markup {
  const [width, height] = [Math.ceil(size.width), Math.ceil(size.height)];
  const [w, h] = [String(width), String(height)];
  return html`<svg class="${className}" viewBox="0 0 ${w} ${h}" width="${w}" height="${h}" role="img" aria-labelledby="${id}">
<title id="${id}">${title}</title>
${arrows.map(arrowMarkup)}
${boxes.map(boxMarkup)}
</svg>`;
}

function boxMarkup({ x, y, width, height, lines, kind }: Box): Markup {
  const top = y + PAD_PIXELS + FONT_PIXELS - 3;
  const texts = lines.map(
    (line, index) => `<text x="${round(x + width / 2)}" y="${round(top + index * LINE_PIXELS)}">${escapeXml(line)}</text>`,
  );
  const radius = kind === 'end' ? height / 2 : 8;
  const size = `x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}"`;
  return new Markup(`<g class="box ${kind}"><rect ${size} rx="${round(radius)}"/>${texts.join('')}</g>`);
}

function arrowMarkup({ from, to, way, bothWays = false, dashed = false, label = '' }: Arrow): Markup {
  const [a, b] = way === 'across' ? [rightOf(from), leftOf(to)] : [belowOf(from), aboveOf(to)];
  const [c, d] =
    way === 'across'
      ? [
          { x: (a.x + b.x) / 2, y: a.y },
          { x: (a.x + b.x) / 2, y: b.y },
        ]
      : [
          { x: a.x, y: (a.y + b.y) / 2 },
          { x: b.x, y: (a.y + b.y) / 2 },
        ];
  const path = `M${point(a)}C${point(c)} ${point(d)} ${point(b)}`;
  const tips = `${tipAt(b, way, 1)}${bothWays ? tipAt(a, way, -1) : ''}`;
  const text =
    label === ''
      ? ''
      : `<text class="label" x="${round((a.x + b.x) / 2 + 10)}" y="${round((a.y + b.y) / 2 + 5)}">${escapeXml(label)}</text>`;
  return new Markup(`<path class="arrow${dashed ? ' dashed' : ''}" d="${path}"/><path class="tip" d="${tips}"/>${text}`);
}

/** The tip of an arrow; `sign` -1 points backwards. */
function tipAt({ x, y }: { readonly x: number; readonly y: number }, way: Arrow['way'], sign: 1 | -1): string {
  const back = -TIP_PIXELS * sign;
  const half = TIP_PIXELS / 2;
  const [first, second] =
    way === 'across'
      ? [
          { x: x + back, y: y - half },
          { x: x + back, y: y + half },
        ]
      : [
          { x: x - half, y: y + back },
          { x: x + half, y: y + back },
        ];
  return `M${point({ x, y })}L${point(first)}L${point(second)}z`;
}

const TIP_PIXELS = 9;

function point({ x, y }: { readonly x: number; readonly y: number }): string {
  return `${round(x)} ${round(y)}`;
}

function rightOf({ x, y, width, height }: Box) {
  return { x: x + width, y: y + height / 2 };
}

function leftOf({ x, y, height }: Box) {
  return { x, y: y + height / 2 };
}

function belowOf({ x, y, width, height }: Box) {
  return { x: x + width / 2, y: y + height };
}

function aboveOf({ x, y, width }: Box) {
  return { x: x + width / 2, y };
}

function round(number: number): number {
  return Math.round(number * 10) / 10;
}
