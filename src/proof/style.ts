import { readValue } from '../engine/answer.ts';
import { valuesOf } from '../engine/values.ts';
import type { Pack, Sharing } from '../model/pack.ts';
import type { PackSource, SourceSharing, Texts } from '../model/source-location.ts';
import { type Notebook, wordings } from './lint-context.ts';

interface Branch {
  readonly to: string;
  readonly because: string | Texts;
}

interface Named {
  readonly id: string;
  readonly text: string | Texts;
}

interface Drawbacks {
  readonly tradeOff?: string | Texts;
  readonly cost?: string | Texts;
}

/** Tells what can be decided with, but reads badly or says the same twice. */
export function lintStyle(notebook: Notebook): void {
  const { pack, source, isOption } = notebook.subject;
  const subject = source ?? pack;
  for (const { path, ...args } of source?.inheritedTexts ?? []) {
    notebook.tell('inherited-text', `${path}.${args.written[0]}`, { key: path, ...args });
  }
  for (const question of subject.questions) {
    const { id, values, type } = question;
    const path = `questions.${id}`;
    if (isOption(id)) notebook.tell('flag-taken', path, { question: id });
    if (type === 'number') lintNumber(notebook, id);
    else if (values.length === 1) notebook.tell('single-value', `${path}.values`, { question: id });
    const first = new Map<string, string>();
    for (const { value, text } of values) {
      const key = JSON.stringify(wordings(text));
      const other = first.get(key);
      if (other !== undefined)
        notebook.tell('same-text', `${path}.values.${value}.text`, { question: id, values: [other, value] });
      else first.set(key, value);
      if (isBlank(text)) tellBlank(notebook, `${path}.values.${value}.text`);
    }
    if (isBlank(question.ask)) tellBlank(notebook, `${path}.ask`);
  }
  for (const { id, branches } of valuesOf<Pack['nodes'][string] | PackSource['nodes'][string]>(subject.nodes)) {
    for (let index = 0; index < branches.length; index++) {
      const { because } = branches[index] as Branch;
      if (isBlank(because)) tellBlank(notebook, `nodes.${id}.branches.${index}.because`);
      const first = index === 0 ? -1 : earlierLike(branches, index);
      if (first >= 0) notebook.tell('same-branches', `nodes.${id}.branches.${index}`, { node: id, first: first + 1 });
    }
  }
  for (const { id, options } of valuesOf<Pack['leaves'][string] | PackSource['leaves'][string]>(subject.leaves)) {
    for (let index = 0; index < options.length; index++) {
      const option = options[index] as (typeof options)[number];
      if (isBlank(option.summary)) tellBlank(notebook, `nodes.${id}.services.${index}.summary`);
    }
  }
  for (const service of subject.services) {
    const path = `services.${service.id}`;
    if (isBlank(service.name)) tellBlank(notebook, `${path}.name`);
    if (isBlank(service.summary)) tellBlank(notebook, `${path}.summary`);
    lintFacts(notebook, path, service.facts);
    lintSharing(notebook, path, service.sharing);
    lintDrawbacks(notebook, path, service);
    for (const variant of service.variants) {
      lintFacts(notebook, `${path}.variants.${variant.id}`, variant.facts);
      lintSharing(notebook, `${path}.variants.${variant.id}`, variant.sharing);
      lintDrawbacks(notebook, `${path}.variants.${variant.id}`, variant);
    }
    for (const { id, name, text } of service.builtAs?.needs ?? []) {
      if (isBlank(name)) tellBlank(notebook, `${path}.built-as.needs.${id}.name`);
      if (isBlank(text)) tellBlank(notebook, `${path}.built-as.needs.${id}.text`);
    }
  }
  for (const key of ['patterns', 'mitigations'] as const) {
    for (const named of Object.values<Named & Drawbacks>(subject[key])) {
      if (isBlank(named.text)) tellBlank(notebook, `${key}.${named.id}.text`);
      lintDrawbacks(notebook, `${key}.${named.id}`, named);
    }
  }
  for (const { id, summary } of Object.values<{ readonly id: string; readonly summary: string | Texts }>(subject.neighbours)) {
    if (isBlank(summary)) tellBlank(notebook, `neighbours.${id}.summary`);
  }
}

/** The first branch that leads to the same place for the same reason as a later one; -1: none does. */
function earlierLike(branches: readonly Branch[], index: number): number {
  const { to, because } = branches[index] as Branch;
  return branches.findIndex((other, at) => at < index && other.to === to && same(other.because, because));
}

function same(one: string | Texts, other: string | Texts): boolean {
  return one === other || JSON.stringify(wordings(one)) === JSON.stringify(wordings(other));
}

function lintFacts(
  notebook: Notebook,
  path: string,
  facts: readonly { readonly id: string; readonly text: string | Texts; readonly short: string | Texts }[],
): void {
  for (const { id, text, short } of facts) {
    if (isBlank(text)) tellBlank(notebook, `${path}.facts.${id}.text`);
    if (isBlank(short)) tellBlank(notebook, `${path}.facts.${id}.short`);
  }
}

function lintSharing(notebook: Notebook, path: string, sharing: Sharing | SourceSharing | undefined): void {
  for (const key of ['text', 'caution'] as const) {
    if (sharing && isBlank(sharing[key])) tellBlank(notebook, `${path}.sharing.${key}`);
  }
}

function lintDrawbacks(notebook: Notebook, path: string, { tradeOff, cost }: Drawbacks): void {
  if (tradeOff !== undefined && isBlank(tradeOff)) tellBlank(notebook, `${path}.trade-off`);
  if (cost !== undefined && isBlank(cost)) tellBlank(notebook, `${path}.cost`);
}

/** Whether a text says nothing in some language. There may be hundreds of thousands of them. */
function isBlank(text: string | Texts): boolean {
  return typeof text === 'string' ? text.trim() === '' : wordings(text).some((wording) => wording.trim() === '');
}

function tellBlank(notebook: Notebook, key: string): void {
  notebook.tell('empty-text', key, { key });
}

function lintNumber(notebook: Notebook, id: string): void {
  const question = notebook.subject.pack.questions.find((candidate) => candidate.id === id);
  if (!question) return;
  const { min, max, integer, example } = question;
  const path = `questions.${id}`;
  const fraction = integer && (!Number.isInteger(min) || (max !== null && !Number.isInteger(max)));
  const reason = max !== null && min > max ? 'crossed' : min === max ? 'single' : fraction ? 'fraction' : null;
  if (reason)
    notebook.tell('bad-bounds', `${path}.${reason === 'fraction' && !Number.isInteger(min) ? 'min' : 'max'}`, {
      question: id,
      min,
      max,
      reason,
    });
  else if (example !== '' && 'problem' in readValue(question, example, { text: true })) {
    notebook.tell('bad-example', `${path}.example`, { question: id, example });
  }
}
