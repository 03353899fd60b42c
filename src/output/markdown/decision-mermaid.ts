import { type Locale, localeOf } from '../../messages/locale.ts';
import type { Candidate, Decision, Flip, Step } from '../../model/decision.ts';
import type { DecisionContext, DecisionItem } from '../context.ts';
import { byVerdict } from '../decision-view.ts';
import { linkPicture } from '../link-picture.ts';
import { classDef, label, pictureClasses, pictureParts } from './mermaid.ts';

/** Decisions as one Mermaid flowchart: what is to be built, how it was decided, and what other answers would lead to. */
export function render(decisions: readonly DecisionItem[], context: DecisionContext): string {
  const locale = localeOf(context);
  const several = context.many || decisions.length !== 1;
  const drawn = decisions.flatMap(({ title, decision }, index) => {
    // Mermaid takes no title of blanks.
    const name = title?.trim() || (several ? locale.messages.decision(index + 1) : null);
    const prefix = several ? `d${index + 1}` : '';
    const lines = [...builtLines(locale, decision, title, prefix), ...decisionLines(locale, decision, prefix)];
    return name === null ? lines : [`subgraph d${index + 1}[${label([name])}]`, ...lines.map((line) => `  ${line}`), 'end'];
  });
  return `${['flowchart TD', ...drawn.map((line) => `  ${line}`), ...classes, ...pictureClasses].join('\n')}\n`;
}

const classes = [
  classDef('asked', '#ffffff', '#475569'),
  classDef('assumed', '#ffffff', '#475569', ',stroke-dasharray:4'),
  classDef('recommended', '#dcfce7', '#15803d', ',stroke-width:3px'),
  classDef('possible', '#eef6ff', '#2563eb'),
  classDef('ruledOut', '#f1f5f9', '#64748b', ',stroke-dasharray:4'),
  classDef('open', '#fef9c3', '#a16207', ',stroke-width:3px'),
];

/** What is to be built, in a frame of its own. */
function builtLines(locale: Locale, decision: Decision, title: string | null, prefix: string): string[] {
  const picture = linkPicture(locale, decision, title);
  if (!picture) return [];
  const { messages } = locale;
  return [
    `subgraph ${prefix}built[${label([messages.recommended])}]`,
    '  direction LR',
    ...pictureParts(picture, messages, `${prefix}built`).map((line) => `  ${line}`),
    'end',
  ];
}

/** Where the parts of one decision stand in the chart. */
interface Places {
  /** Of the question of each step. */
  readonly steps: ReadonlyMap<string, string>;
  /** Where the walk ends: at the recommendation, or at the question to answer first. */
  readonly end: string;
  readonly services: ReadonlyMap<string, string>;
}

function decisionLines(locale: Locale, decision: Decision, prefix: string): string[] {
  const { path, candidates } = decision;
  const others = byVerdict(candidates).filter(({ verdict }) => verdict !== 'recommended');
  const places: Places = {
    steps: new Map(path.map(({ question }, index) => [question, `${prefix}q${index}`])),
    end: `${prefix}result`,
    services: new Map(others.map(({ service }, index) => [service, `${prefix}s${index}`])),
  };
  return [
    ...path.flatMap((step, index) => stepLines(locale, step, `${prefix}q${index}`, nextOf(path, index, prefix, places))),
    `${places.end}${endShape(locale, decision)}`,
    ...others.map((candidate) => `${places.services.get(candidate.service)}${candidateShape(locale, candidate)}`),
    ...waysLines(locale, decision, others, places),
  ];
}

function nextOf(path: readonly Step[], index: number, prefix: string, { end }: Places): string {
  return index + 1 < path.length ? `${prefix}q${index + 1}` : end;
}

/** A question and the answer that was taken; a broken line where nobody gave it. */
function stepLines({ names, messages }: Locale, { question, answer, from, because }: Step, id: string, next: string): string[] {
  const source = messages.from[from];
  const text = names.value(question, answer);
  const taken = source === undefined ? text : messages.inBrackets(text, source);
  const [arrow, look] = source === undefined ? ['==>', 'asked'] : ['-.->', 'assumed'];
  return [`${id}(${label([question, names.ask(question)])}):::${look}`, `${id} ${arrow}|${label([taken, because])}| ${next}`];
}

function endShape({ messages, names, pack, flag }: Locale, { recommendation, open, warnings }: Decision): string {
  if (!recommendation) {
    const ask = open?.ask ?? '';
    const first = `${messages.answerFirst}${messages.colon}${names.ask(ask)}`;
    return `{{${label([messages.notDecided, first, flag(ask), open?.why ?? ''])}}}:::open`;
  }
  const { service, variant, with: companions, pattern, summary } = recommendation;
  const unmet = warnings.filter(({ code }) => code === 'unmet-requirement').map(({ text }) => text);
  const more = (word: string, text: string): string => (text === '' ? '' : `${word}${messages.colon}${text}`);
  const lines = [
    `${messages.recommended}${messages.colon}${names.offering(service, variant)}`,
    summary,
    more(messages.with, messages.and(companions.map(names.companion))),
    more(messages.pattern, pattern === null ? '' : (pack.patterns[pattern]?.name ?? pattern)),
    ...unmet.map((text) => more(messages.unmet, text)),
  ];
  return `[${label(lines)}]:::recommended`;
}

function candidateShape({ messages, names }: Locale, { service, verdict, reasons: [reason] }: Candidate): string {
  const lines = [messages.inBrackets(names.service(service), messages.verdicts[verdict]), reason?.text ?? ''];
  return `[${label(lines)}]:::${verdict === 'viable' ? 'possible' : 'ruledOut'}`;
}

/** How the other services hang on the walk: by the answers that would lead to them, or else by what speaks against them. */
function waysLines(locale: Locale, { flips, open }: Decision, others: readonly Candidate[], places: Places): string[] {
  return others.flatMap(({ service, reasons: [reason] }) => {
    const id = places.services.get(service) as string;
    const leading = flips.filter((flip) => flip.service === service);
    if (leading.length > 0) return flipLines(locale, leading, id, places);
    if (open?.possible.includes(service)) return [`${places.end} -.-> ${id}`];
    const from = places.steps.get(reason?.question ?? '') ?? places.end;
    return [`${from} -.-x ${id}`];
  });
}

/** One line for each question, with all of its values that lead to the service. */
function flipLines({ names }: Locale, flips: readonly Flip[], id: string, { steps, end }: Places): string[] {
  const questions = [...new Set(flips.map(({ question }) => question))];
  return questions.map((question) => {
    const values = flips.filter((flip) => flip.question === question).map(({ to }) => to);
    const step = steps.get(question);
    // Away from its question, an answer has to say what it answers.
    const text = step === undefined ? [question, names.values(question, values)] : [names.values(question, values)];
    return `${step ?? end} -.->|${label(text)}| ${id}`;
  });
}
