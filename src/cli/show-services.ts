import type { Formats } from '../catalog/service-formats.ts';
import { type Offering, offeringNamed } from '../engine/service-variants.ts';
import { type Finding, findingOf, type Place, type Problem } from '../model/diagnostic.ts';
import type { Pack } from '../model/pack.ts';
import { plain } from '../output/style.ts';
import type { Context } from './context.ts';
import { flagBefore } from './equivalent-command.ts';
import { isShown } from './format-of.ts';
import { styleFor, wantsColour } from './host/colour.ts';
import { usualWidth } from './host/terminal.ts';
import type { Given, Invocation } from './invocation.ts';
import { writeOut } from './output.ts';
import { serviceMeant } from './unexpected-word.ts';

/** The pack in the language that a format is read in: that of the terminal only for text that is shown there. */
export function packFor({ packs, spoken, lang }: Context, invocation: Invocation, format: string): Pack {
  return packs.in(isShown(invocation, format) ? spoken : lang);
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
    if (!('problem' in named)) offerings.push(named);
    else findings.push(unknownOffering(pack, named.problem, value, place));
  }
  return { offerings, findings };
}

/** A service that the pack does not know by this name may be known under another one. */
function unknownOffering(pack: Pack, problem: Problem, value: string, place: Place): Finding {
  const at = partOf(place, value, problem.code === 'unknown-variant');
  if (problem.code !== 'unknown-service' || problem.args.suggestion !== undefined) return findingOf(problem, at);
  const suggestion = serviceMeant(pack, value);
  return findingOf(suggestion === null ? problem : { ...problem, args: { ...problem.args, suggestion } }, at);
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
    explain: options.has('explain'),
    toYaml: name === 'yaml' ? (await import('../pack/yaml.ts')).toYaml : () => '',
  });
  writeOut(io, output, text);
}
