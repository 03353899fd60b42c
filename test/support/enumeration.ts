import type { Option, Pack, Question, Value } from '../../src/model/pack.ts';
import type { Defect } from '../../src/proof/prove/context.ts';
import { answerPoints } from './answer-points.ts';
import { holds, isInput, passes, problems, recommend, withDerived } from './oracle.ts';

type Answers = Readonly<Record<string, Value>>;

/** The defects of a pack, one a line. */
export interface Truth {
  readonly defects: ReadonlySet<string>;
  /**
   * Defects that need not be reported: where a question is asked again, its answers arrive by different paths, and then no
   * two sets of answers may differ in it alone although the node distinguishes them.
   */
  readonly leniency: ReadonlySet<string>;
}

/**
 * What the proofs should find, by trying every set of answers, absent ones included: one value for each choice, and one for
 * each range of numbers that the pack treats alike. Shares no code with the proofs.
 */
export function enumerate(pack: Pack): Truth {
  const world = new World(pack);
  for (const answers of answerPoints(pack, pack)) world.walk(answers);
  return { defects: world.defects(), leniency: world.leniency() };
}

/** A defect as a line that both sides can write: its code, and the ids and numbers of its path. */
export function lineOf({ code, path, args }: Defect): string {
  if ('fact' in args) return `${code} ${args.leaf} ${args.fact}`;
  if (code === 'incomplete-default' || code === 'not-proved') {
    return code === 'not-proved' ? code : `${code} ${path.split('.')[1]}`;
  }
  const [, id, ...others] = path.split('.');
  return [code, id, ...others.filter((part) => !keys.has(part))].join(' ');
}

/** Names of keys in paths. */
const keys = new Set(['ask', 'branches', 'when', 'services', 'service', 'variants']);

class World {
  private readonly pack: Pack;
  private readonly arrived = new Map<string, Set<string>>();
  /** What happened, one line each, such as `taken n1 0`. */
  private readonly seen = new Set<string>();
  /** The outcomes by node and answers to the other questions. */
  private readonly outcomes = new Map<string, Set<string>>();

  constructor(pack: Pack) {
    this.pack = pack;
  }

  walk(answers: Answers): void {
    const { pack } = this;
    const path: string[] = [];
    const asked: string[] = [];
    let at = pack.root;
    for (let node = pack.nodes[at]; node; node = pack.nodes[at]) {
      const { ask, branches } = node;
      const value = answers[ask];
      const values = this.arrived.get(at) ?? new Set();
      this.arrived.set(at, values);
      if (asked.includes(ask)) this.seen.add(`again ${at}`);
      else this.seen.add(`fresh ${at}`);
      if (value === undefined) {
        this.fill(ask, answers);
        return;
      }
      values.add(String(value));
      path.push(at);
      asked.push(ask);
      const matching = branches.flatMap(({ when }, index) => (passes(when, value) ? [index] : []));
      const [first, ...others] = matching;
      if (first === undefined) {
        this.seen.add(`gap ${at}`);
        this.end(path, answers, 'gap');
        return;
      }
      this.seen.add(`taken ${at} ${first}`);
      for (const other of others) this.seen.add(`twice ${at} ${other}`);
      at = branches[first]?.to as string;
    }
    this.arrived.set(at, new Set());
    this.leaf(at, path, asked, answers);
  }

  private leaf(id: string, path: readonly string[], asked: readonly string[], answers: Answers): void {
    const { pack } = this;
    const inForce = withDerived(pack, answers);
    const { option, unmet, codes, with: companions, advised } = recommend(pack, { leaf: id, inForce, asked: [] });
    const options = pack.leaves[id]?.options as readonly Option[];
    this.seen.add(`chosen ${id} ${options.indexOf(option)}`);
    this.seen.add(`recommended ${option.service}`).add(`recommended ${option.service}/${option.variant ?? ''}`);
    const outcome = JSON.stringify([option.service, option.variant, option.pattern, companions, codes, unmet]);
    this.end(path, answers, outcome);
    for (const { id: question } of pack.questions) this.differ(`matters ${question}`, `${id} `, answers, question, outcome);
    for (const { id: name } of advised) this.seen.add(`advised ${name}`);
    for (const { fact, kind } of problems(pack, options[0] as Option, inForce).problems) {
      if (kind === 'contradiction' && asked.includes(fact.question as string)) {
        this.seen.add(`contradicted-service ${id} ${fact.id}`);
      }
    }
  }

  private end(path: readonly string[], answers: Answers, outcome: string): void {
    for (const node of new Set(path)) {
      this.differ(`different ${node}`, `${node} `, answers, this.pack.nodes[node]?.ask as string, outcome);
    }
  }

  private differ(line: string, key: string, answers: Answers, except: string, outcome: string): void {
    if (this.seen.has(line)) return;
    let full = `${except} ${key}`;
    for (const { id } of this.pack.questions) full += id === except ? '*|' : `${answers[id] ?? '-'}|`;
    const known = this.outcomes.get(full) ?? new Set();
    known.add(outcome);
    this.outcomes.set(full, known);
    if (known.size > 1) this.seen.add(line);
  }

  private fill(ask: string, answers: Answers): void {
    const { assume, default: defaults } = this.pack.questions.find(({ id }) => id === ask) as Question;
    const rule = assume.findIndex(({ when }) => holds(when, answers));
    if (rule >= 0) this.seen.add(`fired ${ask} assume ${rule}`);
    const list = defaults.length > 0 ? defaults : assume;
    const filling = list.findIndex(({ when }) => holds(when, answers));
    if (defaults.length > 0 && filling >= 0) this.seen.add(`fired ${ask} default ${filling}`);
    if (list.length > 0 && filling < 0) this.seen.add(`incomplete-default ${ask}`);
  }

  leniency(): Set<string> {
    // Inputs of a quantity may make a difference only in some combination.
    const inputs = this.pack.questions.filter((question) => isInput([this.pack], question));
    return new Set([
      ...Object.keys(this.pack.nodes).flatMap((id) => (this.seen.has(`again ${id}`) ? [`idle-question ${id}`] : [])),
      ...inputs.map(({ id }) => `idle-requirement ${id}`),
    ]);
  }

  defects(): Set<string> {
    const { pack } = this;
    // Some of these lines are defects themselves.
    const lines = new Set([...this.seen].filter((line) => /^(contradicted-service|incomplete-default|gap) /.test(line)));
    const askedQuestions = new Set<string>();
    for (const { id, ask, branches } of Object.values(pack.nodes)) {
      const values = this.arrived.get(id);
      if (!values) continue;
      askedQuestions.add(ask);
      const taken = branches.filter((_, index) => this.seen.has(`taken ${id} ${index}`)).length;
      if (!this.seen.has(`fresh ${id}`) && taken === 1 && !this.seen.has(`gap ${id}`)) {
        lines.add(`idle-question ${id}`);
        continue;
      }
      for (const [index, { when }] of branches.entries()) {
        if (!this.seen.has(`taken ${id} ${index}`)) lines.add(`dead-branch ${id} ${index}`);
        else {
          if (this.seen.has(`twice ${id} ${index}`)) lines.add(`overlap ${id} ${index}`);
          const values = pack.questions.find((question) => question.id === ask)?.values ?? [];
          const named = values.filter(({ value }) => passes(when, value));
          if (named.some(({ value }) => !this.arrived.get(id)?.has(value))) lines.add(`dead-value ${id} ${index}`);
        }
      }
      if (!this.seen.has(`different ${id}`)) lines.add(`idle-question ${id}`);
    }
    this.unreachable(lines);
    for (const { id, options } of Object.values(pack.leaves)) {
      if (!this.arrived.has(id)) continue;
      for (const index of options.keys()) if (!this.seen.has(`chosen ${id} ${index}`)) lines.add(`dead-option ${id} ${index}`);
    }
    this.services(lines);
    this.questions(lines, askedQuestions);
    for (const { id } of pack.advice) if (!this.seen.has(`advised ${id}`)) lines.add(`dead-entry ${id}`);
    return lines;
  }

  private unreachable(lines: Set<string>): void {
    const { nodes, leaves } = this.pack;
    const dead = Object.values(nodes).filter(({ id }) => !this.arrived.has(id));
    const below = new Set(dead.flatMap(({ branches }) => branches.map(({ to }) => to)));
    for (const { id } of dead) if (!below.has(id)) lines.add(`unreachable ${id}`);
    for (const id of Object.keys(leaves)) if (!this.arrived.has(id) && !below.has(id)) lines.add(`unreachable ${id}`);
  }

  private services(lines: Set<string>): void {
    const options = Object.values(this.pack.leaves).flatMap(({ options }) => options);
    const by = options.flatMap(({ handles }) => Object.values(handles).flatMap((handling) => handling.by ?? []));
    const companions = new Set(by.flatMap((id) => [id, id.split('/')[0] as string]));
    const named = new Set(options.flatMap(({ service, variant }) => [service, `${service}/${variant ?? ''}`]));
    for (const { id, variants } of this.pack.services) {
      if (!named.has(id)) {
        if (!companions.has(id)) lines.add(`unreachable ${id}`);
      } else if (!named.has(`${id}/`)) {
        for (const variant of variants) {
          const name = `${id}/${variant.id}`;
          if (!named.has(name) && !companions.has(name)) lines.add(`unreachable ${id} ${variant.id}`);
        }
      }
    }
  }

  private questions(lines: Set<string>, asked: ReadonlySet<string>): void {
    const { pack } = this;
    const looked = new Set(
      pack.questions.flatMap(({ assume, default: d }) => [...assume, ...d].flatMap(({ when }) => Object.keys(when))),
    );
    for (const { id, assume, default: defaults } of pack.questions) {
      for (const [list, rules] of Object.entries({ assume, default: defaults })) {
        for (const index of rules.keys()) {
          if (!this.seen.has(`fired ${id} ${list} ${index}`)) lines.add(`dead-entry ${id} ${list} ${index}`);
        }
      }
      if (asked.has(id) || this.seen.has(`matters ${id}`) || looked.has(id)) continue;
      lines.add(`idle-requirement ${id}`);
    }
  }
}
