import { answersSchemaId } from '../engine/answer.ts';
import { blankAnswers as en } from '../messages/en/program.ts';
import { blankAnswers as ja } from '../messages/ja/program.ts';
import { inLanguage } from '../messages/locale.ts';
import type { Pack, Question, QuestionGroup } from '../model/pack.ts';
import { plain } from '../output/style.ts';
import { hanging, linesText } from '../output/text/layout.ts';

const MAX_COLUMNS = 100;
const groups: readonly QuestionGroup[] = ['core', 'follow-up', 'requirement'];

/**
 * A blank answers file that explains every question and value, in the language of the pack (else English). All answers are
 * commented out, so that it reads without a finding. `schema`: the path from the file to the JSON Schema for editors.
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
        ...questions.map((question) => {
          const about = [question.ask, question.why].map((text) => comment(text, '  ')).join('');
          return `\n${about}${valuesText(question, say)}  # ${question.id}:\n`;
        }),
      ]),
  ].join('');
}

function valuesText({ type, values, min, max, unit, example }: Question, say: typeof en): string {
  if (type !== 'number') {
    return values
      .map(({ value, text, example }) => comment(`${value}: ${text}${example === '' ? '' : say.aside(example)}`, '  ', '  '))
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
  const rest = inner === '' ? lead : `${lead}  `;
  return linesText(hanging({ width: MAX_COLUMNS, style: plain }, lead, rest, [flat]));
}
