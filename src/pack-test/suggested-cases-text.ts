import { suggestions as en, type SuggestionMessages } from '../messages/en/rules-test.ts';
import { suggestions as ja } from '../messages/ja/rules-test.ts';
import { inLanguage } from '../messages/locale.ts';
import type { Pack } from '../model/pack.ts';
import type { Case } from '../model/source-location.ts';
import type { Target } from './coverage.ts';
import type { Suggestion } from './suggest.ts';
import { nameOf } from './test-report.ts';

/**
 * Suggested cases as YAML to paste into a pack, each with a comment that says what it is for.
 *
 * @param flow a plain value on one line of YAML
 */
export function renderSuggestions(
  suggestions: readonly Suggestion[],
  pack: Pack,
  lang: string,
  flow: (value: unknown) => string,
): string {
  const messages = inLanguage(lang, { en, ja });
  if (suggestions.length === 0) return `# ${messages.none}\ncases: []\n`;
  const items = suggestions.map((suggestion) => `${comments(suggestion, pack, messages)}${caseText(suggestion.case, flow)}`);
  return `# ${messages.head}\n# ${messages.where}\ncases:\n${items.join('')}`;
}

function comments({ reaches, kills }: Suggestion, pack: Pack, messages: SuggestionMessages): string {
  const names = reaches.map((target) => targetText(target, pack, messages)).join(messages.comma);
  const lines = [...(reaches.length > 0 ? [messages.reaches(names)] : []), ...kills.map((path) => messages.kills(path))];
  return lines.map((line) => `  # ${line}\n`).join('');
}

/** A case as it stands in a pack's file. */
function caseText({ name, answers, assume, defaults, expect }: Case, flow: (value: unknown) => string): string {
  const lines = [
    `- name: ${flow(name)}`,
    `  answers: ${flow(answers)}`,
    ...(assume ? [] : ['  assume: false']),
    ...(defaults ? ['  defaults: true'] : []),
    `  expect: ${flow(expect)}`,
  ];
  return lines.map((line) => `  ${line}\n`).join('');
}

function targetText(target: Target, pack: Pack, messages: SuggestionMessages): string {
  const name = nameOf(pack, target);
  return target.kind === 'branch' ? messages.branch(name) : target.kind === 'leaf' ? messages.leaf(name) : name;
}
