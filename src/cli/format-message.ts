import type { Finding, Problem } from '../model/diagnostic.ts';
import { messageOf } from '../output/findings.ts';
import type { Speech } from './language.ts';

/** What is wrong and what to do about it, in one go. */
export function formatMessage(problem: Problem | Finding, speech: Speech): string {
  const { problem: what, mitigation } = messageOf(problem, speech);
  return [what, mitigation].filter((part) => part !== '').join(speech === 'ja' ? '' : ' ');
}
