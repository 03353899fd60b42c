import type {
  Advice,
  Derived,
  Fact,
  Leaf,
  Mitigation,
  Neighbour,
  Node,
  Option,
  Pack,
  Question,
  Service,
} from '../../src/model/pack.ts';
import { parseFormula } from '../../src/pack/build/quantities.ts';

// Parts of packs with what a test sets, and plain values otherwise.

const source = 'https://example.com/page';
const checked = '2026-11-24';
const layer = 'test';

type Without<T, K extends keyof T> = Omit<Partial<T>, K>;

/** @param more at least the root and what it leads to */
export function packOf(more: Partial<Pack> & Pick<Pack, 'questions' | 'root' | 'nodes' | 'leaves' | 'services'>): Pack {
  const named = { id: 'test', version: '1.0.0', title: 'A pack', languages: ['en'], lang: 'en', digest: 'sha256:0' };
  const none = { layers: [more.id ?? layer], factAgeDays: null, consumerCount: null, topics: {}, renamed: {} };
  return { ...named, ...none, derived: [], patterns: {}, mitigations: {}, neighbours: {}, advice: [], ...more };
}

export function questionOf(id: string, more: Without<Question, 'id'> = {}): Question {
  const texts = { ask: `Which ${id}?`, why: '', unit: '', example: '' };
  const numbers = { min: 0, max: null, integer: false };
  return { id, type: 'choice', group: 'core', ...texts, values: [], ...numbers, assume: [], default: [], layer, ...more };
}

export function derivedOf(id: string, formula: string): Derived {
  const reading = parseFormula(formula);
  if (!reading) throw new Error(formula);
  return { id, name: id, formula, ...reading, unit: '', layer };
}

/** The values of a choice. */
export function choices(...values: readonly string[]): Question['values'] {
  return values.map((value) => ({ value, text: `the value ${value}`, example: '' }));
}

export function nodeOf(id: string, ask: string, branches: Node['branches']): Node {
  return { id, ask, branches, layer };
}

export function leafOf(id: string, options: Leaf['options']): Leaf {
  return { id, options, layer };
}

export function optionOf(service: string, more: Without<Option, 'service'> = {}): Option {
  const summary = `Take ${service}.`;
  return { service, variant: null, with: [], pattern: null, summary, because: [], handles: {}, mitigations: {}, ...more };
}

export function serviceOf(id: string, more: Without<Service, 'id'> = {}): Service {
  const texts = { name: `Service ${id}`, url: source, summary: `${id} is a service.`, differentiator: '' };
  const monitoring = { utilization: [], saturation: [], errors: [] };
  return { id, ...texts, facts: [], variants: [], monitoring, layer, ...more };
}

/** A limit that admits everything, unless more is said. */
export function factOf(id: string, question: string | null, more: Without<Fact, 'id' | 'question'> = {}): Fact {
  const texts = { topic: 'model', short: 'a limit', text: 'There is a limit.', raise: null };
  const limits = { values: null, min: null, max: null, kind: 'limit', mitigation: null } as const;
  return { id, question, ...texts, ...limits, source, checked, validUntil: null, certainty: 'aws', layer, ...more };
}

export function mitigationOf(id: string, more: Without<Mitigation, 'id'> = {}): Mitigation {
  const texts = { name: '', text: 'What makes up for it.', tradeOff: 'Something else.', source, checked: null };
  return { id, kind: 'practice', lifts: null, unless: [], ...texts, ...more };
}

/** Advice that applies to everything, unless more is said. */
export function adviceOf(id: string, more: Without<Advice, 'id'> = {}): Advice {
  return { id, when: {}, services: [], patterns: [], with: [], warning: null, because: null, layer, ...more };
}

export function neighbourOf(id: string): Neighbour {
  return { id, name: `Neighbour ${id}`, url: source, summary: 'What it is.', facts: [], variants: [], better: [], layer };
}

/** Things by their ids. */
export function byId<T extends { readonly id: string }>(...things: readonly T[]): Record<string, T> {
  return Object.fromEntries(things.map((thing) => [thing.id, thing]));
}
