import { questionNamed } from '../engine/answer.ts';
import { type Offering, offeringNamed } from '../engine/service-variants.ts';
import type { Given } from '../model/bad-input.ts';
import { type Finding, finding, findingOf, type Place, type Problem } from '../model/diagnostic.ts';
import type { Pack, Question } from '../model/pack.ts';

/** The service that a word is meant for: by its id, else by a word of its names or of its summary, such as `kafka`. */
export function namedService(pack: Pack, word: string): string | null {
  if (!/^[\w-]{2,40}$/.test(word)) return null;
  const whole = new RegExp(`(?<![\\w-])${word}(?![\\w-])`, 'i');
  const { services } = pack;
  const found =
    services.find(({ id }) => id === word.toLowerCase()) ??
    services.find(({ name }) => whole.test(name)) ??
    services.find(({ variants }) => variants.some(({ name }) => whole.test(name))) ??
    services.find(({ summary }) => whole.test(summary));
  return found?.id ?? null;
}

/** The services, or variants of them, that are named, each once; and what is wrong with the names. */
export function offeringsNamed(
  pack: Pack,
  given: readonly Given[],
): { readonly offerings: readonly Offering[]; readonly findings: readonly Finding[] } {
  const offerings: Offering[] = [];
  const findings: Finding[] = [];
  for (const { value, place } of given) {
    const named = offeringNamed(pack, value);
    if ('problem' in named) findings.push(unknownOffering(pack, named.problem, value, place));
    else if (!offerings.some((each) => each.service === named.service && each.variant === named.variant)) offerings.push(named);
  }
  return { offerings, findings };
}

/** A service that the pack does not know by this name may be known under another one. */
function unknownOffering(pack: Pack, problem: Problem, value: string, place: Place): Finding {
  const [service = '', variant] = value.split(/\/(.*)/s);
  const isVariant = problem.code === 'unknown-variant';
  const at = isVariant ? within(place, value, service.length + 1, variant ?? '') : within(place, value, 0, service);
  if (problem.code !== 'unknown-service' || problem.args.suggestion !== undefined) return findingOf(problem, at);
  const suggestion = namedService(pack, value);
  return findingOf(suggestion === null ? problem : { ...problem, args: { ...problem.args, suggestion } }, at);
}

/** The place of a part of a word; in one that had to be quoted the places of its parts are not known. */
function within(place: Place, word: string, start: number, part: string): Place {
  return place.length === word.length ? { ...place, col: place.col + start, length: Math.max(1, part.length) } : place;
}

/** The two questions of a map that are named with a comma between them, or what is wrong with them, each with its place. */
export function axesNamed(
  pack: Pack,
  { value, place }: Given,
): { readonly columns: Question; readonly rows: Question } | { readonly findings: readonly Finding[] } {
  const twoQuestions = { findings: [finding('not-two-questions', place, { text: value })] };
  const parts = value.split(',');
  const names = parts.map((part) => part.trim());
  if (names.length !== 2 || names[0] === names[1] || names.includes('')) return twoQuestions;
  const known = pack.questions.filter(({ type }) => type !== 'number').map(({ id }) => id);
  const findings: Finding[] = [];
  const questions: Question[] = [];
  let start = 0;
  for (const part of parts) {
    const name = part.trim();
    const at = within(place, value, start + part.indexOf(name), name);
    start += part.length + 1;
    const found = questionNamed(pack, name);
    if ('problem' in found) findings.push(findingOf(found.problem, at));
    else if (found.question.type === 'number') findings.push(finding('not-a-choice', at, { question: name, known }));
    else questions.push(found.question);
  }
  const [columns, rows] = questions;
  if (!columns || !rows) return { findings };
  // Two ids may name one question, an old one and that of today.
  return columns === rows ? twoQuestions : { columns, rows };
}
