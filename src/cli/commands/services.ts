import { cardOf, serviceList } from '../../catalog/card.ts';
import { comparisonOf } from '../../catalog/comparison.ts';
import { packWithNeighbours } from '../../catalog/neighbours.ts';
import { cardFormats, compareFormats, listFormats, mapFormats } from '../../catalog/service-formats.ts';
import { serviceMapOf } from '../../catalog/service-map.ts';
import { questionNamed } from '../../engine/answer.ts';
import type { Offering } from '../../engine/service-variants.ts';
import { type Finding, finding, findingOf } from '../../model/diagnostic.ts';
import type { Pack, Question } from '../../model/pack.ts';
import type { Context } from '../context.ts';
import { BadInput, Exit } from '../exit.ts';
import { formatOf } from '../format-of.ts';
import type { Given, Invocation } from '../invocation.ts';
import { writeOut } from '../output.ts';
import { offeringsNamed, packFor, showValue } from '../show-services.ts';

/**
 * `tsunagi services [id...]`: the services of the pack, all that it knows of one, or several side by side; with `--map` as a map
 * of two questions, with `--alarms` the alarms of one as a template.
 */
export async function servicesCommand(context: Context, invocation: Invocation): Promise<number> {
  const { operands, options, findings } = invocation;
  const format = formatOf(invocation, mapFormats);
  const pack = packFor(context, invocation, format);
  const withNeighbours = !options.has('alarms') && !options.has('map');
  const shown = withNeighbours ? packWithNeighbours(pack) : pack;
  const named = offeringsNamed(shown, operands);
  const map = options.get('map')?.[0];
  const axes = map ? axesOf(pack, map) : null;
  const wrong = [
    ...findings,
    ...named.findings,
    ...(axes && 'findings' in axes ? axes.findings : []),
    ...alarmFindings(invocation),
  ];
  if (wrong.length > 0) throw new BadInput(wrong);
  const offerings = distinct(named.offerings);
  const [first, second] = offerings;
  if (first && options.has('alarms')) await writeAlarms(context, invocation, first);
  else if (axes && 'columns' in axes) {
    const all = pack.services.map((service) => ({ service, variant: null }));
    const value = serviceMapOf(pack, axes.columns, axes.rows, first ? offerings : all);
    await showValue(context, invocation, pack, value, mapFormats, format);
  } else if (second) await showValue(context, invocation, shown, comparisonOf(shown, offerings), compareFormats, format);
  else if (first) await showValue(context, invocation, shown, cardOf(shown, first), cardFormats, format);
  else await showValue(context, invocation, pack, serviceList(pack), listFormats, format);
  return Exit.done;
}

async function writeAlarms({ io, packs, lang }: Context, { options }: Invocation, { service, variant }: Offering): Promise<void> {
  const { alarmsTemplate } = await import('../../starters/alarms-template.ts');
  const { templateLibrary } = await import('../../starters/library.ts');
  const library = templateLibrary(await packs.templates());
  writeOut(io, options.get('output')?.[0] ?? null, alarmsTemplate(packs.in(lang), library, service.id, variant?.id));
}

function alarmFindings({ operands, options }: Invocation): Finding[] {
  const given = options.get('alarms')?.[0];
  if (!given) return [];
  const conflict = (long: string): Finding[] =>
    (options.get(long) ?? []).map(({ place }) =>
      finding('conflicting-options', place, { option: `--${long}`, other: '--alarms' }),
    );
  const findings = [...conflict('format'), ...conflict('map')];
  if (operands.length === 0) findings.push(finding('needs-operand', given.place, { option: '--alarms', operand: '<service>' }));
  const [, second] = operands;
  if (second) findings.push(finding('excess-argument', second.place, { argument: second.value, command: 'services --alarms' }));
  return findings;
}

type Axes = { readonly columns: Question; readonly rows: Question } | { readonly findings: readonly Finding[] };

/** The two questions of `--map`, or what is wrong with them, each with its place. */
function axesOf(pack: Pack, { value, place }: Given): Axes {
  const twoQuestions: Axes = { findings: [finding('not-two-questions', place, { text: value })] };
  const parts = value.split(',');
  const names = parts.map((part) => part.trim());
  if (names.length !== 2 || names[0] === names[1] || names.includes('')) return twoQuestions;
  const known = pack.questions.filter(({ type }) => type !== 'number').map(({ id }) => id);
  const findings: Finding[] = [];
  const questions: Question[] = [];
  let at = 0;
  for (const part of parts) {
    const name = part.trim();
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
  return columns === rows ? twoQuestions : { columns, rows };
}

/** Each offering once, in the order in which they were named. */
function distinct(offerings: readonly Offering[]): Offering[] {
  return offerings.filter(
    ({ service, variant }, index) =>
      offerings.findIndex((other) => other.service === service && other.variant === variant) === index,
  );
}
