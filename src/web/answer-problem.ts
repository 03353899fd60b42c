import type { MessagesByCode } from '../messages/diagnostic-message.ts';
import { answerDiagnostics as en } from '../messages/en/answer-diagnostics.ts';
import { answerDiagnostics as ja } from '../messages/ja/answer-diagnostics.ts';
import { inLanguage } from '../messages/locale.ts';
import type { Problem } from '../model/diagnostic.ts';
import type { DiagnosticMessage } from '../model/place.ts';

/**
 * Describes the problem with an answer in a sentence. The page contains only the messages about answers: all of them would enlarge its
 * script by a fifth.
 */
export function problemText(problem: Problem, lang: string): string {
  const messages: MessagesByCode = inLanguage(lang, { en, ja });
  const say = messages[problem.code] as ((args: Problem['args']) => DiagnosticMessage) | undefined;
  return say?.(problem.args)[0] ?? problem.code;
}
