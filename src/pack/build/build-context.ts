import { type Answerable, readValue } from '../../engine/answer.ts';
import { nearest } from '../../engine/nearest.ts';
import { type Code, type Finding, type FindingArgs, finding, findingOf, type Kind, type Place } from '../../model/diagnostic.ts';
import { type Condition, type ConditionalValue, idPattern, type Test, type Value } from '../../model/pack.ts';
import type { SourceDrawbacks, Texts } from '../../model/pack-source.ts';
import type { Layered } from '../layers.ts';
import type { FileCondition, FileConditionalValues, FileTest, FileText } from '../schema/pack.ts';
import { entry, type SourceNode, spot } from '../source-node.ts';
import { Places } from './places.ts';

/** Known ids that a finding lists. */
const MAX_KNOWN_IDS = 20;

/** What the steps of building a pack share: what is known of it so far, and where findings and places go. */
export class PackBuilder {
  readonly findings: Finding[] = [];
  readonly places: Places;
  /** By id; null where the question itself is wrong, so that nothing more is said of its values. */
  readonly questions = new Map<string, Answerable | null>();
  /** Derived quantities by id, as questions that a number answers; null where the quantity itself is wrong. */
  /** The names of the topics, by id; none: every topic is good. */
  readonly topics = new Map<string, Texts>();
  readonly derived = new Map<string, Answerable | null>();
  /** The questions that derived quantities are computed from, each with one of these. */
  readonly inputs = new Map<string, string>();
  readonly written: SourceNode;
  private readonly idsOf = new Map<string, readonly string[]>();
  private readonly layered: Layered;
  /** Null where what was written as the languages is wrong: then nothing is said of the languages of texts. */
  private readonly languages: readonly string[] | null;

  constructor(layered: Layered, languages: readonly string[] | null) {
    this.layered = layered;
    this.written = layered.written;
    this.places = new Places(layered.written);
    this.languages = languages;
  }

  report<C extends Code>(code: C, at: Place | null, args: FindingArgs[C]): void {
    this.findings.push(finding(code, at, args));
  }

  /** The ids of a section with what stands there. */
  section(key: string): ReadonlyMap<string, SourceNode> {
    return entry(this.written, key)?.entries ?? new Map();
  }

  ids(key: string): readonly string[] {
    const known = this.idsOf.get(key) ?? [...this.section(key).keys()];
    this.idsOf.set(key, known);
    return known;
  }

  checkId(kind: Kind, id: string, written: SourceNode, reserved: readonly string[] = []): void {
    if (!idPattern.test(id)) this.report('bad-id', written.key, { kind, id });
    else if (reserved.includes(id) || (kind === 'question' && id.startsWith('no-'))) {
      this.report('reserved-id', written.key, { kind, id });
    }
  }

  /** Where the pack lists its topics, a fact must be under one of them. */
  checkTopic(topic: string, at: Place | null): void {
    if (this.topics.size === 0 || this.topics.has(topic)) return;
    const allowed = [...this.topics.keys()];
    this.report('not-one-of', at, { key: 'topic', value: topic, allowed, ...this.suggestion(topic, allowed) });
  }

  /** The last pack that wrote anything of a value; parts that have a layer of their own do not count. */
  layer(written: SourceNode, except: readonly string[] = []): string {
    const { layers, layerOf } = this.layered;
    if (layers.length === 1) return layers[0] as string;
    const own = (part: SourceNode) => layerOf.get(part.at.file) ?? (layers[0] as string);
    if (except.length === 0 || !written.entries) return own(written);
    const ranks = [...written.entries].filter(([key]) => !except.includes(key)).map(([, part]) => layers.lastIndexOf(own(part)));
    return ranks.length === 0 ? own(written) : (layers[Math.max(...ranks)] as string);
  }

  /** A text in every language; an absent one is empty. */
  texts(value: FileText | undefined, written: SourceNode | null): Texts {
    if (!this.languages) return {};
    if (typeof value !== 'object') return Object.fromEntries(this.languages.map((language) => [language, value ?? '']));
    const missing = this.languages.filter((language) => !Object.hasOwn(value, language));
    if (missing.length > 0) this.report('missing-language', written ? spot(written) : null, { languages: missing });
    for (const [language, part] of written?.entries ?? []) {
      // A pack may be written in fewer languages than the one that it extends.
      if (this.languages.includes(language) || this.layer(part) !== this.layered.layers.at(-1)) continue;
      this.unknown('unknown-language', language, this.languages, part.key);
    }
    return Object.fromEntries(this.languages.map((language) => [language, value[language] ?? '']));
  }

  /** A text where there is one. */
  textOrNull(value: FileText | undefined, written: SourceNode | null): Texts | null {
    return value === undefined ? null : this.texts(value, written);
  }

  /** What a part of the pack says is given up and billed, as far as it says so. */
  drawbacks(
    file: { readonly 'trade-off'?: FileText | undefined; readonly cost?: FileText | undefined },
    written: SourceNode | null,
  ): SourceDrawbacks {
    const tradeOff = this.textOrNull(file['trade-off'], entry(written, 'trade-off'));
    const cost = this.textOrNull(file.cost, entry(written, 'cost'));
    return { ...(tradeOff ? { tradeOff } : {}), ...(cost ? { cost } : {}) };
  }

  unknown(code: UnknownCode, id: string, known: readonly string[], at: Place | null): void {
    this.report(code, at, { id, known: known.slice(0, MAX_KNOWN_IDS), ...this.suggestion(id, known) });
  }

  /** In a pack that is wrong in thousands of places, only the first are worth a comparison with thousands of ids. */
  private suggestion(id: string, known: readonly string[]): { readonly suggestion?: string } {
    const found = this.findings.length < 100 ? nearest(id, known) : null;
    return found === null ? {} : { suggestion: found };
  }

  /** The question of an id: undefined after a finding that there is none, null where it is known to be wrong itself. */
  question(id: string, at: Place | null): Answerable | null | undefined {
    const question = this.questions.get(id);
    if (question === undefined) this.unknown('unknown-question', id, [...this.questions.keys()], at);
    return question;
  }

  /** A question or a derived quantity, as facts and conditions may name either; else as `question`. */
  quantity(id: string, at: Place | null): Answerable | null | undefined {
    if (this.questions.has(id)) return this.questions.get(id);
    if (this.derived.has(id)) return this.derived.get(id);
    this.unknown('unknown-question', id, [...this.questions.keys(), ...this.derived.keys()], at);
    return undefined;
  }

  /** The ids of the questions that a number answers. */
  numberQuestions(): readonly string[] {
    return [...this.questions].flatMap(([id, question]) => (question?.type === 'number' ? [id] : [])).slice(0, MAX_KNOWN_IDS);
  }

  /** Looks an id up in a section. */
  reference(code: UnknownCode, section: string, id: string, at: Place | null): void {
    if (!this.section(section).has(id)) this.unknown(code, id, this.ids(section), at);
  }

  /** A service, or one of its variants as `service/variant`. */
  serviceReference(reference: string, at: Place | null): void {
    const slash = reference.indexOf('/');
    if (slash < 0) this.reference('unknown-service', 'services', reference, at);
    else this.variantReference(reference.slice(0, slash), reference.slice(slash + 1), at, at);
  }

  variantReference(service: string, variant: string, at: Place | null, variantAt: Place | null): void {
    const found = this.section('services').get(service);
    if (!found) {
      this.unknown('unknown-service', service, this.ids('services'), at);
      return;
    }
    const variants = entry(found, 'variants')?.entries;
    if (variants?.has(variant)) return;
    const known = [...(variants?.keys() ?? [])];
    this.report('unknown-variant', variantAt, { id: variant, known, service, ...this.suggestion(variant, known) });
  }

  /** A service or a neighbour. */
  companion(id: string, at: Place | null): void {
    if (this.section('services').has(id) || this.section('neighbours').has(id)) return;
    this.unknown('unknown-companion', id, [...this.ids('services'), ...this.ids('neighbours')], at);
  }

  /** A value that a question must have; null after a finding. */
  value(question: Answerable, raw: unknown, at: Place | null): Value | null {
    const reading = readValue(question, raw);
    if ('problem' in reading) {
      this.findings.push(findingOf(reading.problem, at));
      return null;
    }
    if (reading.value === null) {
      const known = question.values.map(({ value }) => value);
      this.report('unknown-value', at, { id: String(raw), known, question: question.id });
    }
    return reading.value;
  }

  test(question: Answerable, test: FileTest, written: SourceNode | null): Test {
    const at = written ? spot(written) : null;
    if (typeof test !== 'object') return this.values(question, [test], () => at);
    if (Array.isArray(test)) return this.values(question, test, (index) => written?.items?.[index]?.at ?? at);
    if (question.type === 'number') return test as Test;
    this.report('range-on-choice', at, { question: question.id, values: question.values.map(({ value }) => value) });
    return [];
  }

  private values(question: Answerable, list: readonly unknown[], at: (index: number) => Place | null): Value[] {
    return list.map((raw, index) => this.value(question, raw, at(index))).filter((value) => value !== null);
  }

  /** The values that a fact or mitigation admits of a choice, as answers have them; null for a number, or after a finding. */
  admitted(
    of: { readonly kind: 'fact' | 'mitigation'; readonly id: string },
    question: Answerable,
    { values: given }: { readonly values?: readonly unknown[] | undefined },
    written: SourceNode | null,
  ): string[] | null {
    const values = entry(written, 'values');
    const bound = entry(written, 'min') ?? entry(written, 'max');
    if (question.type !== 'number' && bound) {
      this.report('range-on-choice', bound.key, { question: question.id, values: question.values.map(({ value }) => value) });
    } else if (!given && !bound) {
      this.report('fact-without-limits', written && spot(written), { ...of, question: question.id });
    }
    if (!given || !values) return null;
    if (question.type === 'number') {
      this.report('values-on-number', values.key, { question: question.id });
      return null;
    }
    return this.values(question, given, (index) => values.items?.[index]?.at ?? null).filter(
      (value) => typeof value === 'string',
    );
  }

  /** @param of whether derived quantities may be tested, too */
  condition(
    condition: FileCondition | undefined,
    written: SourceNode | null,
    of: 'questions' | 'quantities' = 'questions',
  ): Condition {
    const tests: Record<string, Test> = {};
    for (const [id, test] of Object.entries(condition ?? {})) {
      const part = entry(written, id);
      const question = of === 'questions' ? this.question(id, part?.key ?? null) : this.quantity(id, part?.key ?? null);
      if (question) tests[id] = this.test(question, test, part);
    }
    return tests;
  }

  conditionalValues(
    question: Answerable,
    values: FileConditionalValues | undefined,
    written: SourceNode | null,
  ): ConditionalValue[] {
    if (values === undefined) return [];
    const list = Array.isArray(values) ? values : [{ value: values }];
    return list.flatMap((each, index) => {
      const part = Array.isArray(values) ? (written?.items?.[index] ?? null) : null;
      const value = this.value(question, each.value, part ? (entry(part, 'value')?.at ?? part.at) : (written?.at ?? null));
      const when = this.condition('when' in each ? each.when : undefined, entry(part, 'when'));
      return value === null ? [] : [{ when, value }];
    });
  }
}

/** The codes of references that lead nowhere, and whose arguments say no more than that. */
type UnknownCode =
  | 'unknown-question'
  | 'unknown-node'
  | 'unknown-service'
  | 'unknown-companion'
  | 'unknown-pattern'
  | 'unknown-mitigation'
  | 'unknown-neighbour'
  | 'unknown-language';
