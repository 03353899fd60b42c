import { cardOf, serviceList } from '../../catalog/card.ts';
import { cardFormats, listFormats } from '../../catalog/service-formats.ts';
import { type Finding, finding } from '../../model/diagnostic.ts';
import type { Context } from '../context.ts';
import { BadInput, Exit } from '../exit.ts';
import { writeOut } from '../output.ts';
import type { Invocation } from '../program.ts';
import { formatAsked, offeringsNamed, packFor, showValue, unknownFormat } from '../show-services.ts';

/** What alarms can be written as. */
export const alarmFormats = ['cloudformation'] as const;

/** `tsunagi services [id]`: the services of the pack, or all that it knows of one; with `--alarms` its alarms as a template. */
export async function servicesCommand(context: Context, invocation: Invocation): Promise<number> {
  const { operands, options, findings } = invocation;
  const formats = operands.length > 0 ? cardFormats : listFormats;
  const format = formatAsked(invocation, formats);
  const pack = packFor(context, invocation, format.name);
  const named = offeringsNamed(pack, operands);
  const wrong = [...findings, ...format.findings, ...named.findings, ...alarmFindings(invocation)];
  if (wrong.length > 0) throw new BadInput(wrong);
  const [offering] = named.offerings;
  if (!offering) {
    await showValue(context, invocation, pack, serviceList(pack), listFormats, format.name);
  } else if (options.has('alarms')) {
    const { alarmsTemplate } = await import('../../starters/alarms-template.ts');
    const { service, variant } = offering;
    writeOut(
      context.io,
      options.get('output')?.[0] ?? null,
      alarmsTemplate(context.packs.in(context.lang), service.id, variant?.id),
    );
  } else {
    await showValue(context, invocation, pack, cardOf(pack, offering), cardFormats, format.name);
  }
  return Exit.done;
}

function alarmFindings({ operands, options }: Invocation): Finding[] {
  const given = options.get('alarms')?.[0];
  if (!given) return [];
  const findings: Finding[] = [];
  if (!(alarmFormats as readonly string[]).includes(given.value)) findings.push(unknownFormat(given, alarmFormats));
  if (operands.length === 0) findings.push(finding('needs-operand', given.place, { option: '--alarms', operand: '<service>' }));
  const format = options.get('format')?.[0];
  if (format) findings.push(finding('conflicting-options', format.place, { option: '--format', other: '--alarms' }));
  return findings;
}
