/** What a blank answers file says around the questions. */
export const blankAnswers = {
  intro: (pack: string) => [
    `Answers for tsunagi (${pack}): one link between two parts of an application.`,
    'Remove the # before an answer and write its value. Leave what you do not know as it is; ' +
      '"unknown" says that nothing may be assumed of it either.',
    'An answer may carry a note: {value: ..., note: why}. Further links follow after a line of three dashes (---).',
  ],
  title: 'from what to what',
  parts: 'The applications that it joins, for `tsunagi overview`: who produces, and who consumes. Several are a list: [a, b].',
  groups: {
    core: 'Core: with these alone it decides.',
    'follow-up': 'Follow-up: asked only where they make a difference.',
    requirement: 'Requirements: checked against what is known of each service.',
  },
  range: (min: string, max: string | null) => (max === null ? `a number, ${min} or more` : `a number, ${min} to ${max}`),
  /** An example of a number. */
  example: (text: string) => ` (for example ${text})`,
  /** An example of a value. */
  aside: (text: string) => ` (${text})`,
};
