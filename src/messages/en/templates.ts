/** The comments that the program writes into templates; what a template says of its own resources is in the pack. */
export const en = {
  pattern: (name: string, text: string) => `Pattern: ${name}. ${text}`,
  warning: 'Mind:',
  mitigation: 'What helps:',
  limits: 'What this template leaves to you:',
  deploy: 'A start, not a finished system: read it, then',
  help: 'For Terraform and AWS CDK see docs/cloudformation.md.',
  rules: (id: string, version: string) => `From the rules ${id} ${version}.`,
  alarms: (name: string) => `Alarms for ${name}, by the USE method: utilization, saturation, errors.`,
  undecided: 'Not decided: there is no template yet. The question that settles most:',
  unknown: (name: string) => `There is no starter template for ${name}.`,
  open: (name: string) => `The answers leave open which kind it is. This is the template for ${name}.`,
  left: (names: string) => `Not in this template, but part of the recommendation: ${names}.`,
  silence: 'Also true where nothing happens at all: WatchSilence turns it on.',
  again: 'The same.',
};
