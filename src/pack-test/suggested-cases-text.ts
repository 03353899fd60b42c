import type { Pack } from '../model/pack.ts';
import type { Case } from '../model/source-location.ts';
import type { Target } from './coverage.ts';
import type { Suggestion } from './suggest.ts';
import { nameOf } from './test-report.ts';

/** What a suggestion is for, and the fixed words around it. */
interface Words {
  readonly head: string;
  readonly where: string;
  readonly none: string;
  readonly branch: (name: string) => string;
  readonly leaf: (name: string) => string;
  readonly comma: string;
  readonly reaches: (names: string) => string;
  readonly kills: (path: string) => string;
}

const words: Readonly<Record<'en' | 'ja', Words>> = {
  en: {
    head: 'Drafted from the rules as they are: check that each is what should come out, and give it a telling name.',
    where: 'Keep it as a file of its own in the folder of the pack, or paste the list below its `cases`.',
    none: 'No case is missing.',
    branch: (name) => `branch ${name}`,
    leaf: (name) => `leaf ${name}`,
    comma: '; ',
    reaches: (names) => `reaches ${names}`,
    kills: (path) => `notices a change of ${path}`,
  },
  ja: {
    head: '現在のルールから作った下書きです。期待する結果として正しいかを確認し、分かりやすい名前を付けてください。',
    where: 'パックのフォルダーに別のファイルとして置くか、既存の cases の下に貼り付けてください。',
    none: '足りないケースはありません。',
    branch: (name) => `分岐 ${name}`,
    leaf: (name) => `リーフ ${name}`,
    comma: '、',
    reaches: (names) => `到達：${names}`,
    kills: (path) => `検出：${path}の変更`,
  },
};

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
  const messages = words[lang === 'ja' ? 'ja' : 'en'];
  if (suggestions.length === 0) return `# ${messages.none}\ncases: []\n`;
  const items = suggestions.map((suggestion) => `${comments(suggestion, pack, messages)}${caseText(suggestion.case, flow)}`);
  return `# ${messages.head}\n# ${messages.where}\ncases:\n${items.join('')}`;
}

function comments({ reaches, kills }: Suggestion, pack: Pack, messages: Words): string {
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

function targetText(target: Target, pack: Pack, messages: Words): string {
  const name = nameOf(pack, target);
  return target.kind === 'branch' ? messages.branch(name) : target.kind === 'leaf' ? messages.leaf(name) : name;
}
