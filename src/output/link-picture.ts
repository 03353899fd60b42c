import { meets } from '../engine/cells.ts';
import { distinctBy } from '../engine/lists.ts';
import type { DecisionMessages } from '../messages/en/decision.ts';
import type { Locale } from '../messages/locale.ts';
import { numberText } from '../messages/names.ts';
import { type Condition, offeringText, type Value } from '../model/pack.ts';
import type { LinkRecord } from '../model/record.ts';
import type { DecisionItem } from './context.ts';
import { answersInForce } from './requirement-rows.ts';

/** What separates two names in a title, such as `orders to billing`; 「AからBへ」 also has a suffix. */
const between = [/\s+to\s+/gi, /\s*(?:→|⇒|->|=>)\s*/g];
const japanese = /^([^\n]+?)から([^\n]+)へ$/u;

/** The applications that a record names, or else its title if it has exactly one reading; `named`: which of the two does. */
export function linkEnds({ from, to, title }: Pick<LinkRecord, 'from' | 'to' | 'title'>) {
  const named = { from: distinct(from), to: distinct(to) };
  if (named.from.length + named.to.length > 0) return { ...named, named: 'record' as const };
  // A regular expression would search long runs of spaces again from each of them.
  const pair = pairIn((title ?? '').replace(/\s+/gu, ' ').trim());
  return pair ? { from: [pair[0]], to: [pair[1]], named: 'title' as const } : { from: [], to: [], named: null };
}

/** A key for all spellings of a name: case, width and spaces make no difference. */
export function nameKey(name: string): string {
  return name.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim();
}

/** The two names in a title; null if it has none or is ambiguous. */
function pairIn(title: string): readonly [string, string] | null {
  const pairs = between.flatMap((separator) =>
    [...title.matchAll(separator)].map(
      ({ 0: text, index }) => [title.slice(0, index), title.slice(index + text.length)] as const,
    ),
  );
  if (title.split('から').length === 2) {
    const [, from, to] = japanese.exec(title) ?? [];
    if (from !== undefined && to !== undefined) pairs.push([from, to]);
  }
  const [only, ...others] = pairs.map(([from, to]) => [from.trim(), to.trim()] as const);
  return only && others.length === 0 && only[0] !== '' && only[1] !== '' ? only : null;
}

/** Each name once, in its first spelling. */
function distinct(names: readonly string[]): string[] {
  const named = names.filter((name) => nameKey(name) !== '');
  return distinctBy(named, nameKey).map((name) => name.replace(/\s+/gu, ' ').trim());
}

/** Producer, service, companions and consumers of a link, independent of how they are drawn. */
export type LinkPicture = NonNullable<ReturnType<typeof linkPicture>>;

/** Where messages go beside the way to the consumers. */
interface Aside {
  readonly text: string;
  readonly label: string;
  readonly kind: 'companion' | 'failed';
}

/** The picture of a decision once it is built; null if nothing is decided. Its record or its title may name the two ends. */
export function linkPicture(
  { pack, names, messages }: Locale,
  { decision, record, ends, title }: Pick<DecisionItem, 'decision' | 'record' | 'ends' | 'title'>,
) {
  const { recommendation } = decision;
  if (!recommendation) return null;
  const { service, variant, with: companions, pattern } = recommendation;
  const drawing = pattern === null ? undefined : pack.patterns[pattern]?.drawing;
  const { from, to } = linkEnds({ from: [], to: [], ...ends, ...record, title });
  const answers = answersInForce(decision);
  const holds = (condition: Condition): boolean => meets(condition, answers);
  const total = answers[pack.consumerCount ?? ''];
  const several = (drawing?.eachConsumer ?? []).some(holds) && total !== 1;
  const consumers = several ? consumersOf(to, total, messages) : [to.length > 0 ? messages.and(to) : messages.consumer];
  const before = companions.filter((id) => drawing?.before.includes(id));
  const beside = companions.filter((id) => drawing?.beside.includes(id));
  const behind = companions.filter((id) => !before.includes(id) && !beside.includes(id)).map(names.box);
  const directCount = several && drawing?.firstIsDirect ? 1 : 0;
  const deadLetters = drawing?.deadLetters && !drawing.deadLettersUnless.some(holds);
  return {
    producer: from.length > 0 ? messages.and(from) : messages.producer,
    before: before.map(names.box),
    service: names.box(offeringText({ service, variant })),
    // Each with its companions.
    consumers: consumers.map((name, index) => ({ name, behind: index < directCount ? [] : behind })),
    // Both sides send: arrows have two heads.
    bothWays: (drawing?.bothWays ?? []).some(holds),
    aside: [
      ...beside.map((id): Aside => ({ text: names.box(id), label: messages.copies, kind: 'companion' })),
      ...(deadLetters ? [{ text: messages.deadLetterQueue, label: messages.deadLetters, kind: 'failed' } as const] : []),
    ],
  };
}

/** The two consumers to draw if each gets its own copy. */
function consumersOf(named: readonly string[], total: Value | undefined, messages: DecisionMessages): readonly string[] {
  const [first, ...others] = named;
  if (first !== undefined) return [first, others.length === 1 ? others.join('') : messages.otherConsumers];
  return messages.consumers(typeof total === 'number' && total > 2 ? numberText(total) : null);
}

/** A box of a drawing; each kind has its colours. */
export interface PicturePart {
  readonly id: string;
  readonly text: string;
  readonly kind: 'end' | 'chosen' | 'companion' | 'failed' | 'open';
}

export interface Join {
  readonly from: string;
  readonly to: string;
  readonly bothWays?: boolean;
  readonly aside?: Aside;
}

/** Lays out a link as layers of parts, from producer to consumers, with arrows between them; null leaves a place empty. */
export function pictureGraph({ producer, before, service, consumers, bothWays, aside }: LinkPicture) {
  const stem: PicturePart[] = [
    { id: 'producer', text: producer, kind: 'end' },
    ...before.map((text, index): PicturePart => ({ id: `before${index}`, text, kind: 'companion' })),
    { id: 'service', text: service, kind: 'chosen' },
  ];
  const rows = consumers.map(({ name, behind }, row): PicturePart[] => [
    ...behind.map((text, index): PicturePart => ({ id: `behind${row}-${index}`, text, kind: 'companion' })),
    { id: `consumer${row}`, text: name, kind: 'end' },
  ]);
  const asides = aside.map((each, index): Aside & PicturePart => ({ ...each, id: `aside${index}` }));
  const length = Math.max(...rows.map((row) => row.length));
  const branches = Array.from({ length }, (_, column) => [
    ...rows.map((row) => row[column] ?? null),
    ...asides.map((part) => (column === length - 1 ? part : null)),
  ]);
  const chains = [stem, ...rows.map((row) => [...stem.slice(-1), ...row])];
  const failing = length > 1 ? rows.flatMap((row) => row.at(-2)?.id ?? []) : ['service'];
  const joins: Join[] = [
    ...chains.flatMap((chain) => chain.slice(1).map((to, index) => ({ from: chain[index]?.id ?? '', to: to.id, bothWays }))),
    ...asides.flatMap((to) => (to.kind === 'failed' ? failing : ['service']).map((from) => ({ from, to: to.id, aside: to }))),
  ];
  return { layers: [...stem.map((part) => [part]), ...branches], joins };
}
