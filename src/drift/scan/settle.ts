import type { Settlement } from '../../model/built-as.ts';
import type { Pack } from '../../model/pack.ts';
import type { Identity } from '../identity.ts';
import { type BuiltResource, matches, type Property, typeKey } from '../stack.ts';
import type { Connection } from './connections.ts';
import type { DraftAnswer } from './draft.ts';

/** A resource of a link with those who receive from it. */
export interface Used {
  readonly identity: Identity;
  readonly consumers: readonly Connection[];
}

/**
 * The answers that a resource and its use settle, by the pack's `settles` and `reaches`. Where two things that it says do
 * not agree, nothing is settled.
 *
 * @param numbers only numbers: of what stands behind another service the rest says nothing of the whole link
 */
export function settledBy(pack: Pack, used: Used, numbers = false): ReadonlyMap<string, DraftAnswer> {
  const { resource, service } = used.identity;
  const { settles = [], reaches = [] } = pack.services.find(({ id }) => id === service)?.builtAs ?? {};
  const found = new Map<string, DraftAnswer | null>();
  const add = (question: string, answer: DraftAnswer): void => {
    const before = found.get(question);
    found.set(question, before === undefined || before?.value === answer.value ? (before ?? answer) : null);
  };
  for (const settlement of settles) {
    if (numbers && settlement.value !== null) continue;
    const answer = answerOf(settlement, used);
    if (answer) add(settlement.question, answer);
  }
  for (const { type, question, property, per, absent } of reaches) {
    if (typeKey(type) !== typeKey(resource.type)) continue;
    const number = numberIn(resource.property(property));
    if (number !== null && number !== absent) add(question, { value: number / per, note: noteOf(resource, property, number) });
  }
  return new Map([...found].flatMap(([question, answer]) => (answer ? [[question, answer] as const] : [])));
}

function answerOf({ value, type, where = {}, property, per = 1, consumers, to }: Settlement, used: Used): DraftAnswer | null {
  const { resource } = used.identity;
  if (type !== undefined && typeKey(type) !== typeKey(resource.type)) return null;
  const set = Object.entries(where);
  if (!set.every(([path, wanted]) => matches(resource.property(path), wanted) === 'yes')) return null;
  const notes = set.map(([path, wanted]) => noteOf(resource, path, wanted));
  if (property !== undefined) {
    const number = numberIn(resource.property(property));
    return number === null ? null : { value: number / per, note: noteOf(resource, property, number) };
  }
  if (value === null) return null;
  const programs = new Map(used.consumers.map((each) => [each.program?.id ?? each.said.resource.id, each]));
  if (consumers !== undefined && programs.size < consumers) return null;
  if (to && (used.consumers.length === 0 || !used.consumers.every(({ kind }) => kind !== null && to.includes(kind)))) return null;
  if (consumers !== undefined || to) {
    for (const { said } of programs.values()) notes.push(noteOf(said.resource, said.property, said.value));
  }
  if (notes.length === 0) notes.push(noteOf(resource, 'Type', resource.type));
  return { value, note: notes.join('; ') };
}

/** A number that is written out, and no default; null for all else. */
function numberIn({ values, explicit }: Property): number | null {
  const [only, ...others] = values ?? [];
  if (!explicit || only?.kind !== 'value' || others.length > 0 || only.text.trim() === '') return null;
  const number = Number(only.text);
  return Number.isFinite(number) ? number : null;
}

function noteOf(resource: BuiltResource, property: string, value: string | number | null): string {
  const what = resource.derived ? resource.id : `${nameOf(resource)}: ${property}`;
  return `${what}${value === null ? '' : ` = ${value}`}`;
}

/** A resource as records name it: by its construct's path where it has one, else by its id. */
export function nameOf({ id, path }: BuiltResource): string {
  return path === null ? id : path.replace(/\/Resource$/, '');
}
