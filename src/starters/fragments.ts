import { isMap, isNode, isPair, isScalar, isSeq, type Node, type Pair, parseAllDocuments, Scalar, visit, YAMLMap } from 'yaml';
import { matches } from '../engine/cells.ts';
import type { Recommendation } from '../model/decision.ts';
import { BadInput, finding } from '../model/finding.ts';
import { offeringIdOf, offeringText, type Range } from '../model/pack.ts';
import type { TemplateFile } from '../model/readable-files.ts';

/** The templates and alarms of a pack by service, and the fragments that they include, in the format of `docs/templates.md`. */
export type TemplateLibrary = ReturnType<typeof templateLibrary>;

/** Reads template files, those of an extended pack first: a later template replaces an earlier one, fragments add up. */
export function templateLibrary(files: readonly TemplateFile[]) {
  const emptySection = () => new Map<string, YAMLMap>();
  const sections = { templates: emptySection(), alarms: emptySection(), fragments: emptySection() };
  // The package keeps CloudFormation's tags (!Ref) on their nodes; silent, because it warns of unknown tags.
  for (const document of files.flatMap(({ text }) => parseAllDocuments(text, { logLevel: 'silent' }))) {
    const anchored = new Map<string, Node>();
    visit(document, {
      // CloudFormation has no aliases, and a part that is left out may hold the anchor.
      Alias: (_, { source }) => anchored.get(source)?.clone() as Node,
      Value: (_, node) => void (node.anchor && anchored.set(node.anchor, node)),
    });
    for (const [name, section] of Object.entries(sections)) {
      for (const [id, part] of entriesOf(nodeAt(document.contents, name))) {
        const earlier = name === 'fragments' ? section.get(id) : undefined;
        if (isMap(part)) section.set(id, earlier ? document.createNode({ parts: [earlier, part] }) : part);
      }
    }
  }
  return sections;
}

/** The parts of a recommendation that decide the content of its template. */
export interface Shape extends Pick<Recommendation, 'service' | 'variant' | 'pattern' | 'with'> {
  readonly answers: Readonly<Record<string, unknown>>;
}

export type Sections = ReturnType<typeof emptySections>;

/** The sections of a template in order, without content. */
export function emptySections() {
  return { Parameters: new YAMLMap(), Conditions: new YAMLMap(), Resources: new YAMLMap(), Outputs: new YAMLMap() };
}

/** The most values and characters that the parts of a template repeat, as a fragment does that another one names twice. */
const MAX_REPEATED = 1_000_000;

/**
 * Merges the parts of a template, or of a service's alarms; throws BadInput if these repeat too much. `covers`: the companions
 * that it contains.
 */
export function compose(library: TemplateLibrary, body: Node | undefined, shape: Shape, lang: string) {
  const texts = { toDo: [] as string[], covers: [] as string[] };
  const composed = { description: '', ...texts, watch: [] as Watch[], sections: emptySections() };
  let left = MAX_REPEATED;
  if (body) add(body, new Map([['variant', new Scalar(shape.variant ?? '')]]));
  return composed;

  function count(_: unknown, node: unknown): void {
    left -= isScalar(node) ? String(node.value).length + 1 : 1;
    if (left < 0) throw new BadInput([finding('alias-limit', null, { limit: MAX_REPEATED })]);
  }

  /** Inputs that count wherever they are inserted: each may contain others several times. */
  function counted(inputs: ReadonlyMap<string, Node>): Inputs {
    return {
      get(name) {
        const input = inputs.get(name);
        if (input) visit(input, count);
        return input;
      },
    };
  }

  /** Adds a part: its own content first, then its inner parts, which override it for the same resource. */
  function add(part: Node, outer: ReadonlyMap<string, Node>): void {
    const node = isScalar(part) ? (library.fragments.get(String(part.value)) ?? part) : part;
    if (!isMap(node) || !holds(nodeAt(node, 'when'), shape)) return;
    const each = listOf(nodeAt(node, 'each'));
    for (const inputs of each.length === 0 ? [null] : each) {
      visit(node, count);
      const own = withInputs(withInputs(outer, inputs), nodeAt(node, 'set'));
      addContent(node, counted(own));
      for (const inner of listOf(nodeAt(node, 'parts'))) add(inner, own);
      const chosen = listOf(nodeAt(node, 'first')).find((choice) => holds(nodeAt(choice, 'when'), shape));
      if (chosen) add(chosen, own);
    }
  }

  function addContent(node: YAMLMap, inputs: Inputs): void {
    composed.description += interpolated(textAt(node, 'description') ?? '', inputs);
    composed.toDo.push(...listOf(nodeAt(node, 'to-do')).map((text) => textIn(text, lang)));
    for (const id of listOf(nodeAt(node, 'covers'))) composed.covers.push(String(id));
    for (const entry of listOf(nodeAt(node, 'watch'))) composed.watch.push(watchOf(instantiate(entry, inputs, lang), shape));
    for (const [name, section] of Object.entries(composed.sections)) {
      const content = nodeAt(node, name);
      const copy = content && instantiate(content, inputs, lang);
      if (isMap(copy)) merge(section, copy);
    }
  }

  function withInputs(outer: ReadonlyMap<string, Node>, more: Node | null): ReadonlyMap<string, Node> {
    const inputs = new Map(outer);
    for (const [name, value] of entriesOf(more)) inputs.set(name, instantiate(value, counted(inputs), lang));
    return inputs;
  }
}

/** Whether a condition (any of a list) holds: `variant`, `with`, `pattern` and questions are one of the values, or between. */
function holds(condition: Node | null, { variant, pattern, with: companions, answers }: Shape): boolean {
  if (condition === null) return true;
  const values: Readonly<Record<string, unknown>> = { ...answers, variant, pattern };
  const is = (name: string, value: string): boolean =>
    name === 'with' ? companions.some((id) => offeringIdOf(id).service === value) : String(values[name]) === value;
  return listOf(condition).some((one) =>
    entriesOf(one).every(([name, allowed]) => {
      if (!isMap(allowed)) return listOf(allowed).some((value) => is(name, String(value)));
      return matches(allowed.toJSON() as Range, Number(values[name]));
    }),
  );
}

/** A resource to watch, with the values of its metrics' dimensions. */
export type Watch = ReturnType<typeof watchOf>;

function watchOf(node: Node, { service, variant }: Shape) {
  return {
    // The service and variant whose metrics are watched, such as `sqs/fifo`.
    of: textAt(node, 'of') ?? offeringText({ service, variant }),
    // The prefix of its alarms' logical ids, in CamelCase.
    name: textAt(node, 'name') ?? '',
    dimensions: new Map(entriesOf(nodeAt(node, 'dimensions'))),
    // Those that replace the thresholds of the pack, by metric.
    thresholds: new Map(entriesOf(nodeAt(node, 'thresholds'))),
    // Limits the entry to metrics of a `group`, a `metric` (a final `*` matches any rest) or a `dimension`.
    only: Object.fromEntries(entriesOf(nodeAt(node, 'only')).map(([key, value]) => [key, String(value)])),
    // The template's condition for the alarms; null: they always exist.
    condition: textAt(node, 'condition') || null,
    // For existing resources: a parameter without which there is nothing to watch; null: none.
    needs: textAt(node, 'needs'),
  };
}

/** Values for the `$(name)` of a fragment. */
type Inputs = Pick<ReadonlyMap<string, Node>, 'get'>;

/** Copies a node with its inputs and the comments of one language; a scalar `$(name)` becomes the input, of any kind. */
function instantiate(node: Node, inputs: Inputs, lang: string): Node {
  const holder = new YAMLMap<unknown, unknown>();
  holder.set('copy', node.clone());
  visit(holder, {
    Pair: (_, pair) => {
      pair.value = withInput(pair.value);
      commentToKey(pair);
    },
    Node: (_, each) => {
      if (isSeq(each)) each.items = each.items.map(withInput);
      if (isScalar(each) && typeof each.value === 'string') each.value = interpolated(each.value, inputs);
      Object.assign(each, { commentBefore: commentIn(each.commentBefore, lang), comment: null, spaceBefore: false, anchor: '' });
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
  if (!isMap(value) && !isSeq(value)) return;
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
function merge(onto: YAMLMap, from: YAMLMap): void {
  // What was written in braces spans lines once it has more.
  onto.flow &&= from.flow;
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

/** The node under a key of a mapping, or null. */
export function nodeAt(node: unknown, key: string): Node | null {
  const found = isMap(node) ? node.get(key, true) : null;
  return isNode(found) ? found : null;
}

/** The text of the scalar under a key, or null. */
export function textAt(node: unknown, key: string): string | null {
  const found = nodeAt(node, key);
  return isScalar(found) && found.value !== null ? String(found.value) : null;
}

/** A text in one language; one that is written without languages serves for all. */
function textIn(text: Node, lang: string): string {
  return isScalar(text) ? String(text.value) : (textAt(text, lang) ?? textAt(text, 'en') ?? '');
}

/** The items of a list, or a single value as the only item. */
function listOf(node: Node | null): Node[] {
  if (node === null) return [];
  return isSeq(node) ? node.items.filter(isNode) : [node];
}

/** The entries of a mapping, by key. */
export function entriesOf(node: Node | null): [string, Node][] {
  if (!isMap(node)) return [];
  return node.items.flatMap(({ key, value }): [string, Node][] => (isNode(value) ? [[String(key), value]] : []));
}
