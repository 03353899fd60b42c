import { answersSchemaId } from '../engine/answer.ts';
import { blankAnswers as en } from '../messages/en/program.ts';
import { blankAnswers as ja } from '../messages/ja/program.ts';
import { inLanguage } from '../messages/locale.ts';
import type { Pack, Question, QuestionGroup } from '../model/pack.ts';
import { wrap } from '../output/text/width.ts';

const WIDTH_COLUMNS = 100;
const groups: readonly QuestionGroup[] = ['core', 'follow-up', 'requirement'];

/**
 * A blank answers file in the language of the pack (English if that is neither English nor Japanese). It explains every
 * question and its values. All answers are commented out, so that the blank file answers nothing; it reads without a
 * finding.
 *
 * @param schema the path from the file to the JSON Schema for editors; null: none
 */
export function blankAnswers(pack: Pack, schema: string | null = null): string {
  const say = inLanguage(pack.lang, { en, ja });
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

function questionText(question: Question, say: typeof en): string {
  const about = [question.ask, question.why].map((text) => comment(text, '  '));
  return `\n${about.join('')}${valuesText(question, say)}  # ${question.id}:\n`;
}

function valuesText({ type, values, min, max, unit, example }: Question, say: typeof en): string {
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

/** A text as comment lines; an empty text gives none. */
function comment(text: string, indent = '', inner = ''): string {
  const lead = `${indent}# ${inner}`;
  const flat = text.replace(/\s+/g, ' ').trim();
  if (flat === '') return '';
  return wrap(flat, WIDTH_COLUMNS - lead.length)
    .map((line, index) => `${lead}${index > 0 && inner !== '' ? '  ' : ''}${line}\n`)
    .join('');
}
