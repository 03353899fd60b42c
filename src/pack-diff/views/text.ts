import { packDiff as en } from '../../messages/en/pack-diff.ts';
import { packDiff as ja } from '../../messages/ja/pack-diff.ts';
import { inLanguage } from '../../messages/locale.ts';
import { blocksText, bullet, paragraph } from '../../output/text/layout.ts';
import type { PackDiff } from '../index.ts';
import { type ChangesOutline, outlineOf, type PlaceOutline, type RulesDiff, type RulesDiffContext } from './outline.ts';

/** How many members of each list are shown. */
const MAX_SHOWN = { changes: 12, places: 6, changesThere: 4, conditions: 3, records: 50 } as const;

/** A difference with at most this many conditions is shown as a whole. */
const MAX_CONDITIONS = 60;

/** For people: what changes, and for which answers; of very much the largest parts, and how to see the rest. */
export function render(value: RulesDiff, page: RulesDiffContext): string {
  const { style, detail, lang } = page;
  const messages = inLanguage(lang, { en, ja });
  const { colon, comma, aside } = messages;
  const outline = outlineOf(value, detail === 'summary', messages);
  const { title, verdict, questions, answers, regions, defaults, records, moved } = outline;
  const isWhole = detail !== 'usual' || canBeRead(value.diff);
  let isCut = false;
  const blocks = [
    [style.bold(title), ...verdict.flatMap((line) => paragraph(page, [line], 0))],
    [
      ...(questions.length === 0 ? [] : [messages.questions]),
      ...questions.map(({ ids, state }) => `  ${state}${colon}${ids.join(' → ')}`),
    ],
    [
      ...(answers.length === 0 ? [] : paragraph(page, [messages.answers], 0)),
      ...answers.flatMap(({ condition, takenBy, share }) => bullet(page, [`${condition}${aside(`${takenBy}${comma}${share}`)}`])),
    ],
    ...changeBlocks(regions),
    ...(defaults ? [[style.bold(messages.defaults)], ...changeBlocks(defaults)] : []),
    [
      ...(records === null ? [] : [style.bold(messages.records), ...paragraph(page, [records])]),
      ...listed(moved, 'records', 2, ({ name, title: of, change }) =>
        bullet(page, [`${name}${of === null ? '' : aside(of)}: ${change}`]),
      ),
    ],
  ];
  if (isCut) blocks.push(paragraph(page, [messages.cutForReading], 0));
  return blocksText(blocks);

  function changeBlocks({ groups, besides, places }: ChangesOutline): string[][] {
    const { shown, more } = cut(places, 'places');
    return [
      ...groups.map((group) => [
        style.bold(group.title),
        ...listed(group.changes, 'changes', 2, ({ text, share }) => {
          return paragraph(page, [{ text, paint: style.yellow }, `  ${share}`]);
        }),
      ]),
      besides === '' ? [] : [style.bold(messages.besides), ...paragraph(page, [besides])],
      places.length === 0 ? [] : [style.bold(messages.places)],
      ...shown.map(placeLines),
      more === 0 ? [] : paragraph(page, [messages.morePlaces(more)]),
    ];
  }

  function placeLines({ leaves, ways, changes }: PlaceOutline): string[] {
    return [
      ...paragraph(page, [{ text: leaves, paint: style.cyan }]),
      ...conditionLines(messages.ways, messages.waysAny, ways, 4),
      ...listed(changes, 'changesThere', 4, ({ kind, text, share, when }) => [
        ...paragraph(page, [`${kind}${colon}`, { text, paint: style.yellow }, `  ${share}`], 4),
        ...(when.length === 0 ? [] : conditionLines(messages.when, messages.whenAny, when, 6)),
      ]),
    ];
  }

  function conditionLines(one: string, any: string, conditions: readonly string[], indent: number): string[] {
    if (conditions.length === 1) return paragraph(page, [`${one} ${conditions}`], indent);
    const lines = listed(conditions, 'conditions', indent + 2, (each) => bullet(page, [each], '-', indent + 2));
    return [...paragraph(page, [any], indent), ...lines];
  }

  /** The lines of a list's members, or of those that can be read, and how many more there are. */
  function listed<T>(
    list: readonly T[],
    limit: keyof typeof MAX_SHOWN,
    indent: number,
    lines: (item: T) => readonly string[],
  ): string[] {
    const { shown, more } = cut(list, limit);
    return [...shown.flatMap(lines), ...(more === 0 ? [] : paragraph(page, [messages.more(more)], indent))];
  }

  /** What one can read of a list: its first members. A single one more is shown instead of being counted. */
  function cut<T>(list: readonly T[], limit: keyof typeof MAX_SHOWN): { shown: readonly T[]; more: number } {
    if (isWhole || list.length <= MAX_SHOWN[limit] + 1) return { shown: list, more: 0 };
    isCut = true;
    return { shown: list.slice(0, MAX_SHOWN[limit]), more: list.length - MAX_SHOWN[limit] };
  }
}

/** Whether a difference is a few pages at most. */
function canBeRead({ regions, defaults }: PackDiff): boolean {
  const places = [...regions, ...defaults].flatMap((region) => region.places);
  return places.reduce((sum, { ways, when }) => sum + ways.length + when.length, 0) <= MAX_CONDITIONS;
}
