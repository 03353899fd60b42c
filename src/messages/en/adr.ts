/**
 * The texts of an ADR besides the decision's own. Headings come from MADR and stay the same in every language, because tools look
 * for them; its `Chosen option:` and `Good, because` are English sentences.
 */
export const adr = {
  title: ({ service, link }: { readonly service: string; readonly link: string | null }) =>
    link === null ? `Use ${service}` : `Use ${service} for ${link}`,
  openTitle: (link: string | null) => `Choose the service for ${link ?? 'the integration'}`,
  kept: 'The text between these two comments is rewritten; the title, the front matter and the rest are kept.',
  problem: ({ link, rules }: { readonly link: string | null; readonly rules: string }) =>
    `Which service should be used${link === null ? '' : ` for ${link}`}, and how? The decision follows the rules ${rules}.`,
  unknown: 'not known',
  allLead: 'every answer to the open questions leads to it',
  chosen: (name: string | null, because: string) =>
    `Chosen option: ${name === null ? 'none yet' : `"${name}"`}, because ${because}`,
  argument: (sign: 'Good' | 'Neutral' | 'Bad', because: string) => `${sign}, because ${because}`,
  notChosen: (possible: string) => `the answers so far leave ${possible} possible`,
  confirm: (command: string) => `\`${command}\` re-evaluates the recorded answers and fails if the outcome has changed.`,
  confirmUnsaved: (command: string) =>
    `Once the decision is saved as a record, \`${command}\` re-evaluates its answers and fails if the outcome has changed.`,
  reviewBy: (day: string) => `Review this decision by ${day}; the same command enforces it.`,
  chosenIf: (changes: readonly Record<'question' | 'to', string>[], fallsShort: boolean) =>
    `it would be chosen${fallsShort ? ', although it misses a requirement,' : ''} if ${changes
      .map(({ question, to }) => `the answer to "${question}" were "${to}"`)
      .join(' and ')}`,
  chosenIfUnknown: 'no answers were found that would lead to it',
  never: 'no plausible answers lead to it with these rules',
  revisit: 'Revisit this decision if one of these answers changes:',
  leads: (question: string, changes: readonly Record<'to' | 'result', string>[]) =>
    `${question} ${changes.map(({ to, result }) => `"${to}" leads to ${result}`).join('; ')}`,
  meets: (requirement: string) => `it meets ${requirement}.`,
  misses: (need: string, mitigated: boolean) => `it ${mitigated ? 'needs a mitigation for' : 'does not meet'} ${need}.`,
  exceeds: (requirement: string) => `${requirement} exceeds a quota or guideline.`,
  record: ({ id, file }: Record<'id' | 'file', string>) => `Record: ${id} in ${file}`,
  supersedes: (link: string) => `Supersedes ${link}`,
  supersededBy: (link: string) => `Superseded by ${link}`,
  join: (sentences: readonly string[]): string => sentences.map(adr.full).join(' '),
  /** Ends a sentence with a full stop if it lacks one. */
  full: (text: string): string => (/[.!?)]$/.test(text) ? text : `${text}.`),
  /** A sentence after `because`, in lower case unless its first word is one of the `names`. */
  continued: (text: string, names: ReadonlySet<string>): string => {
    const [word = ''] = /^[\p{L}\p{N}'/-]+/u.exec(text) ?? [];
    // A sentence without a subject, such as "Adds one hop."
    if (/^(Adds|Billed|Costs|Delays|Gives|Keeps|Limits|Loses|Means|Needs|Requires|Takes)\b/.test(text)) {
      return `it ${word === 'Billed' ? 'is ' : ''}${text.charAt(0).toLowerCase()}${text.slice(1)}`;
    }
    const isName = /^.+[\p{Lu}\d]/u.test(word) || names.has(word) || names.has(word.replace(/'s$/, '')) || word === 'I';
    return isName ? text : text.charAt(0).toLowerCase() + text.slice(1);
  },
};
