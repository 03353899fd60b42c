import { isMap, isScalar, type Node, parseAllDocuments, Scalar, YAMLMap } from 'yaml';
import type { TemplateFile } from '../model/readable-files.ts';
import { type Watch, watchOf } from './alarms.ts';
import { entriesOf, type Inputs, instantiate, listOf, merge, nodeAt, textAt } from './nodes.ts';

/** The parts of a recommendation that decide the content of its template. */
export interface Shape {
  readonly service: string;
  readonly variant: string | null;
  readonly pattern: string | null;
  readonly with: readonly string[];
  readonly answers: Readonly<Record<string, unknown>>;
}

export const SECTIONS = ['Parameters', 'Conditions', 'Resources', 'Outputs'] as const;

/** A template, merged from all parts that apply to a recommendation. */
export interface Composed {
  /** The template's `Description`. */
  description: string;
  /** What the user still has to do. */
  readonly toDo: string[];
  /** The companions that the template contains. */
  readonly covers: string[];
  readonly watch: Watch[];
  readonly sections: Readonly<Record<(typeof SECTIONS)[number], YAMLMap>>;
}

/** Merges the parts of a template, or of a service's alarms. */
export function compose(library: TemplateLibrary, body: Node, shape: Shape, lang: string): Composed {
  const composed: Composed = {
    description: '',
    toDo: [],
    covers: [],
    watch: [],
    sections: { Parameters: new YAMLMap(), Conditions: new YAMLMap(), Resources: new YAMLMap(), Outputs: new YAMLMap() },
  };
  add(body, new Map([['variant', new Scalar(shape.variant ?? '')]]));
  return composed;

  /** Adds a part: its own content first, then its inner parts, which override it for the same resource. */
  function add(part: Node, outer: Inputs): void {
    const node = isScalar(part) ? (library.fragments.get(String(part.value)) ?? part) : part;
    if (!isMap(node) || !holds(nodeAt(node, 'when'), shape)) return;
    const each = listOf(nodeAt(node, 'each'));
    for (const inputs of each.length === 0 ? [null] : each) {
      const own = withInputs(withInputs(outer, inputs), nodeAt(node, 'set'));
      addContent(node, own);
      for (const inner of listOf(nodeAt(node, 'parts'))) add(inner, own);
      const chosen = listOf(nodeAt(node, 'first')).find((choice) => holds(nodeAt(choice, 'when'), shape));
      if (chosen) add(chosen, own);
    }
  }

  function addContent(node: YAMLMap, inputs: Inputs): void {
    composed.description += textAt(node, 'description') ?? '';
    for (const text of listOf(nodeAt(node, 'to-do'))) composed.toDo.push(textAt(text, lang) ?? textAt(text, 'en') ?? '');
    for (const id of listOf(nodeAt(node, 'covers'))) composed.covers.push(String(id));
    for (const entry of listOf(nodeAt(node, 'watch'))) composed.watch.push(watchOf(instantiate(entry, inputs, lang), shape));
    for (const section of SECTIONS) {
      const content = nodeAt(node, section);
      const copy = content && instantiate(content, inputs, lang);
      if (isMap(copy)) merge(composed.sections[section], copy);
    }
  }

  function withInputs(outer: Inputs, more: Node | null): Inputs {
    const inputs = new Map(outer);
    for (const [name, value] of entriesOf(more)) inputs.set(name, instantiate(value, inputs, lang));
    return inputs;
  }
}

/** Whether a condition (any of a list) holds: `variant`, `with`, `pattern` and questions each have one of the values. */
function holds(condition: Node | null, shape: Shape): boolean {
  if (condition === null) return true;
  return listOf(condition).some((one) =>
    entriesOf(one).every(([name, values]) => {
      const actual = actualOf(name, shape);
      return listOf(values).some((value) => actual.includes(String(value)));
    }),
  );
}

function actualOf(name: string, { variant, pattern, with: companions, answers }: Shape): string[] {
  if (name === 'with') return companions.map((id) => id.replace(/\/.*/, ''));
  return [String(name === 'variant' ? variant : name === 'pattern' ? pattern : answers[name])];
}

/** The templates of a pack, and the fragments that they include. */
export interface TemplateLibrary {
  /** By service: the template of a recommendation. */
  readonly templates: ReadonlyMap<string, YAMLMap>;
  /** By service: the existing resources to watch its metrics on. */
  readonly alarms: ReadonlyMap<string, YAMLMap>;
  readonly fragments: ReadonlyMap<string, YAMLMap>;
}

/**
 * Reads the template files of a pack; `docs/templates.md` describes their format.
 *
 * @param files the files of the extended pack first; a later template or fragment replaces an earlier one with the same id
 */
export function templateLibrary(files: readonly TemplateFile[]): TemplateLibrary {
  const sections = { templates: new Map(), alarms: new Map(), fragments: new Map() };
  for (const { text } of files) {
    // The package keeps CloudFormation's tags (!Ref) on their nodes; silent, because it warns of unknown tags.
    for (const document of parseAllDocuments(text, { logLevel: 'silent' })) {
      for (const [name, section] of Object.entries(sections)) {
        const found = nodeAt(document.contents, name);
        if (!isMap(found)) continue;
        for (const { key, value } of found.items) if (isMap(value)) section.set(String(key), value);
      }
    }
  }
  return sections;
}
