import type { Advice, Pack, Question, Value } from '../../src/model/pack.ts';
import type { QuestionCondition } from '../../src/pack-diff/boxes.ts';
import type { Conjunction, LeafRegion } from '../../src/pack-diff/index.ts';
import {
  betterThan,
  type End,
  ends,
  type Found,
  Gap,
  type Given,
  type Plain,
  passes,
  recommend,
  representatives,
} from './oracle.ts';

/** Every set of answers to the questions of two packs, absent answers included. */
export function* answerPoints(old: Pack, now: Pack): Generator<Readonly<Record<string, Value>>> {
  const ids = [...new Set([...now.questions, ...old.questions].map(({ id }) => id))];
  const values = ids.map((id) => {
    const [a, b] = [old, now].map((pack) => pack.questions.find((each) => each.id === id));
    if (!a || !b || a.type === 'number') return representatives([old, now], (a ?? b) as Question);
    return representatives([old], a).filter((value) => representatives([now], b).includes(value));
  });
  yield* product(ids, values, 0, {});
}

function* product(
  ids: readonly string[],
  values: readonly (readonly Value[])[],
  index: number,
  given: Readonly<Record<string, Value>>,
): Generator<Readonly<Record<string, Value>>> {
  if (index === ids.length) {
    yield given;
    return;
  }
  yield* product(ids, values, index + 1, given);
  for (const value of values[index] as readonly Value[]) {
    yield* product(ids, values, index + 1, { ...given, [ids[index] as string]: value });
  }
}

/** The outcome of a set of answers with everything that is said; null while an asked question is open. */
export interface Plainly {
  readonly service: string | null;
  readonly variant: string | null;
  readonly pattern: string | null;
  readonly codes: readonly string[];
  readonly with: readonly string[];
  readonly mitigations: readonly string[];
  readonly unmet: readonly string[];
  readonly instead: readonly string[];
  /** Reasons along the path, and those of the recommendation itself. */
  readonly way: readonly string[];
  readonly reasons: readonly string[];
}

/** Decides by the oracle, and collects all texts. */
export function plainly(pack: Pack, given: Given, policy: Plain): Plainly | null {
  const { asked, comesTo } = completed(pack, given, policy);
  return asked.length === 0 ? (comesTo[0] as Plainly) : null;
}

interface Completed {
  /** The questions that are left open. */
  readonly asked: readonly string[];
  /** All outcomes; only one of them if a path ends in a gap. */
  readonly comesTo: readonly Plainly[];
}

/** The last answers to each pack, since several properties look at the same ones. */
const last = new WeakMap<Pack, { readonly given: Given; readonly policy: string; readonly result: Completed }>();

/** What a set of answers comes to when each open question is answered in every way. */
export function completed(pack: Pack, given: Given, { assume, defaults }: Plain): Completed {
  const known = last.get(pack);
  const policy = `${assume} ${defaults}`;
  if (known?.given === given && known.policy === policy) return known.result;
  const result = complete(pack, given, { assume, defaults });
  last.set(pack, { given, policy, result });
  return result;
}

function complete(pack: Pack, given: Given, policy: Plain): Completed {
  const own = Object.fromEntries(Object.entries(given).filter(([id]) => pack.questions.some((question) => question.id === id)));
  let found: ReturnType<typeof ends>;
  try {
    found = ends(pack, own, policy);
  } catch (error) {
    if (!(error instanceof Gap)) throw error;
    const nothing = { service: null, variant: null, pattern: null };
    const lists = { codes: [], with: [], mitigations: [], unmet: [], instead: [], reasons: [] };
    return { asked: error.asked, comesTo: [{ ...nothing, ...lists, way: saidOnTheWay(pack, error.inForce) }] };
  }
  return { asked: [...new Set(found.flatMap(({ asked }) => asked))], comesTo: found.map((end) => comesToAt(pack, end)) };
}

function comesToAt(pack: Pack, end: End): Plainly {
  const recommended = recommend(pack, end);
  const { option, unmet, codes, with: companions, advised, found } = recommended;
  return {
    service: option.service,
    variant: option.variant,
    pattern: option.pattern,
    codes: unmet ? [...new Set([...codes, 'unmet-requirement'])] : codes,
    with: companions,
    mitigations: found.problems.flatMap(({ fact, mitigation }) => (mitigation ? `${fact.id}: ${mitigation.id}` : [])),
    unmet: unmet ? found.problems.flatMap(unmetBy) : [],
    instead: betterThan(pack, recommended, end.inForce),
    way: saidOnTheWay(pack, end.inForce),
    reasons: [option.summary, ...option.because, ...found.said, ...advised.flatMap(saidBy)],
  };
}

function unmetBy({ fact, owner, kind }: Found['problems'][number]): string[] {
  return kind === 'contradiction' ? [`${owner.split('/')[0]}: ${fact.question}`] : [];
}

function saidBy({ because }: Advice): string[] {
  return because === null ? [] : [because];
}

/** The branches that answers take from the root, and the leaf where they end; null: they stop at a node. */
export function walked(pack: Pack, answers: Given) {
  const turns: { readonly path: string; readonly because: string }[] = [];
  let at = pack.root;
  for (let node = pack.nodes[at]; node; node = pack.nodes[at]) {
    const value = answers[node.ask] ?? null;
    const index = value === null ? -1 : node.branches.findIndex(({ when }) => passes(when, value));
    const branch = node.branches[index];
    if (!branch) return { turns, leaf: null };
    turns.push({ path: `nodes.${node.id}.branches.${index}.when`, because: branch.because });
    at = branch.to;
  }
  return { turns, leaf: at };
}

function saidOnTheWay(pack: Pack, inForce: Given): string[] {
  return walked(pack, inForce).turns.map(({ because }) => because);
}

/** Whether answers lie in a place of a region. */
export function liesIn({ ways, when }: Pick<LeafRegion, 'ways' | 'when'>, given: Given): boolean {
  const holdsFor = (conjunction: Conjunction): boolean =>
    conjunction.every((condition) => meets(condition, given[condition.question]));
  return ways.some(holdsFor) && when.some(holdsFor);
}

function meets({ values, spans, unanswered }: QuestionCondition, value: Value | null | undefined): boolean {
  if (value === undefined || value === null) return unanswered !== 'no';
  if (unanswered === 'only') return false;
  if (values) return values.includes(String(value));
  return (spans ?? []).some(
    ({ from, above, to, below }) =>
      (from === undefined || Number(value) >= from) &&
      (above === undefined || Number(value) > above) &&
      (to === undefined || Number(value) <= to) &&
      (below === undefined || Number(value) < below),
  );
}
