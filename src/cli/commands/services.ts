import { cardFormats, compareFormats, listFormats, mapFormats } from '../../catalog/catalog-articles.ts';
import { axesNamed, offeringsNamed } from '../../catalog/named-services.ts';
import { serviceMapOf } from '../../catalog/service-map.ts';
import { cardOf, comparisonOf, type Offering, packWithNeighbours, serviceList } from '../../catalog/services.ts';
import { type Finding, finding } from '../../model/finding.ts';
import { optionWords } from '../../output/shell-command.ts';
import type { Context, Invocation } from '../context.ts';
import { Exit } from '../exit.ts';
import { viewOf } from '../output.ts';

/** `tsunagi services [id...]`: prints a list, a card, a comparison, a map of two questions, or alarms. */
export async function servicesCommand(context: Context, invocation: Invocation): Promise<number> {
  const formats = invocation.has('alarms') ? { text: null, yaml: null } : mapFormats;
  const view = await viewOf<string>(context, invocation, formats);
  const { pack } = view;
  const map = invocation.get('map');
  const shown = map || invocation.has('alarms') ? pack : packWithNeighbours(pack);
  const { offerings, findings } = offeringsNamed(shown, invocation.operands);
  const named = map && axesNamed(pack, map);
  invocation.refuse(...findings, ...(named?.findings ?? []), ...oneServiceFindings(invocation));
  const [first, second] = offerings;
  if (first && invocation.has('alarms')) await view.write(await alarmsOf(context, first));
  else if (named?.axes) {
    const { columns, rows } = named.axes;
    const all = pack.services.map((service) => ({ service, variant: null }));
    await view.writeValue(pack, serviceMapOf(pack, columns, rows, first ? offerings : all), mapFormats);
  } else if (second) await view.writeValue(shown, comparisonOf(shown, offerings), compareFormats);
  else if (first) await view.writeValue(shown, cardOf(shown, first), cardFormats);
  else await view.writeValue(pack, serviceList(pack), listFormats);
  return Exit.done;
}

async function alarmsOf({ packs, lang }: Context, { service, variant }: Offering): Promise<string> {
  const { alarmsTemplate } = await import('../../starters/alarms.ts');
  const { templateLibrary } = await import('../../starters/fragments.ts');
  return alarmsTemplate(packs.in(lang), templateLibrary(await packs.templates()), service.id, variant?.id);
}

/** Some options are about one service. */
function oneServiceFindings(invocation: Invocation): Finding[] {
  const [first, second] = invocation.operands;
  return (['explain', 'alarms'] as const).flatMap((option) => {
    const given = invocation.get(option);
    if (!given) return [];
    const command = ['services', ...optionWords(option, given.value)].join(' ');
    if (!first) return [finding('missing-operand', given.location, { operand: '<service>', command })];
    return second ? [finding('excess-argument', second.location, { argument: second.value, command })] : [];
  });
}
