import { decision } from './decision.ts';
import { comma } from './words.ts';

type Step = 'questions' | 'requirements' | 'review';

export const steps: readonly Step[] = ['questions', 'requirements', 'review'];

/** The texts of the questionnaire that the page has, too, besides the pack's own. */
export const questionnaire = {
  step: (step: Step, detail: string) => {
    const names = { questions: 'Questions', requirements: 'Requirements', review: 'Review' };
    return `Step ${steps.indexOf(step) + 1} of 3: ${names[step]}${detail && ` · ${detail}`}`;
  },
  progress: (number: number, most: number) =>
    number === most ? `Question ${number} of ${most}` : `Question ${number} of at most ${most}`,
  changing: 'Changing an answer; all others stay',
  optional: 'optional',
  dontKnow: "I don't know",
  dontKnowHint: 'All options stay open.',
  takeDefault: (value: string) => `Use the default: ${value}`,
  takeDefaults: (count: number) => `Use the defaults for all ${count} unknown answers`,
  requirements: 'Any other requirements?',
  go: 'Show recommendation',
  title: 'What is this link called?',
};

/** The texts of the questionnaire at a terminal. */
export const prompts = {
  ...questionnaire,
  requirement: (number: number, count: number) => `${number} of ${count}`,
  why: (text: string) => `Why it matters: ${text}`,
  requirementsHint: 'Select what applies; details follow.',
  none: 'none',
  comma,
  stillOpen: 'not decided yet',
  hangsOn: (topic: string, services: readonly string[]) =>
    services.length > 1
      ? `"${topic}" is still unknown and decides between ${decision.and(services)}.`
      : `"${topic}" is still unknown. ${services.join('')} is settled; what goes with it depends on the answer.`,
  answerNow: 'Answer it now',
  seeOpen: 'Show the open result',
  seeOpenHint: 'What is still possible, and what each answer would lead to.',
  review: 'Review your answers',
  goHint: 'Or choose an answer to change it.',
  more: 'Add a requirement',
  /** What a number prompt takes; `isAnswered`: Enter keeps the present number. */
  number: (unit: string, example: string, isAnswered: boolean) =>
    `A number${unit && ` (${unit})`}${example && `, e.g. ${example}`}. ${isAnswered ? 'unknown' : 'Enter'}: I don't know.`,
  yes: 'Yes',
  no: 'No',
  yesOrNo: 'Answer with y or n.',
  keep: (file: string) => `Keep your answers in ${file}?`,
  saved: (file: string) => `Saved ${file}`,
  overwrite: (file: string) => `${file} exists already. Replace it?`,
  resume: 'To continue later, run:',
  keys: {
    select: (choices: number) => `↑↓ move · 1-${choices} jump · Enter select`,
    checkbox: (choices: number) => `↑↓ move (${choices} in all) · Space select · Enter continue`,
    input: () => 'Enter continue',
    back: 'Esc/← back',
    why: '? why',
    quit: 'Ctrl-C quit',
  },
  // What can be typed at a terminal without a cursor
  typeChoice: 'Type a number or a value. ? help',
  typeMarks: 'Type the numbers that apply, separated by spaces; 0 for none. ? help',
  typeText: 'Type your answer and press Enter. ? help',
  answer: 'Your answer: ',
  current: (text: string) => `Enter: ${text}`,
  helpChoice: 'Type the number of a choice or the word before its colon, then press Enter.',
  helpKeys: (back: boolean, mayBeUnknown: boolean) =>
    `${back ? 'b: back one step. ' : ''}${mayBeUnknown ? "u: I don't know. " : ''}Ctrl-C: quit.`,
  notAChoice: (typed: string, last: number) =>
    `${typed} is not one of the choices: type a number from 1 to ${last}, a value, or ? for help.`,
  next: 'What next?',
  nextChoices: {
    explain: { name: 'Explain the result', description: 'How it was decided, all services, monitoring and sources.' },
    save: { name: 'Save as a record', description: 'A YAML file that tsunagi check re-evaluates.' },
    html: { name: 'Write an HTML page', description: 'To read, share and print.' },
    adr: { name: 'Write an ADR', description: 'An architecture decision record in Markdown.' },
    cloudformation: { name: 'Write a CloudFormation template', description: 'A starting point with alarms.' },
    review: { name: 'Change an answer', description: 'All others stay.' },
    quit: { name: 'Quit', description: '' },
  },
  titleHint: 'For example "orders to billing". Enter to skip.',
  file: 'Save to',
};

export type PromptMessages = typeof prompts;
