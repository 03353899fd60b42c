/** Words that are written with a capital only because they begin a sentence. */
const beginnings =
  /^(A|An|The|It|Its|They|Their|There|This|These|That|Those|No|Not|Nothing|Nobody|None|Each|Every|Some|Any|All|Both|One|Only|Even|Also|Just|If|When|Where|While|Until|After|Before|Because|Since|Without|With|Within|In|On|At|By|For|From|To|Of|As|And|But|Or|So|Here|What|Whatever|Whoever|Who|Messages?|Consumers?|Producers?|Subscribers?|Clients?|Callers?|Existing|Several|Many|Most|Other|Another|You|Your|Own|Our)\b/;

/**
 * What an ADR says besides the decision's own texts. Headings, `Chosen option:` and `Good, because` are MADR's own and the
 * same in every language: tools look for them.
 */
export const adr = {
  title: (service: string, link: string | null) => (link === null ? `Use ${service}` : `Use ${service} for ${link}`),
  openTitle: (link: string | null) =>
    link === null ? 'Choose the service that links the two parts' : `Choose the service for ${link}`,
  kept: 'tsunagi writes what stands between its markers anew each time; what stands outside of them stays as it is.',
  problem: (link: string | null, pack: string) =>
    `How do the two parts of the application talk to each other${link === null ? '' : ` (${link})`}, and on which AWS service? Decided with the rules ${pack}.`,
  assumed: 'assumed',
  byDefault: "the rules' default",
  unknown: 'not known',
  note: (text: string) => text,
  with: (companions: string) => `It is completed by ${companions}.`,
  pattern: (name: string, text: string) => `The pattern is ${name}: ${text}`,
  tradeOff: (text: string) => `of a trade-off: ${text}`,
  cost: (text: string) => `of its cost: ${text}`,
  reconsider: (question: string, to: string, then: string) =>
    `it has to be decided again if the answer to ${question} becomes "${to}": that leads to ${then}.`,
  notChosen: (possible: string) => `the answers so far leave ${possible} possible`,
  confirm: (command: string) => `\`${command}\` decides the recorded answers again and fails where the outcome has changed.`,
  confirmUnsaved: (command: string) =>
    `Keep the answers with \`--save <file>\`; \`${command}\` then decides them again and fails where the outcome has changed.`,
  reviewBy: (day: string) => `To be reviewed by ${day}; the same command enforces it.`,
  wins: (answers: string) => `it would be recommended with ${answers}`,
  never: 'no answers lead to it with these rules',
  rules: (rules: string, digest: string) => `Rules: ${rules} (${digest})`,
  record: (id: string, file: string) => `Record: ${id} in ${file}`,
  lookAlso: (name: string, text: string) => `Look also at ${name}: ${text}`,
  supersedes: (link: string) => `Supersedes ${link}`,
  supersededBy: (link: string) => `Superseded by ${link}`,
  /** DiagnosticMessages one after the other. */
  join: (sentences: readonly string[]) => sentences.map(adr.full).join(' '),
  /** Ends a sentence that does not end yet. */
  full: (text: string) => (/[.!?)]$/.test(text) ? text : `${text}.`),
  /** A sentence as it goes on after `because`. */
  goOn: (text: string) => (beginnings.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text),
};

export type AdrMessages = typeof adr;
