import { groupedBy } from '../../engine/lists.ts';
import { scan as en } from '../../messages/en/drift.ts';
import { scan as ja } from '../../messages/ja/drift.ts';
import { inLanguage } from '../../messages/locale.ts';
import { usualPolicy } from '../../model/decision.ts';
import { type OfferingId, offeringText, type Pack } from '../../model/pack.ts';
import { escapeControls, plain } from '../../output/style.ts';
import { blocksText, paragraph } from '../../output/text/layout.ts';
import { overviewOf } from '../../overview/index.ts';
import type { OverviewLink } from '../../overview/links.ts';
import { readAnswersFile } from '../../records/answers-file.ts';
import type { RecordFile } from '../../records/record-file.ts';
import type { Stack } from '../stack.ts';
import { type AsyncApi, linksInAsyncApi } from './asyncapi-links.ts';
import { type Draft, draftRecording, redrafting, withUniqueIds } from './draft.ts';
import { linksInTemplates } from './template-links.ts';

/** A draft for each link that the files show, in their order, and what they do not show; the same input gives the same. */
export function draftLinks(pack: Pack, stacks: readonly Stack[], asyncApis: readonly AsyncApi[]) {
  const ofAsyncApi = linksInAsyncApi(pack, asyncApis);
  const drafts = withUniqueIds([...linksInTemplates(pack, stacks), ...ofAsyncApi.drafts]);
  // Names in templates may have control characters, which a record cannot hold.
  const shown: Draft[] = JSON.parse(JSON.stringify(drafts), (_, value) =>
    typeof value === 'string' ? escapeControls(value) : value,
  );
  const [asyncApi] = asyncApis;
  const isMapped = pack.questions.some(({ values }) => values.some(({ asyncapi = [] }) => asyncapi.length > 0));
  return {
    drafts: shown,
    unseen: [...stacks.flatMap((stack) => stack.unseen), ...ofAsyncApi.unseen],
    /** An AsyncAPI document, if the pack has no answers for any; else null. */
    unmapped: asyncApi && !isMapped ? asyncApi.root : null,
  };
}

export function scanMessages(lang: string): typeof en {
  return inLanguage(lang, { en, ja });
}

/**
 * Says once for all links alike whether the rules choose what is built, and what they ask. `file` (null: none) holds `text`;
 * `width` is in columns.
 */
export function scanSummary(pack: Pack, drafts: readonly Draft[], text: string, file: string | null, width: number): string {
  const messages = scanMessages(pack.lang);
  const page = { width, style: plain };
  const { documents } = readAnswersFile(new TextEncoder().encode(text), '', pack);
  const records = documents.filter(({ id }) => drafts.some((draft) => draft.id === id));
  const { links, open } = overviewOf(pack, records, usualPolicy);
  const judged = links.map((link) => {
    const offering = drafts.find(({ id }) => id === link.link)?.offering ?? null;
    const title = messages.link(link.title ?? link.link, offering && offeringText(offering));
    return { title, verdict: verdictOn(link, offering) };
  });
  const blocks = groupedBy(judged, ({ verdict }) => verdict).map((alike) => [
    ...alike.flatMap(({ title }) => paragraph(page, [title], 0)),
    ...paragraph(page, [alike[0].verdict]),
  ]);
  const hasUnknown = records.some(({ answers }) => Object.values(answers).some(({ value }) => value === null));
  const [most] = open.questions;
  const next = messages.next(file, hasUnknown || most !== undefined);
  const closing = most ? [messages.most(most.question, most.links.length, open.links.length), next] : [next];
  return blocksText([...blocks, closing.flatMap((line) => paragraph(page, [line], 0))]);

  function verdictOn({ outcome, service, variant, possible, asks }: OverviewLink, offering: OfferingId | null): string {
    if (outcome === 'open') return messages.open(offering === null || possible.includes(offering.service), possible, asks);
    if (outcome === 'gap' || service === null) return messages.gap;
    if (asks.length > 0) return messages.open(offering === null || offering.service === service, [service], asks);
    const isSame = offering?.service === service && (offering.variant ?? variant) === (variant ?? offering.variant);
    return isSame ? messages.same : messages.chooses(offeringText({ service, variant }));
  }
}

/** Merges the drafts of a scan into an answers file, new links last; throws BadInput if it cannot be edited. */
export function mergeDrafts(file: RecordFile, pack: Pack, drafts: readonly Draft[]): void {
  for (const draft of drafts) {
    const document = file.documents.find(({ id }) => id === draft.id);
    if (document) file.edit(document, redrafting(pack, document, draft));
    else file.append(draftRecording(pack, draft));
  }
}
