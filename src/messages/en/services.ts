/** The texts of service cards, comparisons and maps, besides the pack's own. */
export const services = {
  services: (rules: string) => `Services in ${rules}`,
  variants: 'Variants',
  related: 'Related services',
  apart: 'What sets it apart',
  checkedOn: (day: string) => `checked ${day}`,
  /** The day on which all facts were checked, except for those that state another. */
  allChecked: (day: string) => `Checked on ${day} in the official documentation, unless stated otherwise.`,
  validUntil: (day: string) => `valid until ${day}`,
  certainty: { secondary: 'secondary source', unverified: 'not verified' },
  quota: 'quota, can be raised',
  facts: 'Facts in short',
  /** Between figures of one topic. */
  between: ' · ',
  mitigations: 'Mitigations',
  sharing: 'Shared by several links',
  builtAs: 'Built as',
  /** @param beside needed only together with this companion; null: always */
  needs: (what: string, beside: string | null) => (beside === null ? `Needs ${what}` : `With ${beside}: needs ${what}`),
  onlyEmittedBy: (variants: string) => `only ${variants}`,
  seeShort: (command: string) => `One service in short: ${command}`,
  seeCard: (command: string) => `Full details with sources: ${command}`,
  seeComparison: (command: string) => `Side by side: ${command}`,
  seeAlarms: (command: string) => `Alarms: ${command}`,
  comparison: (services: string) => `${services} side by side`,
  certaintyMark: '* secondary source or not verified',
  map: (columns: string, rows: string) => `Services by ${columns} and ${rows}`,
  columns: 'Columns',
  rows: 'Rows',
  legend: 'Bold or *: recommended by default. The others are compatible.',
  inVariants: 'In brackets: only these variants.',
  silent: (questions: string) => `No limit of these services depends on ${questions}; the recommendations may still differ.`,
};

/** The program's own comments in templates; comments about their resources are in the pack. */
export const templates = {
  warning: 'Warnings:',
  limits: 'What this template leaves to you:',
  deploy: 'A starting point, not a finished system. Review it, then run:',
  help: 'For Terraform and AWS CDK see docs/cloudformation.md.',
  rules: (id: string, version: string) => `From the rules ${id}@${version}.`,
  noAlarms: (name: string) => `The rules name no metrics of ${name}.`,
  alarms: (name: string) => `Alarms for ${name}, by the USE method: utilization, saturation, errors.`,
  undecided: 'Not decided, so there is no template yet. The question that settles most:',
  unknown: (name: string) => `There is no starter template for ${name}.`,
  open: (name: string) => `The answers do not settle the variant. This is the template for ${name}.`,
  left: (names: string) => `Not in this template, but part of the recommendation: ${names}.`,
  again: 'The same.',
};

export type TemplateMessages = typeof templates;
