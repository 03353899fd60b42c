import { answersSchemaId } from '../engine/answer.ts';
import type { Pack, Question, QuestionGroup } from '../model/pack.ts';
import { wrap } from '../output/text/width.ts';

const WIDTH_COLUMNS = 100;
const groups: readonly QuestionGroup[] = ['core', 'follow-up', 'requirement'];

interface Headings {
  readonly intro: (pack: string) => readonly string[];
  readonly title: string;
  readonly parts: string;
  readonly groups: Readonly<Record<QuestionGroup, string>>;
  readonly range: (min: string, max: string | null) => string;
  /** An example of a number. */
  readonly example: (text: string) => string;
  /** An example of a value. */
  readonly aside: (text: string) => string;
}

const en: Headings = {
  intro: (pack) => [
    `Answers for tsunagi (${pack}): one link between two parts of an application.`,
    'Remove the # before an answer and write its value. Leave what you do not know as it is; "unknown" says that nothing may be assumed of it either.',
    'An answer may carry a note: {value: ..., note: why}. Further links follow after a line of three dashes (---).',
  ],
  title: 'from what to what',
  parts: 'The applications that it joins, for `tsunagi overview`: who produces, and who consumes. Several are a list: [a, b].',
  groups: {
    core: 'Core: with these alone it decides.',
    'follow-up': 'Follow-up: asked only where they make a difference.',
    requirement: 'Requirements: checked against what is known of each service.',
  },
  range: (min, max) => (max === null ? `a number, ${min} or more` : `a number, ${min} to ${max}`),
  example: (text) => ` (for example ${text})`,
  aside: (text) => ` (${text})`,
};

const ja: Headings = {
  intro: (pack) => [
    `tsunagiの回答ファイル（${pack}）です。1つのリンク（2つのアプリケーション間の連携）について記入します。`,
    '答える行の先頭の # を外し、値を書いてください。分からないものはそのままで構いません。unknown と書くと、仮定で補われることもなくなります。',
    '回答には {value: ..., note: 理由} の形でメモを付けられます。2件目からは、ハイフン3つ（---）の行の後に続けて書けます。',
  ],
  title: 'どこからどこへ',
  parts:
    '連携するアプリケーションの名前（tsunagi overview で使います）。from が送信側、to が受信側です。複数あるときは [a, b] のように並べます。',
  groups: {
    core: '基本の質問：これだけで推奨が決まります。',
    'follow-up': '追加の質問：結果が変わり得る場合にだけ質問します。',
    requirement: '要件：各サービスの仕様（ファクト）と照合します。',
  },
  range: (min, max) => (max === null ? `${min}以上の数値` : `${min}から${max}までの数値`),
  example: (text) => `　例：${text}`,
  aside: (text) => `　例：${text}`,
};

/**
 * A blank answers file in the language of the pack (English where that is neither English nor Japanese): every question
 * with why it is asked and what its values mean, each answer commented out, so that the file as it is answers nothing. It
 * reads without a finding.
 *
 * @param schema where an editor finds the JSON Schema, as the file would refer to it; null: nowhere
 */
export function blankAnswers(pack: Pack, schema: string | null = null): string {
  const say = pack.lang === 'ja' ? ja : en;
  const sections = groups.map((group) => ({ group, questions: pack.questions.filter((question) => question.group === group) }));
  return [
    ...(schema === null ? [] : [`# yaml-language-server: $schema=${schema}\n`]),
    ...say.intro(`${pack.id}@${pack.version}`).map((line) => comment(line)),
    `schema: ${answersSchemaId}\n# title: ${say.title}\n${comment(say.parts)}# from:\n# to:\nanswers:\n`,
    ...sections
      .filter(({ questions }) => questions.length > 0)
      .flatMap(({ group, questions }) => [
        `\n${comment(`=== ${say.groups[group]} ===`, '  ')}`,
        ...questions.map((question) => questionText(question, say)),
      ]),
  ].join('');
}

function questionText(question: Question, say: Headings): string {
  const about = [question.ask, question.why].map((text) => comment(text, '  '));
  return `\n${about.join('')}${valuesText(question, say)}  # ${question.id}:\n`;
}

function valuesText({ type, values, min, max, unit, example }: Question, say: Headings): string {
  if (type !== 'number') {
    return values
      .map((choice) =>
        comment(`${choice.value}: ${choice.text}${choice.example === '' ? '' : say.aside(choice.example)}`, '  ', '  '),
      )
      .join('');
  }
  const of = (number: number) => (unit === '' ? String(number) : `${number} ${unit}`);
  const range = say.range(max === null ? of(min) : String(min), max === null ? null : of(max));
  return comment(`${range}${example === '' ? '' : say.example(example)}`, '  ', '  ');
}

/** A text as comment lines; nothing for an empty one. */
function comment(text: string, indent = '', inner = ''): string {
  const lead = `${indent}# ${inner}`;
  const flat = text.replace(/\s+/g, ' ').trim();
  if (flat === '') return '';
  return wrap(flat, WIDTH_COLUMNS - lead.length)
    .map((line, index) => `${lead}${index > 0 && inner !== '' ? '  ' : ''}${line}\n`)
    .join('');
}
