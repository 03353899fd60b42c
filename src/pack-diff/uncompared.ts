import type { Pack } from '../model/pack.ts';
import type { Space } from './space.ts';

const sections = ['derived', 'services', 'patterns', 'mitigations', 'neighbours', 'advice', 'topics'] as const;

/** A part of a pack that decisions show but the comparison does not fully cover: texts, figures, names and metrics. */
export type PackPart = 'questions' | (typeof sections)[number];

/** Keys that no decision shows. */
const unseen = new Set(['layer', 'checked', 'validUntil', 'because']);

/** The parts in which two packs differ, whether or not the comparison covers the difference. */
export function differingParts({ questions }: Space, old: Pack, now: Pack): PackPart[] {
  const wordsOf = (pack: Pack, ids: ReadonlySet<string>) =>
    pack.questions
      .filter(({ id }) => ids.has(pack === old ? (now.renamed[id] ?? id) : id))
      .map(({ name, ask, why, unit, values }) => [ask, name, why, unit, values]);
  const common = new Set(questions.filter((each) => each.in === 'both').map(({ id }) => id));
  const isReworded = textOf(wordsOf(old, common)) !== textOf(wordsOf(now, common));
  const differing = sections.filter((section) => textOf(old[section]) !== textOf(now[section]));
  return [...(isReworded ? (['questions'] as const) : []), ...differing];
}

/** A text that is equal for equal values, regardless of the order of keys and members. */
function textOf(value: unknown): string {
  if (value === undefined) return '';
  if (Array.isArray(value)) return `[${value.map(textOf).sort().join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).filter(([key, each]) => each !== undefined && !unseen.has(key));
  return `{${entries
    .map(([key, each]) => `${JSON.stringify(key)}:${textOf(each)}`)
    .sort()
    .join()}}`;
}
