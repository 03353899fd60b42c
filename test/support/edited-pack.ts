import fc from 'fast-check';
import type { Branch, ConditionalValue, Option, Pack, Test, Value } from '../../src/model/pack.ts';

/** One of a list's members. */
type Pick = <T>(list: readonly T[]) => T;
type Way = readonly string[];

/** Another version of a pack: one to three edits as authors make them, each in one place. */
export function editedPack(pack: Pack): fc.Arbitrary<Pack> {
  const edit = fc.tuple(fc.constantFrom(...Object.keys(changes)), fc.infiniteStream(fc.nat(1000)));
  return fc.array(edit, { minLength: 1, maxLength: 3 }).map((list) =>
    list.reduce((edited, [name, numbers]) => {
      const pick: Pick = (members) => members[(numbers.next().value as number) % members.length] as never;
      const [section, key] = name.split('.') as [keyof Pack, string];
      const ways = waysTo(edited[section], key);
      if (ways.length === 0) return edited;
      const change = changes[name] as (value: unknown, pick: Pick, pack: Pack) => unknown;
      return replaced(edited, [section, ...pick(ways)], (value) => change(value, pick, edited)) as Pack;
    }, pack),
  );
}

const reworded = (text: string | null) => (text === null ? 'advice' : `${text}, in other words`);

/** The new value after an edit, by the section of the pack and the key. */
const changes: Readonly<Record<string, (value: never, pick: Pick, pack: Pack) => unknown>> = {
  'nodes.branches': (branches: Branch[], pick) =>
    pick([branches.toReversed(), branches.toReversed(), branches.slice(0, Math.max(1, branches.length - 1))]),
  'nodes.when': (when: Test, pick, pack) => pick(testsLike(pack, when)),
  'nodes.to': (_: string, pick, pack) => pick(Object.keys(pack.leaves)),
  'nodes.because': reworded,
  'leaves.service': (_: string, pick) => pick(['a', 'b', 'c']),
  'leaves.variant': (variant: string | null) => (variant === null ? 'v' : null),
  'leaves.pattern': (pattern: string | null) => (pattern === null ? 'p' : null),
  'leaves.with': (_: string[], pick) => pick([[], ['a'], ['b'], ['b', 'a']]),
  'leaves.summary': reworded,
  'leaves.because': (because: string[]) => [...because, 'another reason'],
  'leaves.handles': (handles: object) => (Object.keys(handles).length > 0 ? {} : { q1: { by: null, text: 'dealt with' } }),
  'leaves.options': (options: Option[], pick) =>
    pick([options.toReversed(), options.length > 1 ? options.slice(0, -1) : [...options, ...options]]),
  'advice.with': (_: string[], pick) => pick([[], ['c'], ['b']]),
  'advice.warning': (warning: object | null) => (warning ? null : { text: 'text', mitigation: null, source: '' }),
  'advice.because': reworded,
  'advice.when': () => ({}),
  'services.max': (max: number | null) => (max === null ? null : max + 1),
  'services.values': (values: Value[] | null) => values?.slice(1) ?? null,
  'services.kind': (kind: string) => (kind === 'limit' ? 'quota' : 'limit'),
  'questions.assume': otherRules,
  'questions.default': otherRules,
};

function otherRules(rules: ConditionalValue[], pick: Pick): ConditionalValue[] {
  return pick([rules.slice(1), rules.slice(0, 1).map((rule) => ({ ...rule, when: {} })), rules.toReversed()]);
}

/** Other tests of the same kind; some of them admit no answer that is left. */
function testsLike(pack: Pack, test: Test): Test[] {
  if ('length' in test && typeof test[0] === 'string') {
    const question = pack.questions.find(({ values }) => values.length > 2);
    return [...test.map((value) => [value]), [...test, ...(question?.values ?? []).map(({ value }) => value)]];
  }
  const bounds = [2, 3, 5, 8, 12];
  return [
    ...bounds.flatMap((to) => [{ from: to }, { above: to }, { to }, { below: to }, { from: 3, below: to + 2 }]),
    [5],
    [5, 6],
  ];
}

/** Every path from a part of a pack to a value with a key. */
function waysTo(part: unknown, key: string): Way[] {
  return partsOf(part).flatMap(([way]) => (way.at(-1) === key ? [way] : []));
}

/** A value and everything inside it, each with its path. */
export function partsOf(value: unknown, way: Way = []): (readonly [way: Way, part: unknown])[] {
  const inner = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return [[way, value], ...inner.flatMap(([step, part]) => partsOf(part, [...way, step]))];
}

/** A copy of a value with another part at a path. */
export function replaced(whole: unknown, [step, ...rest]: Way, change: (value: unknown) => unknown): unknown {
  if (step === undefined) return change(whole);
  const inner = replaced((whole as Readonly<Record<string, unknown>>)[step], rest, change);
  return Array.isArray(whole) ? whole.with(Number(step), inner) : { ...(whole as object), [step]: inner };
}
