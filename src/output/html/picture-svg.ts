import type { DecisionMessages } from '../../messages/en/decision.ts';
import type { LinkPicture } from '../link-picture.ts';
import { html, type Markup } from './html.ts';
import { type Arrow, type Box, type BoxKind, boxSize, drawing, labelWidth } from './svg.ts';

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
  const rows = branches(picture);
  const rowHeight = Math.max(...rows.flat().map(({ text }) => boxSize(text).height)) + ROW_PIXELS;
  const middle =
    MARGIN_PIXELS + Math.max(rows.length * rowHeight - ROW_PIXELS, ...stem(picture).map(({ text }) => boxSize(text).height)) / 2;
  const boxes: Box[] = [];
  const arrows: Arrow[] = [];
  const { bothWays } = picture;
  let x = MARGIN_PIXELS;
  let last: Box | null = null;
  for (const { text, kind } of stem(picture)) {
    const size = boxSize(text);
    const box: Box = { ...size, x, y: middle - size.height / 2, kind };
    boxes.push(box);
    if (last) arrows.push({ from: last, to: box, way: 'across', bothWays });
    last = box;
    x += size.width + GAP_PIXELS;
  }
  const service = last;
  const columns = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => boxSize(row[column]?.text ?? '').width)));
  let failing = service;
  rows.forEach((row, index) => {
    let from = service;
    let left = x;
    const center = middle + (index - (rows.length - 1) / 2) * rowHeight;
    row.forEach(({ text, kind }, column) => {
      const size = boxSize(text);
      const box: Box = { ...size, x: left, y: center - size.height / 2, kind };
      boxes.push(box);
      if (from) arrows.push({ from, to: box, way: 'across', bothWays });
      if (kind === 'companion') failing = box;
      from = box;
      left += (columns[column] ?? 0) + GAP_PIXELS;
    });
  });
  if (picture.deadLetters && failing) addDeadLetters(failing, messages, boxes, arrows);
  const size = sizeOf(boxes);
  const label = picture.deadLetters && failing ? failing.x + failing.width / 2 + labelWidth(messages.deadLetters) : 0;
  return drawing(id, title, 'wide', { ...size, width: Math.max(size.width, label) }, boxes, arrows);
}

function down(picture: LinkPicture, messages: DecisionMessages, id: string, title: string): Markup {
  const size = (text: string): ReturnType<typeof boxSize> => boxSize(text, PHONE_COLUMNS);
  const rows = branches(picture);
  const failed: Part = { text: messages.deadLetterQueue, kind: 'failed' };
  const ends = [...rows.flat(), ...(picture.deadLetters ? [failed] : [])];
  const columns = rows.length + (picture.deadLetters ? 1 : 0);
  const columnWidth = Math.max(...ends.map(({ text }) => size(text).width)) + ROW_PIXELS;
  const stemWidth = Math.max(...stem(picture).map(({ text }) => size(text).width));
  const middle = MARGIN_PIXELS + Math.max(stemWidth, columns * columnWidth - ROW_PIXELS) / 2;
  const centerOf = (index: number): number => middle + (index - (columns - 1) / 2) * columnWidth;
  const boxes: Box[] = [];
  const arrows: Arrow[] = [];
  const { bothWays } = picture;
  const place = (part: Part, center: number, y: number, from: Box | null): Box => {
    const box: Box = { ...size(part.text), x: center - size(part.text).width / 2, y, kind: part.kind };
    boxes.push(box);
    if (from) arrows.push({ from, to: box, way: 'down', ...(part.kind === 'failed' ? { dashed: true } : { bothWays }) });
    return box;
  };
  let y = MARGIN_PIXELS;
  let service: Box | null = null;
  for (const part of stem(picture)) {
    service = place(part, middle, y, service);
    y += service.height + STEP_PIXELS;
  }
  let failing = service;
  let bottom = y;
  rows.forEach((row, index) => {
    let from = service;
    let top = y;
    for (const part of row) {
      from = place(part, centerOf(index), top, from);
      if (part.kind === 'companion') failing = from;
      bottom = top;
      top += from.height + STEP_PIXELS;
    }
  });
  if (picture.deadLetters) place(failed, centerOf(rows.length), bottom, failing);
  return drawing(id, title, 'tall', sizeOf(boxes), boxes, arrows);
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
