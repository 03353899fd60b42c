import { decide } from '../../engine/decide.ts';
import { scan as en } from '../../messages/en/drift.ts';
import { scan as ja } from '../../messages/ja/drift.ts';
import { inLanguage } from '../../messages/locale.ts';
import { BadInput, type Given } from '../../model/bad-input.ts';
import type { Pack } from '../../model/pack.ts';
import { offeringText } from '../../model/service-variant.ts';
import { wrap } from '../../output/text/width.ts';
import { overviewOf } from '../../overview/index.ts';
import { readAnswersFile } from '../../records/answers-file.ts';
import { RecordFile } from '../../records/record-file.ts';
import type { Stack } from '../stack.ts';
import { type AsyncApiDocument, linksInAsyncApi } from './asyncapi-links.ts';
import { type Draft, draftRecordText, redrafting, withUniqueIds } from './draft.ts';
import { linksInTemplates } from './template-links.ts';

/**
 * Drafts one record for each link that templates, plans and AsyncAPI documents show.
 *
 * @param pack the pack with the services and questions of the drafts
 * @returns the drafts in the order of the files; the same input gives the same drafts
 */
export function draftLinks(pack: Pack, stacks: readonly Stack[], asyncApis: readonly AsyncApiDocument[]): Draft[] {
  return withUniqueIds([...linksInTemplates(pack, stacks), ...linksInAsyncApi(pack, asyncApis)]);
}

/** The messages of `scan` in a language. */
export function scanMessages(lang: string): typeof en {
  return inLanguage(lang, { en, ja });
}

/**
 * Sums up a scan: for each link whether the rules choose the service that is built, and which answers they still need.
 *
 * @param text the current text of the records
 * @param file the file with the records; null: they were not written to one
 */
export function scanSummary(pack: Pack, drafts: readonly Draft[], text: string, file: string | null, width: number): string {
  const messages = scanMessages(pack.lang);
  const policy = { assume: true, defaults: false };
  const { documents } = readAnswersFile(new TextEncoder().encode(text), file ?? '', pack);
  const records = documents.filter(({ id }) => drafts.some((draft) => draft.id === id));
  const { links, open } = overviewOf(pack, records, policy);
  const counts = { same: 0, other: 0, decided: 0, open: 0 };
  const lines = records.flatMap((record): string[] => {
    const { key } = record;
    const link = links.find((each) => each.link === key);
    const offering = drafts.find(({ id }) => id === key)?.offering ?? null;
    const head = messages.link(record.title ?? key, offering && offeringText(offering));
    if (!link || link.outcome === 'gap') return [head, ...indented(messages.gap, width)];
    const { open: still, recommendation } = decide(pack, record.answers, policy);
    if (link.outcome === 'open') {
      counts.open++;
      const question = pack.questions.find(({ id }) => id === still?.ask);
      const isPossible = offering === null || link.possible.includes(offering.service);
      const ask = question ? messages.ask(question.id, question.ask) : '';
      return [head, ...indented(messages.open(isPossible, link.possible, link.asks), width), ...indented(ask, width)];
    }
    const chosen = { service: link.service ?? '', variant: link.variant };
    const [because = ''] = recommendation?.because ?? [];
    const isSame =
      offering?.service === chosen.service && (offering.variant ?? chosen.variant) === (chosen.variant ?? offering.variant);
    counts[offering === null ? 'decided' : isSame ? 'same' : 'other']++;
    if (isSame) return [head, ...indented(messages.same, width)];
    const verdict = offering === null ? messages.chooses : messages.other;
    return [head, ...indented(verdict(offeringText(chosen), because), width)];
  });
  const [most] = open.questions;
  const closing = [
    messages.counts(records.length, counts),
    ...(most ? [messages.most(most.question, most.links.length, open.links.length)] : []),
    messages.next(file),
  ];
  return [...lines, '', ...closing.flatMap((text) => wrap(text, width))].map((line) => `${line.trimEnd()}\n`).join('');
}

function indented(text: string, width: number): string[] {
  return text === '' ? [] : wrap(text, width - 2).map((line) => `  ${line}`);
}

/** The text of a new answers file with these drafts. */
export function draftsText(pack: Pack, drafts: readonly Draft[]): string {
  const documents = drafts.map((draft) => draftRecordText(pack, draft));
  return `# ${scanMessages(pack.lang).header}\n${documents.join('---\n')}`;
}

/**
 * Merges the drafts of another scan into an answers file; new links go to the end.
 *
 * @returns the new text of the file
 * @throws BadInput if the file cannot be parsed or edited
 */
export function mergedDrafts(bytes: Uint8Array, pack: Pack, { value, place }: Given, drafts: readonly Draft[]): string {
  const { documents, findings, text } = readAnswersFile(bytes, value, pack);
  const errors = findings.filter(({ level }) => level === 'error');
  if (errors.length > 0) throw new BadInput(errors, new Map([[value, text]]));
  const file = new RecordFile(value, place, text, documents);
  for (const draft of drafts) {
    const document = documents.find(({ id }) => id === draft.id);
    if (document) file.edit(document, redrafting(pack, document, draft));
    else file.append(draftRecordText(pack, draft));
  }
  return file.text;
}
