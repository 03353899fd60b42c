import { isMap, isPair, isScalar, isSeq, type Node, type Pair, Scalar, visit, YAMLMap, YAMLSeq } from 'yaml';

/** Values for the `$(name)` of a fragment. */
export type Inputs = ReadonlyMap<string, Node>;

/** The node under a key of a mapping, or null. */
export function nodeAt(node: unknown, key: string): Node | null {
  const found = isMap(node) ? node.get(key, true) : undefined;
  return isMap(found) || isSeq(found) || isScalar(found) ? found : null;
}

/** The text of the scalar under a key, or null. */
export function textAt(node: unknown, key: string): string | null {
  const found = nodeAt(node, key);
  return isScalar(found) && found.value !== null ? String(found.value) : null;
}

/** The items of a list, or a single value as the only item. */
export function listOf(node: Node | null): Node[] {
  if (node === null) return [];
  return isSeq(node) ? node.items.filter((item): item is Node => isMap(item) || isSeq(item) || isScalar(item)) : [node];
}

export function entriesOf(node: Node | null): [string, Node][] {
  if (!isMap(node)) return [];
  return node.items.flatMap(({ key, value }): [string, Node][] =>
    isMap(value) || isSeq(value) || isScalar(value) ? [[String(key), value]] : [],
  );
}

/** A call of a CloudFormation function with a string, such as `!Ref Queue`. */
export function call(name: 'Ref' | 'Sub' | 'Condition', text: string): Scalar {
  const scalar = new Scalar(text);
  scalar.tag = `!${name}`;
  return scalar;
}

/** A call of a CloudFormation function with a list, such as `!If [A, B, C]`. */
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

/** The condition that a parameter with the default `none` was given. */
export const given = (parameter: string): YAMLSeq => callOf('Not', [callOf('Equals', [call('Ref', parameter), 'none'])]);

/**
 * Copies a node, inserts its inputs and keeps the comments of one language. A scalar `$(name)` is replaced by the input
 * itself, which can be any kind of node.
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

/** The package attaches a comment above the first entry to the collection; this moves it to the entry. */
function commentToKey({ value }: Pair): void {
  if ((!isMap(value) && !isSeq(value)) || typeof value.commentBefore !== 'string') return;
  const [first] = value.items;
  const target = isPair(first) ? first.key : first;
  if (isScalar(target) || isMap(target)) {
    target.commentBefore = value.commentBefore;
    value.commentBefore = null;
  }
}

/** Inserts inputs. A `$(name)` without an input stays, because shells use this syntax, too. */
function interpolated(text: string, inputs: Inputs): string {
  return text.replace(/\$\(([\w-]+)\)/g, (whole, name: string) => {
    const input = inputs.get(name);
    return isScalar(input) ? String(input.value ?? '') : whole;
  });
}

/** The text in one language, of `en: ...` and `ja: ...`; a line without a language continues the one above. */
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

/** Merges a mapping into another: mappings are merged, lists concatenated, other values and comments replaced. */
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
