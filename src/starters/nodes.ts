import { isMap, isPair, isScalar, isSeq, type Node, type Pair, Scalar, visit, YAMLMap, YAMLSeq } from 'yaml';

/** Values for the `$(name)` of a fragment. */
export type Inputs = ReadonlyMap<string, Node>;

/** What stands under a key of a mapping, or null. */
export function nodeAt(node: unknown, key: string): Node | null {
  const found = isMap(node) ? node.get(key, true) : undefined;
  return isMap(found) || isSeq(found) || isScalar(found) ? found : null;
}

/** The text of a scalar, or null where there is none. */
export function textAt(node: unknown, key: string): string | null {
  const found = nodeAt(node, key);
  return isScalar(found) && found.value !== null ? String(found.value) : null;
}

/** The items of a list, or a single value as the only item. */
export function listOf(node: Node | null): Node[] {
  if (node === null) return [];
  return isSeq(node) ? node.items.filter((item): item is Node => isMap(item) || isSeq(item) || isScalar(item)) : [node];
}

/** The keys and values of a mapping. */
export function entriesOf(node: Node | null): [string, Node][] {
  if (!isMap(node)) return [];
  return node.items.flatMap(({ key, value }): [string, Node][] =>
    isMap(value) || isSeq(value) || isScalar(value) ? [[String(key), value]] : [],
  );
}

/** A call of one of CloudFormation's functions that takes a text, such as `!Ref Queue`. */
export function call(name: 'Ref' | 'Sub' | 'Condition', text: string): Scalar {
  const scalar = new Scalar(text);
  scalar.tag = `!${name}`;
  return scalar;
}

/** A call that takes a list, such as `!If [A, B, C]`. */
export function callOf(name: 'If' | 'Not' | 'And' | 'Equals', items: readonly unknown[]): YAMLSeq {
  const list = flowList(items);
  list.tag = `!${name}`;
  return list;
}

/** A list on one line. */
export function flowList(items: readonly unknown[]): YAMLSeq {
  const list = new YAMLSeq();
  list.flow = true;
  list.items = items.map((item) => (typeof item === 'string' ? new Scalar(item) : item));
  return list;
}

/** True where a parameter that starts with `none` was given. */
export const given = (parameter: string): YAMLSeq => callOf('Not', [callOf('Equals', [call('Ref', parameter), 'none'])]);

/**
 * A copy of a node with its inputs put in and the comments of one language. A scalar that is nothing but `$(name)` becomes
 * the input itself, whatever kind of node that is.
 */
export function instantiate(node: Node, inputs: Inputs, lang: string): Node {
  const holder = new YAMLMap<unknown, unknown>();
  holder.set('copy', node.clone());
  visit(holder, {
    Pair: (_, pair) => {
      pair.key = withInput(pair.key);
      pair.value = withInput(pair.value);
      commentToKey(pair);
    },
    Node: (_, each) => {
      if (isSeq(each)) each.items = each.items.map(withInput);
      if (isScalar(each) && typeof each.value === 'string') each.value = interpolated(each.value, inputs);
      Object.assign(each, { commentBefore: commentIn(each.commentBefore, lang), comment: null, spaceBefore: false });
    },
  });
  return nodeAt(holder, 'copy') ?? node;

  function withInput(part: unknown): unknown {
    const whole = isScalar(part) && part.tag === undefined ? /^\$\(([\w-]+)\)$/.exec(String(part.value))?.[1] : undefined;
    const input = inputs.get(whole ?? '');
    return input && isScalar(part) ? Object.assign(input.clone(), { commentBefore: part.commentBefore }) : part;
  }
}

/** The package keeps the comment above the first entry with the collection; it goes to the entry, and moves with it. */
function commentToKey({ value }: Pair): void {
  if ((!isMap(value) && !isSeq(value)) || typeof value.commentBefore !== 'string') return;
  const [first] = value.items;
  const target = isPair(first) ? first.key : first;
  if (isScalar(target) || isMap(target)) {
    target.commentBefore = value.commentBefore;
    value.commentBefore = null;
  }
}

/** `$(name)` is an input where there is one of that name, else part of the text: shells write it, too. */
function interpolated(text: string, inputs: Inputs): string {
  return text.replace(/\$\(([\w-]+)\)/g, (whole, name: string) => {
    const input = inputs.get(name);
    return isScalar(input) ? String(input.value ?? '') : whole;
  });
}

/** Of `en: ...` and `ja: ...` the text in one language; lines without a language before them continue the one above. */
function commentIn(comment: string | null | undefined, lang: string): string | null {
  const texts = new Map<string, string>();
  let current: string | null = null;
  for (const line of comment?.split('\n') ?? []) {
    const [, tagged, text = ''] = /^ ?([a-z]{2,3}): (.*)$/.exec(line) ?? [];
    if (tagged !== undefined) texts.set(tagged, text);
    else if (current !== null) texts.set(current, `${texts.get(current)} ${line.trim()}`);
    current = tagged ?? current;
  }
  return texts.get(lang) ?? texts.get('en') ?? null;
}

/** Puts a mapping onto another: mappings are merged, lists joined, everything else and comments replaced. */
export function merge(onto: YAMLMap, from: YAMLMap): void {
  for (const pair of from.items) {
    const known = onto.items.find(({ key }) => String(key) === String(pair.key));
    if (!known) {
      onto.items.push(pair);
      continue;
    }
    if (isScalar(known.key) && isScalar(pair.key) && pair.key.commentBefore) known.key.commentBefore = pair.key.commentBefore;
    if (isMap(known.value) && isMap(pair.value)) merge(known.value, pair.value);
    else if (isSeq(known.value) && isSeq(pair.value) && !pair.value.tag) known.value.items.push(...pair.value.items);
    else known.value = pair.value;
  }
}
