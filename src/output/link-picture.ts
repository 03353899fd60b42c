import { meets } from '../engine/cells.ts';
import { sameInAll } from '../engine/lists.ts';
import type { DecisionMessages } from '../messages/en/decision.ts';
import type { Locale } from '../messages/locale.ts';
import { numberText } from '../messages/names.ts';
import { type Condition, type Drawing, offeringText, type Value } from '../model/pack.ts';
import type { DecisionItem } from './context.ts';
import { linkEnds } from './link-ends.ts';
import { answersInForce, possibleOptions } from './requirement-rows.ts';

/** Producer, service, companions and consumers of a link, independent of how they are drawn. */
export type LinkPicture = NonNullable<ReturnType<typeof linkPicture>>;

/** Where messages go beside the way to the consumers. */
interface Aside {
  readonly text: string;
  readonly label: string;
  readonly kind: 'companion' | 'failed';
}

/** The picture of a decision once it is built; null if nothing is decided. Its record or its title may name the two ends. */
export function linkPicture({ pack, names, messages }: Locale, { decision, record, ends, title }: DecisionItem) {
  const { recommendation } = decision;
  if (!recommendation) return null;
  const { service, variant, with: companions, pattern } = recommendation;
  // If the pattern is open, the picture has what all that are possible share.
  const patterns = pattern === null ? possibleOptions(pack, recommendation).map((option) => option.pattern) : [pattern];
  const drawings = patterns.map((id) => pack.patterns[id ?? '']?.drawing);
  const always = (has: (drawing: Drawing) => boolean): boolean =>
    drawings.length > 0 && drawings.every((each) => each !== undefined && has(each));
  const { from, to } = linkEnds({ from: [], to: [], ...ends, ...record, title });
  const answers = answersInForce(decision);
  const holds = (condition: Condition): boolean => meets(condition, answers);
  const total = answers[pack.consumerCount ?? ''];
  const several = always(({ eachConsumer }) => eachConsumer.some(holds)) && total !== 1;
  const consumers = several ? consumersOf(to, total, messages) : [to.length > 0 ? messages.and(to) : messages.consumer];
  const before = companions.filter((id) => always(({ before }) => before.includes(id)));
  const beside = companions.filter((id) => always(({ beside }) => beside.includes(id)));
  const behind = companions.filter((id) => !before.includes(id) && !beside.includes(id)).map(names.box);
  const directCount = several && always(({ firstIsDirect }) => firstIsDirect) ? 1 : 0;
  const worker = sameInAll(drawings, (drawing) => drawing?.worker ?? '');
  const deadLetters = always(({ deadLetters, deadLettersUnless }) => deadLetters && !deadLettersUnless.some(holds));
  return {
    producer: from.length > 0 ? messages.and(from) : messages.producer,
    before: before.map(names.box),
    service: names.box(offeringText({ service, variant })),
    // Each with its companions.
    consumers: consumers.map((name, index) => ({ name, behind: index < directCount ? [] : behind })),
    workers: worker ? [worker] : [],
    // Both sides send: arrows have two heads.
    bothWays: always(({ bothWays }) => bothWays.some(holds)),
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
export function pictureGraph({ producer, before, service, consumers, workers, bothWays, aside }: LinkPicture) {
  const stem: PicturePart[] = [
    { id: 'producer', text: producer, kind: 'end' },
    ...before.map((text, index): PicturePart => ({ id: `before${index}`, text, kind: 'companion' })),
    { id: 'service', text: service, kind: 'chosen' },
  ];
  const rows = consumers.map(({ name, behind }, row): PicturePart[] => [
    ...behind.map((text, index): PicturePart => ({ id: `behind${row}-${index}`, text, kind: 'companion' })),
    ...workers.map((text): PicturePart => ({ id: `worker${row}`, text, kind: 'companion' })),
    { id: `consumer${row}`, text: name, kind: 'end' },
  ]);
  const asides = aside.map((each, index): Aside & PicturePart => ({ ...each, id: `aside${index}` }));
  const length = Math.max(...rows.map((row) => row.length));
  const branches = Array.from({ length }, (_, column) => [
    ...rows.map((row) => row[column] ?? null),
    // Next to what it comes from: a worker stands in between.
    ...asides.map((part) => (column === length - 1 - workers.length ? part : null)),
  ]);
  const chains = [stem, ...rows.map((row) => [...stem.slice(-1), ...row])];
  const last = consumers.flatMap(({ behind }, row) => (behind.length > 0 ? [`behind${row}-${behind.length - 1}`] : []));
  const failing = last.length > 0 ? last : ['service'];
  const joins: Join[] = [
    ...chains.flatMap((chain) => chain.slice(1).map((to, index) => ({ from: chain[index]?.id ?? '', to: to.id, bothWays }))),
    ...asides.flatMap((to) => (to.kind === 'failed' ? failing : ['service']).map((from) => ({ from, to: to.id, aside: to }))),
  ];
  return { layers: [...stem.map((part) => [part]), ...branches], joins };
}
