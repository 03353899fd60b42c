import { readValue } from '../../engine/answer.ts';
import type { Pack } from '../../model/pack.ts';
import type { BuiltAs, Settlement } from '../../model/service.ts';
import type { Connection } from '../connections.ts';
import { type BuiltResource, hasValue, looseType, nameOf, type Property, spelledFor } from '../stack.ts';
import { agreed, type Found, found } from './draft.ts';

/** The answers that a resource, its consumers and its senders settle, by its `settles` and `reaches`; none where two conflict. */
export function settledBy(
  { questions }: Pack,
  { settles = [], reaches = [] }: Pick<BuiltAs, 'settles' | 'reaches'>,
  resource: BuiltResource,
  consumers: readonly Connection[],
  senders: readonly Connection[] = [],
): Found[] {
  const all = [...settles, ...reaches.map((reach): Settlement => ({ ...reach, value: null }))];
  const answers = Object.entries(agreed(all.flatMap((each) => answerBy(each, resource, each.from ? senders : consumers))));
  // A question does not take every value that a property may have.
  return answers.filter(([id, { value }]) => questions.some((each) => each.id === id && 'value' in readValue(each, value)));
}

/** The answer of one settlement, or nothing if it does not apply. */
function answerBy(
  { question, value, type, where = {}, property, per = 1, consumers: least, from, to = from }: Settlement,
  resource: BuiltResource,
  users: readonly Connection[],
): Found[] {
  if (type !== undefined && looseType(type) !== looseType(resource.type)) return [];
  const set = Object.entries(where);
  if (!set.every(([path, wanted]) => hasValue(resource.property(path), wanted) === 'yes')) return [];
  const spelled = (name: string): string => spelledFor(resource.type, name);
  const notes = set.map(([path, wanted]) => noteOf(resource, spelled(path), wanted === '*' ? null : wanted));
  if (property !== undefined) {
    const number = numberIn(resource.property(property));
    if (number === null) return [];
    // Rounded down, so that what is built still provides it: an hour is 0.0416 days.
    const rounded = Math.floor((10_000 * number) / per) / 10_000;
    return [found(question, rounded, noteOf(resource, spelled(property), number))];
  }
  if (value === null) return [];
  // Those under another condition than the resource may not exist.
  const certain = users.filter(({ shownBy }) => [null, resource.condition].includes(shownBy.resource.condition));
  const programs = new Map(certain.map((each) => [each.program ?? each.shownBy.resource, each]));
  if (least !== undefined && programs.size < least) return [];
  if (to && (certain.length === 0 || !users.every(({ kind }) => kind !== null && to.includes(kind)))) return [];
  if (least !== undefined || to) {
    for (const { shownBy } of programs.values()) notes.push(noteOf(shownBy.resource, shownBy.property, shownBy.value));
  }
  return [found(question, value, [...new Set(notes)].join('; ') || noteOf(resource, 'Type', resource.type))];
}

/** The value of a property that is explicitly set to one number, else null. */
function numberIn({ values, explicit }: Property): number | null {
  const [only, ...others] = values ?? [];
  if (!explicit || only?.kind !== 'value' || others.length > 0 || only.text.trim() === '') return null;
  const number = Number(only.text);
  return Number.isFinite(number) ? number : null;
}

function noteOf(resource: BuiltResource, property: string, value: string | number | null): string {
  return `${nameOf(resource)}: ${property}${value === null ? '' : ` = ${value}`}`;
}
