import type { Formats } from '../catalog/service-formats.ts';
import { nearest } from '../engine/nearest.ts';
import { type Offering, offeringNamed } from '../engine/service-variants.ts';
import { type Finding, finding, findingOf, type Place } from '../model/diagnostic.ts';
import type { Pack } from '../model/pack.ts';
import { plain } from '../output/style.ts';
import type { Context } from './context.ts';
import { styleFor, wantsColour } from './host/colour.ts';
import { usualWidth } from './host/terminal.ts';
import { writeOut } from './output.ts';
import type { Given, Invocation } from './program.ts';
import { flagBefore } from './repeat.ts';

/** The format that is asked for, of those that there are; text where none is, or where it is a wrong one. */
export function formatAsked(
  { options }: Pick<Invocation, 'options'>,
  formats: Readonly<Record<string, unknown>>,
): { readonly name: string; readonly findings: readonly Finding[] } {
  const given = options.get('format')?.[0];
  if (given === undefined) return { name: 'text', findings: [] };
  if (Object.hasOwn(formats, given.value)) return { name: given.value, findings: [] };
  return { name: 'text', findings: [unknownFormat(given, Object.keys(formats))] };
}

/** Says that a format is none of those that there are. */
export function unknownFormat({ value, place }: Given, known: readonly string[]): Finding {
  const meant = nearest(value, known);
  return finding('unknown-format', place, { id: value, known, ...(meant === null ? {} : { suggestion: meant }) });
}

/** The pack in the language that a format is read in: that of the terminal only for text that is shown there. */
export function packFor({ packs, spoken, lang }: Context, { options }: Invocation, format: string): Pack {
  return packs.in(format === 'text' && !options.has('output') ? spoken : lang);
}

/** The services, or variants of them, that are named; and what is wrong with the names. */
export function offeringsNamed(
  pack: Pack,
  given: readonly Given[],
): { readonly offerings: Offering[]; readonly findings: Finding[] } {
  const offerings: Offering[] = [];
  const findings: Finding[] = [];
  for (const { value, place } of given) {
    const named = offeringNamed(pack, value);
    if ('problem' in named)
      findings.push(findingOf(named.problem, partOf(place, value, named.problem.code === 'unknown-variant')));
    else offerings.push(named);
  }
  return { offerings, findings };
}

/** The place of a service's id, or of its variant's. */
function partOf(place: Place, value: string, variant: boolean): Place {
  const slash = value.indexOf('/');
  // In a word that had to be quoted the places of its parts are not known.
  if (slash < 0 || place.length !== value.length) return place;
  return variant
    ? { ...place, col: place.col + slash + 1, length: Math.max(1, value.length - slash - 1) }
    : { ...place, length: Math.max(1, slash) };
}

/** Renders a value in a format and writes it where it is wanted. */
export async function showValue<T>(
  { io }: Context,
  { options }: Invocation,
  pack: Pack,
  value: T,
  formats: Formats<T>,
  name: string,
): Promise<void> {
  const output = options.get('output')?.[0] ?? null;
  const shown = name === 'text' && output === null;
  const load = formats[name];
  if (!load) throw new RangeError(`no format ${name}`);
  const { render } = await load();
  const text = render(value, {
    pack,
    lang: pack.lang,
    width: (shown ? io.stdout.columns : null) ?? usualWidth,
    style: shown ? await styleFor(wantsColour(io, io.stdout, options)) : plain,
    flag: flagBefore,
    toYaml: name === 'yaml' ? (await import('../pack/to-yaml.ts')).toYaml : () => '',
  });
  writeOut(io, output, text);
}
