import type * as z from 'zod';
import { type Answerable, readValue } from '../../engine/answer.ts';
import { distinctBy, groupedBy } from '../../engine/lists.ts';
import { MAX_KNOWN_IDS, suggestionFor } from '../../engine/nearest.ts';
import { type Code, type Finding, type FindingArgs, finding, findingOf, type Kind } from '../../model/finding.ts';
import { idPattern, offeringIdOf, type Value } from '../../model/pack.ts';
import type { SourceLocation } from '../../model/source-location.ts';
import type { Layered } from '../merge.ts';
import type { FileText, Meaning } from '../schema/common.ts';
import { packHead, type sections } from '../schema/pack.ts';
import { checkShape } from '../shape.ts';
import { Cursor, nodeAt, type Path, pathText, stringAt } from '../source-node.ts';

/** Findings with suggestions: in a pack with thousands of errors and ids, comparing all of them would take too long. */
const MAX_SUGGESTIONS = 100;

/** The sections that may define an id. */
const sectionsOf = {
  service: ['services'],
  companion: ['services', 'neighbours'],
  pattern: ['patterns'],
  mitigation: ['mitigations'],
} as const satisfies { readonly [M in Meaning]?: readonly (keyof typeof sections)[] };

/** The ids that may refer to an answer: whether derived quantities are allowed, and whether only numbers are. */
const quantities = {
  question: { derived: false, number: false },
  quantity: { derived: true, number: false },
  'number-question': { derived: false, number: true },
  'number-quantity': { derived: true, number: true },
} as const satisfies { readonly [M in Meaning]?: object };

/** Values that answers give a fixed meaning. */
const reservedValues = ['unknown', 'true', 'false'];

/** Resolves the ids, values and texts of a pack, and reports invalid ones. */
export class PackReader {
  readonly findings: Finding[] = [];
  /** By id; null if the question itself is invalid, so that its values are not reported, too. */
  readonly questions = new Map<string, Answerable | null>();
  /** Derived quantities by id, as number questions; null if the quantity itself is invalid. */
  readonly derived = new Map<string, Answerable | null>();
  readonly root: Cursor;
  /** Null if its shape is wrong, which is reported; then the languages of texts are not checked. */
  readonly head: z.output<typeof packHead> | null;
  /** Problems of the rules with ids and values; the cases, which are read later, may repeat them. */
  readonly #problemsOfRules = new Set<string>();
  /** By name of an inherited case that is invalid, the question or other id that it uses wrongly. */
  readonly #invalidCases = new Map<string, string>();
  /** The languages of this pack that inherited texts lack, and where those texts stand. */
  readonly #untranslated = { languages: new Set<string>(), places: new Set<string>() };
  readonly lang: string;
  readonly #layered: Layered;
  /**
   * The languages of the pack's title: a mistake in the list of languages is reported there, not for every text. If the title is
   * inherited, all languages: inherited texts are counted.
   */
  readonly #titled: ReadonlySet<string> | null;

  constructor(layered: Layered, lang: string) {
    this.#layered = layered;
    this.root = new Cursor(layered.written);
    const written = this.root.to('pack');
    this.head = checkShape(packHead, written, this.findings);
    const { languages = [], title = '' } = this.head ?? {};
    const inherited = this.layer(written.to('title')) === layered.layers.at(-1) ? [] : languages;
    this.#titled = typeof title === 'object' ? new Set([...Object.keys(title), ...inherited]) : null;
    this.lang = languages.includes(lang) ? lang : (languages[0] ?? '');
  }

  /** Checks that an id refers to something that its meaning allows. */
  refer(meaning: Meaning, id: string, cursor: Cursor, location: SourceLocation | null): void {
    if (meaning === 'topic') this.#topic(id, location);
    else if (meaning in quantities) this.#quantityOf(meaning as keyof typeof quantities, id, cursor, location);
    else if (meaning === 'variant') {
      // Beside the variant, or else the service that all of this belongs to.
      const service = cursor.beside('service');
      if (service !== null) this.variant(String(service ?? cursor.path[1]), id, cursor);
    } else if ((meaning === 'offering' || meaning === 'companion') && id.includes('/')) {
      const { service, variant } = offeringIdOf(id);
      this.#thing('service', service, cursor, location);
      this.variant(service, variant ?? '', cursor);
    } else this.#thing(meaning === 'offering' ? 'service' : (meaning as keyof typeof sectionsOf), id, cursor, location);
  }

  #topic(id: string, location: SourceLocation | null): void {
    const allowed = Object.keys(this.head?.topics ?? {});
    // A pack that lists no topics allows any.
    if (allowed.length === 0 || allowed.includes(id)) return;
    this.report('not-one-of', location, { key: 'topic', value: id, allowed, ...this.#suggestion(id, allowed) });
  }

  #quantityOf(meaning: keyof typeof quantities, id: string, cursor: Cursor, location: SourceLocation | null): void {
    const { derived, number } = quantities[meaning];
    const found = this.quantity(id, cursor, location, derived);
    if (!number || !found || found.type === 'number') return;
    const numbers = [...this.questions].flatMap(([other, question]) => (question?.type === 'number' ? other : []));
    this.report('not-number-question', location, { question: id, numbers: numbers.slice(0, MAX_KNOWN_IDS) });
  }

  #thing(kind: keyof typeof sectionsOf, id: string, cursor: Cursor, location: SourceLocation | null): void {
    const known = sectionsOf[kind];
    if (known.some((section) => this.root.to(section).to(id).node)) return;
    const ids = known.flatMap((section) => this.ids(section));
    const args = this.unknownArgs(id, ids);
    if (kind === 'service') this.add(finding('unknown-service', location, args), cursor);
    else this.add(finding('unknown-id', location, { ...args, kind }), cursor);
  }

  /** Checks a variant of a service. An unknown service is reported elsewhere. */
  variant(service: string, id: string, cursor: Cursor): void {
    const of = this.root.to('services').to(service);
    const variants = of.to('variants').node?.entries;
    if (!of.node || variants?.has(id)) return;
    const args = { ...this.unknownArgs(id, [...(variants?.keys() ?? [])]), service };
    this.add(finding('unknown-variant', cursor.at, args), cursor);
  }

  /**
   * The question, or if `derived` allows it the derived quantity, with this id; null if it is invalid itself, undefined after a
   * finding that it does not exist.
   */
  quantity(id: string, cursor: Cursor, location: SourceLocation | null, derived: boolean): Answerable | null | undefined {
    const found = this.questions.has(id) || !derived ? this.questions.get(id) : this.derived.get(id);
    if (found !== undefined) return found;
    const renamed = stringAt(this.root.node, 'pack', 'renamed', id);
    const known = [...this.questions.keys(), ...(derived ? this.derived.keys() : [])];
    const args = { ...this.unknownArgs(id, known), ...(renamed !== null && { suggestion: renamed }) };
    this.add(finding('unknown-question', location, args), cursor);
    return undefined;
  }

  /** A text; languages in which it is missing are reported, unless it has an unknown one, which is probably meant. */
  text(file: FileText, cursor: Cursor): string {
    const languages = this.head?.languages;
    const titled = this.#titled;
    if (typeof file !== 'object') return file;
    if (!languages) return '';
    const isTitle = titled === null || pathText(cursor.path) === 'pack.title';
    const missing = languages.filter((each) => !Object.hasOwn(file, each) && (isTitle || titled.has(each)));
    const unknown = Object.keys(file).filter((language) => {
      // A pack may have fewer languages than the one that it extends.
      if (languages.includes(language) || this.layer(cursor.to(language)) !== this.#layered.layers.at(-1)) return false;
      return isTitle || !titled.has(language);
    });
    for (const language of unknown) {
      this.report('unknown-language', cursor.to(language).key, this.unknownArgs(language, languages));
    }
    if (unknown.length > 0 || missing.length === 0) return file[this.lang] ?? '';
    if (this.layer(cursor) === this.#layered.layers.at(-1)) this.report('missing-language', cursor.spot, { languages: missing });
    else {
      for (const language of missing) this.#untranslated.languages.add(language);
      this.#untranslated.places.add(JSON.stringify(cursor.spot));
    }
    return file[this.lang] ?? '';
  }

  /** Reads a value of a question; null for `unknown`, which only `answer` allows, or after a finding. */
  value(question: Answerable, raw: unknown, cursor: Cursor, as: 'answer' | 'test' | null = null): Value | null {
    const reading = readValue(question, raw);
    if ('value' in reading && (as === 'answer' || reading.value !== null)) return reading.value;
    const known = question.values.map(({ value }) => value);
    const args = { id: String(raw), known, question: question.id };
    const problem = 'problem' in reading ? reading.problem : ({ code: 'unknown-value', args } as const);
    const isTest = as === 'test' && problem.code === 'not-a-number';
    const found = isTest ? ({ ...problem, args: { ...problem.args, test: true } } as const) : problem;
    this.add(findingOf(found, cursor.at), cursor);
    return null;
  }

  checkId(kind: Kind, id: string, cursor: Cursor): void {
    const isReserved = kind === 'value' ? reservedValues.includes(id) : kind === 'question' && id.startsWith('no-');
    if (!idPattern.test(id)) this.report('bad-id', cursor.key, { kind, id });
    else if (isReserved) this.report('reserved-id', cursor.key, { kind, id });
  }

  /** The last pack that wrote any part of a value, apart from the keys `except`, which have their own layers. */
  layer({ node }: Cursor, except: readonly string[] = []): string {
    const { layers, layerOf } = this.#layered;
    const parts = except.length === 0 ? [] : [...(node?.entries ?? [])].filter(([key]) => !except.includes(key));
    const nodes = parts.length === 0 ? [node] : parts.map(([, part]) => part);
    const ranks = nodes.map((part) => layers.lastIndexOf(layerOf.get(part?.at.file ?? '') ?? ''));
    return layers[Math.max(0, ...ranks)] ?? '';
  }

  ids(section: keyof typeof sections): readonly string[] {
    return [...(this.root.to(section).node?.entries?.keys() ?? [])];
  }

  report<C extends Code>(code: C, location: SourceLocation | null, args: FindingArgs[C]): void {
    this.findings.push(finding(code, location, args));
  }

  /**
   * Adds a finding. Those about inherited cases are reported together, each case once: removing it fixes all of its problems.
   * A problem that the rules and the pack's own cases share is reported in the rules alone.
   */
  add(found: Finding, { path }: Cursor): void {
    const inherited = this.#inheritedCase(path);
    if (inherited !== null) {
      const { id = '', question = id } = found.args as { readonly id?: string; readonly question?: string };
      this.#invalidCases.set(inherited, this.#invalidCases.get(inherited) ?? question);
    } else {
      const problem = problemText(found);
      if (path[0] !== 'cases') this.#problemsOfRules.add(problem);
      else if (this.#problemsOfRules.has(problem)) return;
      this.findings.push(found);
    }
  }

  /** The name of the inherited case that contains a path; null: none. */
  #inheritedCase([section, index = '']: Path): string | null {
    const found = section === 'cases' ? this.root.to('cases').to(index) : null;
    if (!found?.node || this.layer(found) === this.#layered.layers.at(-1)) return null;
    return String(nodeAt(found.node, ['name'])?.scalar);
  }

  /** Each finding once, though several aliases may share a value; those about inherited cases, or texts, come together. */
  allFindings(): Finding[] {
    const head = this.root.to('pack');
    const inCases = groupedBy([...this.#invalidCases], ([, id]) => id).map((cases) =>
      finding('invalid-inherited-cases', head.to('extends').at, { id: cases[0][1], cases: cases.map(([name]) => name) }),
    );
    const { languages, places } = this.#untranslated;
    const args = { languages: [...languages], inherited: places.size };
    const inTexts = places.size === 0 ? [] : [finding('missing-language', head.to('languages').spot, args)];
    return [...distinctBy(this.findings, (each) => JSON.stringify(each)), ...inCases, ...inTexts];
  }

  unknownArgs(id: string, known: readonly string[]) {
    return { id, known: known.slice(0, MAX_KNOWN_IDS), ...this.#suggestion(id, known) };
  }

  #suggestion(id: string, known: readonly string[]): { readonly suggestion?: string } {
    return this.findings.length < MAX_SUGGESTIONS ? suggestionFor(id, known) : {};
  }
}

/** What is wrong, wherever it stands: the names to choose from differ by place. */
function problemText({ code, args }: Finding): string {
  const { known: _, suggestion: __, ...about } = args as { readonly known?: unknown; readonly suggestion?: unknown };
  return JSON.stringify([code, about]);
}
