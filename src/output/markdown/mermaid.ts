import { UNMET } from '../../engine/outcome.ts';
import { type Locale, localeOf } from '../../messages/locale.ts';
import type { Candidate, Decision, Step } from '../../model/decision.ts';
import type { DecisionContext, DecisionItem } from '../context.ts';
import { alternativesOf, headlineOf, verdictText } from '../decision-view.ts';
import { type LinkPicture, linkPicture, pictureGraph } from '../link-picture.ts';

/** Characters that Mermaid, or the Markdown and HTML in its labels, would treat as syntax. */
const special = /[#&"<>`*_~$\\%]|:(?! )/g;

/** Syntax that Mermaid recognizes in any label: a formula between pairs of dollar signs, and icon names. */
const found = /\$(?=\$)|fa[bklrs]?:(?=fa-)/g;

/** Quotes lines as a label of a Mermaid flowchart. A colon before a space is harmless; elsewhere it may start a style. */
export function label(lines: readonly string[]): string {
  const texts = lines
    .map((line) => line.replace(/[\s\p{Cc}]+/gu, ' ').trim())
    .filter((line) => line !== '')
    .map((line) => line.replace(found, '$&\u2060').replace(special, (character) => `#${character.charCodeAt(0)};`));
  return `"${texts.join('<br>')}"`;
}

/** Defines a class of nodes. Its text has a colour, because the fill stays light on a dark page, where text turns light. */
export function classDef(name: string, fill: string, stroke: string, more = ''): string {
  return `  classDef ${name} fill:${fill},stroke:${stroke},color:#0f172a${more}`;
}

/** Renders a link as a Mermaid flowchart, line by line. */
export function pictureMermaid(picture: LinkPicture): string[] {
  return ['flowchart LR', ...pictureParts(picture, '').map((line) => `  ${line}`), ...pictureClasses];
}

const pictureClasses: readonly string[] = [
  classDef('chosen', '#dcfce7', '#15803d', ',stroke-width:3px'),
  classDef('companion', '#eef6ff', '#2563eb'),
  classDef('failed', '#f1f5f9', '#64748b', ',stroke-dasharray:4'),
];

/** The nodes and arrows of a link; `prefix` precedes the ids of its nodes. */
function pictureParts(picture: LinkPicture, prefix: string): string[] {
  const { layers, joins } = pictureGraph(picture);
  const parts = layers.flat().filter((part) => part !== null);
  return [
    ...parts.map(
      ({ id, text, kind }) => prefix + id + (kind === 'end' ? `([${label([text])}])` : `[${label([text])}]:::${kind}`),
    ),
    ...joins.map(({ from, to, bothWays, aside }) => {
      const usual = bothWays ? '<-->' : '-->';
      const arrow = aside?.kind === 'failed' ? '-.->' : usual;
      return `${prefix}${from} ${arrow}${aside ? `|${label([aside.label])}|` : ''} ${prefix}${to}`;
    }),
  ];
}

/** Renders decisions as one Mermaid flowchart: what to build, how it was decided, and what other answers would lead to. */
export function decisionMermaid(decisions: readonly DecisionItem[], context: DecisionContext): string {
  const locale = localeOf(context.pack);
  const several = decisions.length > 1;
  const drawn = decisions.flatMap((item, index) => {
    const { title, decision } = item;
    // Mermaid rejects a title of blanks.
    const name = title?.trim() || (several ? locale.messages.decision(index + 1) : null);
    const prefix = several ? `d${index + 1}` : '';
    const lines = [...builtLines(locale, item, prefix), ...decisionLines(locale, decision, prefix)];
    return name === null ? lines : [`subgraph d${index + 1}[${label([name])}]`, ...lines.map((line) => `  ${line}`), 'end'];
  });
  return `${['flowchart TD', ...drawn.map((line) => `  ${line}`), ...classes, ...pictureClasses].join('\n')}\n`;
}

const classes = [
  classDef('asked', '#ffffff', '#475569'),
  classDef('assumed', '#ffffff', '#475569', ',stroke-dasharray:4'),
  classDef('open', '#fef9c3', '#a16207', ',stroke-width:3px'),
];

function builtLines(locale: Locale, item: DecisionItem, prefix: string): string[] {
  const picture = linkPicture(locale, item);
  if (!picture) return [];
  return [
    `subgraph ${prefix}built[${label([headlineOf(locale, item.decision)])}]`,
    '  direction LR',
    ...pictureParts(picture, `${prefix}built`).map((line) => `  ${line}`),
    'end',
  ];
}

function decisionLines(locale: Locale, decision: Decision, prefix: string): string[] {
  const { names, messages } = locale;
  const { path, open } = decision;
  const others = alternativesOf(decision);
  const end = `${prefix}result`;
  const steps = new Map(path.map(({ question }, index) => [question, `${prefix}q${index}`]));
  // A question and the answer taken; the line is dashed if nobody gave the answer.
  const stepLines = ({ question, answer, from, because }: Step, index: number): string[] => {
    const id = `${prefix}q${index}`;
    const source = messages.from[from];
    const text = names.value(question, answer);
    const taken = source === undefined ? text : messages.inBrackets(text, source);
    const [arrow, look] = source === undefined ? ['==>', 'asked'] : ['-.->', 'assumed'];
    const next = index + 1 < path.length ? `${prefix}q${index + 1}` : end;
    return [`${id}(${label([question, names.ask(question)])}):::${look}`, `${id} ${arrow}|${label([taken, because])}| ${next}`];
  };
  // Connects another service to the walk: by the fewest answers that lead to it, or else by what rules it out.
  const wayLine = ({ service, reasons: [reason], wins }: Candidate, index: number): string => {
    const id = `${prefix}s${index}`;
    const answers = Object.entries(wins?.changes ?? {});
    const [question = ''] = answers[0] ?? [];
    if (answers.length > 0) {
      const texts = answers.map(([each, value]) => names.answers(each, [value]));
      const remark = wins?.fallsShort ? messages.fallsShort('') : '';
      return `${steps.get(question) ?? end} -.->|${label([...texts, remark])}| ${id}`;
    }
    if (open?.possible.includes(service)) return `${end} -.-> ${id}`;
    return `${steps.get(reason?.question ?? '') ?? end} -.-x ${id}`;
  };
  return [
    ...path.flatMap(stepLines),
    `${end}${endShape(locale, decision)}`,
    ...others.map((candidate, index) => `${prefix}s${index}${candidateShape(locale, candidate, decision)}`),
    ...others.map(wayLine),
  ];
}

function endShape(locale: Locale, decision: Decision): string {
  const { messages, names, flag } = locale;
  const { recommendation, instead, open, warnings } = decision;
  if (!recommendation) {
    const ask = open?.ask ?? '';
    const first = `${messages.answerFirst}${messages.colon}${names.ask(ask)}`;
    return `{{${label([messages.notDecided, first, flag(ask)])}}}:::open`;
  }
  const unmet = warnings.filter(({ code }) => code === UNMET).map(({ text }) => text);
  const beside = instead.map(({ name, complements }) => {
    return `${complements ? messages.complement : messages.instead}${messages.colon}${name}`;
  });
  return `[${label([recommendation.summary, ...unmet, ...beside])}]:::chosen`;
}

function candidateShape(locale: Locale, candidate: Candidate, decision: Decision): string {
  const name = locale.messages.inBrackets(locale.names.service(candidate.service), verdictText(locale, candidate, decision));
  return `[${label([name, candidate.reasons[0]?.text ?? ''])}]:::${candidate.verdict === 'viable' ? 'companion' : 'failed'}`;
}
