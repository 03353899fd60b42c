import type { Pack } from '../../model/pack.ts';
import type { Stack } from '../stack.ts';
import { type AsyncApiDocument, linksInAsyncApi } from './asyncapi-links.ts';
import { type Draft, withUniqueIds } from './draft.ts';
import { linksInTemplates } from './template-links.ts';

/**
 * Drafts one record for each link that templates, plans and AsyncAPI documents show.
 *
 * @param pack whose services and questions the drafts speak of
 * @returns in the order of the files; the same input gives the same drafts
 */
export function draftLinks(pack: Pack, stacks: readonly Stack[], asyncApis: readonly AsyncApiDocument[]): Draft[] {
  return withUniqueIds([...linksInTemplates(pack, stacks), ...linksInAsyncApi(pack, asyncApis)]);
}
