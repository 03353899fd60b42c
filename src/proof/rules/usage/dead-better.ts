import { type Box, type Clause, mergedClauses } from '../../../engine/box.ts';
import { ABSENT } from '../../../engine/cells.ts';
import { type Compiled, type CompiledNeighbour, compile } from '../../../engine/compile.ts';
import type { CompiledOption } from '../../../engine/compiled.ts';
import { explore } from '../../../engine/explore.ts';
import { anything } from '../../../engine/known.ts';
import { shortOf } from '../../../engine/recommendation.ts';
import { lintRule } from '../../lint-rule.ts';

export const deadBetter = lintRule({
  code: 'dead-better',
  level: 'error',
  *check({ pack }) {
    if (Object.values(pack.neighbours).every(({ better }) => better.length === 0)) return;
    const compiled = compile(pack);
    const reached = reachedOptions(compiled);
    for (const each of compiled.neighbours) {
      for (const index of each.better.keys()) {
        const neighbour = each.neighbour.id;
        if (isCovered(each, index) || !mayApply(each, index, reached)) {
          yield [`neighbours.${neighbour}.better.${index}`, { neighbour }];
        }
      }
    }
  },
  en: ({ neighbour }, { q }) => [
    `No answers make ${q(neighbour)} better by this entry.`,
    'Correct `when`, `if-unmet` or `services`, put it before an entry that always holds where it does, or remove it.',
  ],
  ja: ({ neighbour }, { q }) => [
    `この項目によって${q(neighbour)}がより適しているとされる回答はありません。`,
    'when、if-unmet、services を直すか、常に先に成り立つ項目より前に移すか、削除してください。',
  ],
  what:
    "An entry under `better` never applies: the neighbour's own limits contradict its condition, the services " +
    'it names are never recommended or never fall short, or an earlier entry applies in all the same cases.',
  why: 'Its text never appears.',
  fix: 'Correct the condition, the services or the order of the entries, or remove the entry.',
  example: `
    neighbours:
      bus:
        facts: {message-kib: {question: message-kib, max: 256, ...}}
        better: [{when: {message-kib: {from: 300}}, because: ..., gives-up: ..., source: ..., checked: 2026-11-25}]
  `,
  instead: `
        better: [{when: {message-kib: {from: 200}}, because: ..., gives-up: ..., source: ..., checked: 2026-11-25}]
  `,
});

interface Reached {
  readonly option: CompiledOption;
  readonly box: Box;
}

/** The options of each leaf, with the answers that reach it. */
function reachedOptions(compiled: Compiled): Reached[] {
  const reached: Reached[] = [];
  explore(compiled, anything(compiled), null, {
    leaf: ({ options }, box) => {
      const answers = [...box];
      for (const option of options) reached.push({ option, box: answers });
    },
  });
  return reached;
}

/** Whether an earlier entry holds wherever this one does. */
function isCovered({ better }: CompiledNeighbour, index: number): boolean {
  const entry = better[index];
  return better.slice(0, index).some((earlier) => {
    const { ifUnmet, services } = earlier.better;
    const speaksOf = services.length === 0 || (entry?.better.services.length ?? 0) > 0;
    return (
      ifUnmet.length === 0 &&
      speaksOf &&
      (services.length === 0 || entry?.better.services.every((service) => services.includes(service))) &&
      earlier.when.every(({ question, cells }) =>
        entry?.when.some((clause) => clause.question === question && (clause.cells & ~cells) === 0),
      )
    );
  });
}

/** Whether an entry may hold for some answers; it may say yes where it cannot, never no where it can. */
function mayApply({ better, limits }: CompiledNeighbour, index: number, reached: readonly Reached[]): boolean {
  const entry = better[index];
  if (!entry) return false;
  const able = limits.filter((variant) =>
    variant.every((limit) => entry.when.every((clause) => clause.question !== limit.question || !isWithin(clause, limit))),
  );
  return (
    able.length > 0 &&
    reached.some(({ option, box }) =>
      shortOf(entry.better, option, true).some((short) => mayMeet(box, mergedClauses([...entry.when, ...short]))),
    )
  );
}

/** Whether a limit without further conditions contradicts all of a clause. */
function isWithin(clause: Clause, limit: CompiledNeighbour['limits'][number][number]): boolean {
  return limit.when.length === 1 && (clause.cells & ~limit.cells) === 0;
}

/** An answer that nobody gave may be assumed, so that it rules nothing out. */
function mayMeet(box: Box, when: readonly Clause[]): boolean {
  return when.every(({ question, cells }) => {
    const own = box[question] ?? ABSENT;
    return cells !== 0 && ((own & ABSENT) !== 0 || (own & cells) !== 0);
  });
}
