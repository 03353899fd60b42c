import { questionNamed } from '../engine/answer.ts';
import { unknownId } from '../engine/nearest.ts';
import { type Finding, finding, findingOf, type Given } from '../model/finding.ts';
import { offeringIdOf, type Pack, serviceOf } from '../model/pack.ts';
import type { Offering } from './services.ts';

/** Finds the service that a word means: by id, else by a word of its names, or a proper name in its summary, such as Kafka. */
export function namedService(pack: Pack, word: string): string | null {
  if (!/^[\w-]{2,40}$/.test(word)) return null;
  const whole = new RegExp(`(?<![\\w-])${word}(?![\\w-])`, 'i');
  const { services } = pack;
  const found =
    serviceOf(pack, word.toLowerCase()) ??
    services.find(({ name }) => whole.test(name)) ??
    services.find(({ variants }) => variants.some(({ name }) => whole.test(name))) ??
    services.find(({ summary }) => isProperIn(summary));
  return found?.id ?? null;

  /** Other words depend on the language; the first one has a capital anyway. */
  function isProperIn(text: string): boolean {
    const match = whole.exec(text);
    return match !== null && match.index > 0 && match[0] !== match[0].toLowerCase();
  }
}

/** The services or variants named, without duplicates, and the problems with the names. */
export function offeringsNamed(pack: Pack, given: readonly Given[]) {
  const offerings: Offering[] = [];
  const findings: Finding[] = [];
  for (const { value, location } of given) {
    const named = offeringIdOf(value);
    const service = serviceOf(pack, named.service);
    const variant = service?.variants.find(({ id }) => id === named.variant) ?? null;
    if (!service) {
      const suggestion = namedService(pack, value);
      const args = unknownId(named.service, idsOf(pack.services));
      // A neighbour has a card, but no alarms and no place on a map.
      const code = Object.hasOwn(pack.neighbours, named.service) ? 'unknown-choice' : 'unknown-service';
      findings.push(finding(code, location, { ...(suggestion !== null && { suggestion }), ...args }));
    } else if (named.variant !== null && !variant) {
      const args = { service: service.id, ...unknownId(named.variant, idsOf(service.variants)) };
      findings.push(finding('unknown-variant', location, args));
    } else if (!offerings.some((each) => each.service === service && each.variant === variant)) {
      offerings.push({ service, variant });
    }
  }
  return { offerings, findings };
}

function idsOf(items: readonly { readonly id: string }[]): string[] {
  return items.map(({ id }) => id);
}

/** Finds the two questions of a map, which are separated by a comma, or reports what is wrong with them. */
export function axesNamed(pack: Pack, { value, location }: Given) {
  const names = value.split(',').map((part) => part.trim());
  const known = pack.questions.filter(({ type }) => type !== 'number').map(({ id }) => id);
  const findings: Finding[] = [];
  const questions = names.flatMap((name) => {
    const found = questionNamed(pack, name);
    if ('question' in found && found.question.type !== 'number') return [found.question];
    findings.push(
      'problem' in found ? findingOf(found.problem, location) : finding('not-a-choice', location, { question: name, known }),
    );
    return [];
  });
  const [columns, rows] = questions;
  const isPair = names.length === 2 && !names.includes('');
  if (isPair && findings.length > 0) return { axes: null, findings };
  // An old and a new id may name the same question.
  if (isPair && columns && rows && columns !== rows) return { axes: { columns, rows }, findings };
  return { axes: null, findings: [finding('not-two-questions', location, { text: value })] };
}
