import type { Pack } from '../../../model/pack.ts';
import type { PackSource, Texts } from '../../../model/pack-source.ts';
import { lintRule } from '../../lint-rule.ts';
import { wordingsOf } from '../../pack-parts.ts';

export const emptyText = lintRule({
  code: 'empty-text',
  level: 'warning',
  *check({ authored }) {
    for (const [key, text] of textsOf(authored)) {
      if (wordingsOf(text).some((wording) => wording.trim() === '')) yield [key, { key }];
    }
  },
  en: ({ key }, { q }) => [`The text ${q(key)} is empty.`, 'Write it.'],
  ja: ({ key }, { q }) => [`文${q(key)}が空です。`, '文を書いてください。'],
  what: 'A text is empty in at least one language.',
  why: 'Readers see a blank where they expect a text.',
  fix: 'Write the text.',
  example: `
    ask: {en: What is sent?, ja: ""}
  `,
  instead: `
    ask: {en: What is sent?, ja: 何を送りますか。}
  `,
});

type Text = string | Texts;
type TextAt = readonly [path: string, text: Text];

/** Every text of a pack that must say something, with its path. */
function* textsOf(pack: Pack | PackSource): Generator<TextAt> {
  for (const { id, ask, values } of pack.questions) {
    yield [`questions.${id}.ask`, ask];
    for (const { value, text } of values) yield [`questions.${id}.values.${value}.text`, text];
  }
  for (const { id, name } of pack.derived) yield [`derived.${id}.name`, name];
  for (const { id, branches } of Object.values<Pack['nodes'][string] | PackSource['nodes'][string]>(pack.nodes)) {
    for (const [index, { because }] of branches.entries()) yield [`nodes.${id}.branches.${index}.because`, because];
  }
  for (const { id, options } of Object.values<Pack['leaves'][string] | PackSource['leaves'][string]>(pack.leaves)) {
    for (const [index, { summary }] of options.entries()) yield [`nodes.${id}.services.${index}.summary`, summary];
  }
  for (const service of pack.services) {
    const path = `services.${service.id}`;
    yield* offeringTexts(path, service);
    for (const { id, name, text } of service.builtAs?.needs ?? []) {
      yield [`${path}.built-as.needs.${id}.name`, name];
      yield [`${path}.built-as.needs.${id}.text`, text];
    }
  }
  for (const part of Object.values<Named>(pack.patterns)) yield* namedTexts(`patterns.${part.id}`, part);
  for (const part of Object.values<Named>(pack.mitigations)) yield* namedTexts(`mitigations.${part.id}`, part);
  for (const neighbour of Object.values<Offering & Pick<Neighbour, 'better'>>(pack.neighbours)) {
    const path = `neighbours.${neighbour.id}`;
    yield* offeringTexts(path, neighbour);
    for (const [index, { because, givesUp }] of neighbour.better.entries()) {
      yield [`${path}.better.${index}.because`, because];
      yield [`${path}.better.${index}.gives-up`, givesUp];
    }
  }
}

interface Drawbacks {
  readonly tradeOff?: Text;
  readonly cost?: Text;
}

interface Named extends Drawbacks {
  readonly id: string;
  readonly text: Text;
}

interface Neighbour {
  readonly better: readonly { readonly because: Text; readonly givesUp: Text }[];
}

interface Offering extends Drawbacks {
  readonly id: string;
  readonly name: Text;
  readonly summary: Text;
  readonly facts: readonly { readonly id: string; readonly text: Text; readonly short: Text }[];
  readonly sharing?: { readonly text: Text; readonly caution: Text };
  readonly variants?: readonly Omit<Offering, 'variants'>[];
}

/** The texts of a service or neighbour and of its variants, whose names and summaries may be empty. */
function* offeringTexts(path: string, offering: Offering): Generator<TextAt> {
  yield [`${path}.name`, offering.name];
  yield [`${path}.summary`, offering.summary];
  yield* detailTexts(path, offering);
  for (const variant of offering.variants ?? []) yield* detailTexts(`${path}.variants.${variant.id}`, variant);
}

function* detailTexts(path: string, offering: Omit<Offering, 'variants'>): Generator<TextAt> {
  const { facts, sharing } = offering;
  for (const { id, text, short } of facts) {
    yield [`${path}.facts.${id}.text`, text];
    yield [`${path}.facts.${id}.short`, short];
  }
  if (sharing) {
    yield [`${path}.sharing.text`, sharing.text];
    yield [`${path}.sharing.caution`, sharing.caution];
  }
  yield* drawbackTexts(path, offering);
}

function* namedTexts(path: string, part: Named): Generator<TextAt> {
  yield [`${path}.text`, part.text];
  yield* drawbackTexts(path, part);
}

function* drawbackTexts(path: string, { tradeOff, cost }: Drawbacks): Generator<TextAt> {
  if (tradeOff !== undefined) yield [`${path}.trade-off`, tradeOff];
  if (cost !== undefined) yield [`${path}.cost`, cost];
}
