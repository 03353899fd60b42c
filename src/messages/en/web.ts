/** The texts of the browser page besides those of the pack, of decisions and of the questionnaire, such as its buttons. */
export const web = {
  languages: 'Language',
  needsScript: 'This page asks questions and needs JavaScript. It loads nothing and sends nothing.',
  damaged: 'The rules in this page cannot be read: the file is damaged, or the browser is too old.',
  intro: 'Answer a few questions. Nothing leaves this page: your answers are in its address.',
  back: 'Back',
  proceed: 'Continue',
  restart: 'Start over',
  undo: 'Undo',
  change: 'Change',
  yourAnswers: 'Your answers',
  noAnswers: 'None so far.',
  fillIn: 'Fill in what you know. Each figure is checked against the limits of the service as you type.',
  moreRequirements: 'Requirements that cannot change the recommendation',
  example: (example: string) => `e.g. ${example}`,
  tried: (changes: string) => `What if: ${changes}`,
  records: 'Recorded links',
  newLink: 'New link',
  otherRules: ({ before, now }: { readonly before: string; readonly now: string }) =>
    `This link was made with other rules (${before}); this page has ${now}.`,
  oldLink: 'Part of this link cannot be read',
  newerLink: 'This link was made by another version of this page, which this one cannot read.',
  renamed: ({ from, to }: { readonly from: string; readonly to: string }) => `The question ${from} is called ${to} now.`,
  sameResult: (service: string) => `The recommendation is the same: ${service}.`,
  otherResult: ({ before, now }: { readonly before: string; readonly now: string }) =>
    `Recommended then: ${before}. Now: ${now}.`,
  unansweredNow: (questions: string) => `Not answered in this link: ${questions}`,
  copy: 'Copy or share',
  exampleTitle: 'orders to billing',
  forms: { link: 'Link', command: 'Command', record: 'YAML record', markdown: 'Markdown', adr: 'ADR', json: 'JSON' },
  copied: (what: string) => `Copied: ${what}`,
  notCopied: (what: string) => `The browser did not allow copying. ${what} is below: select it and copy it.`,
  print: 'Print',
};

export type WebMessages = typeof web;
