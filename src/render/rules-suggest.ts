import type { Target } from '../core/coverage.ts';
import type { Case } from '../core/source.ts';
import type { Suggestion } from '../core/suggest.ts';

/** What a suggestion is for, and the fixed words around it. */
interface Words {
  readonly head: string;
  readonly none: string;
  readonly reaches: (names: string) => string;
  readonly kills: (path: string) => string;
}

const words: Readonly<Record<'en' | 'ja', Words>> = {
  en: {
    head: 'Drafted from the rules as they are: check that each is what should come out, and give it a telling name.',
    none: 'No case is missing.',
    reaches: (names) => `reaches ${names}`,
    kills: (path) => `notices a change of ${path}`,
  },
  ja: {
    head: '現在のルールから作った下書きです。期待する結果として正しいかを確認し、分かりやすい名前を付けてください。',
    none: '足りないケースはありません。',
    reaches: (names) => `到達：${names}`,
    kills: (path) => `検出：${path}の変更`,
  },
};

/**
 * Suggested cases as YAML to paste into a pack, each with a comment that says what it is for.
 *
 * @param flow a plain value on one line of YAML
 */
export function renderSuggestions(suggestions: readonly Suggestion[], lang: string, flow: (value: unknown) => string): string {
  const said = words[lang === 'ja' ? 'ja' : 'en'];
  if (suggestions.length === 0) return `# ${said.none}\ncases: []\n`;
  const items = suggestions.map((suggestion) => `${comments(suggestion, said)}${caseText(suggestion.case, flow)}`);
  return `# ${said.head}\ncases:\n${items.join('')}`;
}

function comments({ reaches, kills }: Suggestion, said: Words): string {
  const names = reaches.map(targetText).join(', ');
  const lines = [...(reaches.length > 0 ? [said.reaches(names)] : []), ...kills.map((path) => said.kills(path))];
  return lines.map((line) => `  # ${line}\n`).join('');
}

/** A case as it stands in a pack's file. */
export function caseText({ name, answers, assume, defaults, expect }: Case, flow: (value: unknown) => string): string {
  const lines = [
    `- name: ${flow(name)}`,
    `  answers: ${flow(answers)}`,
    ...(assume ? [] : ['  assume: false']),
    ...(defaults ? ['  defaults: true'] : []),
    `  expect: ${flow(expect)}`,
  ];
  return lines.map((line) => `  ${line}\n`).join('');
}

function targetText(target: Target): string {
  if (target.kind === 'branch') return `nodes.${target.node}.branches.${target.branch}`;
  if (target.kind === 'leaf') return `nodes.${target.leaf}`;
  return target.kind === 'service' ? `services.${target.service}` : `services.${target.service}.variants.${target.variant}`;
}
