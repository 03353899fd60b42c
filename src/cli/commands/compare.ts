import { comparisonOf } from '../../catalog/comparison.ts';
import { compareFormats, mapFormats } from '../../catalog/service-formats.ts';
import { serviceMapOf } from '../../catalog/service-map.ts';
import { questionNamed } from '../../engine/answer.ts';
import type { Offering } from '../../engine/service-variants.ts';
import { type Finding, finding, findingOf } from '../../model/diagnostic.ts';
import type { Pack, Question } from '../../model/pack.ts';
import type { Context } from '../context.ts';
import { BadInput, Exit } from '../exit.ts';
import type { Given, Invocation } from '../program.ts';
import { formatAsked, offeringsNamed, packFor, showValue } from '../show-services.ts';

/** `tsunagi compare [ids...]`: services side by side, all of them without ids; with `--by` as a map of two questions. */
export async function compareCommand(context: Context, invocation: Invocation): Promise<number> {
  const { operands, options, findings } = invocation;
  const by = options.get('by')?.[0];
  const format = formatAsked(invocation, mapFormats);
  const pack = packFor(context, invocation, format.name);
  const named = offeringsNamed(pack, operands);
  const axes = by ? axesOf(pack, by) : null;
  const wrong = [...findings, ...format.findings, ...named.findings, ...(axes && 'findings' in axes ? axes.findings : [])];
  if (wrong.length > 0) throw new BadInput(wrong);
  const offerings =
    named.offerings.length > 0 ? distinct(named.offerings) : pack.services.map((service) => ({ service, variant: null }));
  if (axes && 'columns' in axes) {
    await showValue(context, invocation, pack, serviceMapOf(pack, axes.columns, axes.rows, offerings), mapFormats, format.name);
  } else {
    await showValue(context, invocation, pack, comparisonOf(pack, offerings), compareFormats, format.name);
  }
  return Exit.done;
}

type Axes = { readonly columns: Question; readonly rows: Question } | { readonly findings: readonly Finding[] };

/** The two questions of `--by`, or what is wrong with them, each with its place. */
function axesOf(pack: Pack, { value, place }: Given): Axes {
  const whole = (finding: Finding): Axes => ({ findings: [finding] });
  const parts = value.split(',');
  const names = parts.map((part) => part.trim());
  if (names.length !== 2 || names[0] === names[1] || names.includes(''))
    return whole(finding('not-two-questions', place, { text: value }));
  const known = pack.questions.filter(({ type }) => type !== 'number').map(({ id }) => id);
  const findings: Finding[] = [];
  const questions: Question[] = [];
  let at = 0;
  for (const [index, name] of names.entries()) {
    const part = parts[index] as string;
    // In a word that had to be quoted the places of its parts are not known.
    const exact = place.length === value.length;
    const spot = exact ? { ...place, col: place.col + at + part.indexOf(name), length: name.length } : place;
    at += part.length + 1;
    const found = questionNamed(pack, name);
    if ('problem' in found) findings.push(findingOf(found.problem, spot));
    else if (found.question.type === 'number') findings.push(finding('not-a-choice', spot, { question: name, known }));
    else questions.push(found.question);
  }
  const [columns, rows] = questions;
  if (!columns || !rows) return { findings };
  // Two ids may name one question, an old one and that of today.
  return columns === rows ? whole(finding('not-two-questions', place, { text: value })) : { columns, rows };
}

/** Each offering once, in the order in which they were named. */
function distinct(offerings: readonly Offering[]): Offering[] {
  return offerings.filter(
    ({ service, variant }, index) =>
      offerings.findIndex((other) => other.service === service && other.variant === variant) === index,
  );
}
