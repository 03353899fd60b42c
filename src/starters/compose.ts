import { isMap, isScalar, type Node, parseAllDocuments, Scalar, YAMLMap } from 'yaml';
import type { TemplateFile } from '../model/readable-files.ts';
import { type Watch, watchOf } from './alarms.ts';
import { entriesOf, type Inputs, instantiate, listOf, merge, nodeAt, textAt } from './nodes.ts';

/** What of a recommendation decides which parts its template has. */
export interface Shape {
  readonly service: string;
  readonly variant: string | null;
  readonly pattern: string | null;
  readonly with: readonly string[];
  readonly answers: Readonly<Record<string, unknown>>;
}

export const SECTIONS = ['Parameters', 'Conditions', 'Resources', 'Outputs'] as const;

/** The parts of a template that hold for a recommendation, as one. */
export interface Composed {
  /** The template's `Description`. */
  description: string;
  /** What the template leaves to its user. */
  readonly toDo: string[];
  /** The companions that it has in it. */
  readonly covers: string[];
  readonly watch: Watch[];
  readonly sections: Readonly<Record<(typeof SECTIONS)[number], YAMLMap>>;
}

/** Puts together the parts of a template or of a service's alarms. */
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

  /** Its own content first, then its parts: what they say of the same resource goes on top. */
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

/** Whether a condition holds, or one of several: `variant`, `with`, `pattern` or a question, each with one of its values. */
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

/** The templates of a pack and the fragments that they are made of, by id. */
export interface TemplateLibrary {
  /** By service: what a recommendation of it starts from. */
  readonly templates: ReadonlyMap<string, YAMLMap>;
  /** By service: where its metrics are found on resources that exist already. */
  readonly alarms: ReadonlyMap<string, YAMLMap>;
  readonly fragments: ReadonlyMap<string, YAMLMap>;
}

/**
 * Reads the template files of a pack; `docs/templates.md` describes their format.
 *
 * @param files those of the pack that is extended first; a later template or fragment takes the place of an earlier one
 */
export function templateLibrary(files: readonly TemplateFile[]): TemplateLibrary {
  const sections = { templates: new Map(), alarms: new Map(), fragments: new Map() };
  for (const { text } of files) {
    // CloudFormation's own tags (!Ref) stay with their nodes; the package only warns that it does not know them.
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
