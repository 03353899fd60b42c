import { cut, type MessagesByCode, type Suggestion } from '../text.ts';
import { count, list, meant, q } from './words.ts';

const chosen = (wanted: string, because: string) => (because === '' ? '' : ` Reason for choosing ${q(wanted)}: ${because}`);
/** Why a service or variant does not fit; empty if no reason is known. */
export const against = (built: string, text: string) => (text === '' ? '' : ` Against ${q(built)}: ${text}`);

/** A resource by its name in the template, its type there, and the service or variant (`sqs/fifo`) that it deploys. */
type Built = Record<'resource' | 'type' | 'built', string>;

type Missing = Record<'wanted' | 'because', string> & { instead: readonly string[] };

/** `because`: the reasons of the decision, in the language of the pack; `against`: why not this, or empty. */
type Misbuilt = Built & Record<'wanted' | 'because' | 'against', string>;

/** What records in force decided, and why not this; `text` is null: they decided this. */
type Unaccounted = Built & { records: readonly { record: string; wanted: string; text: string | null }[] };

/** The record asks for more than the property provides, which is `least` of what is `needed`; `others` provide no more. */
type TooLittle = Built &
  Record<'question' | 'unit' | 'property', string> &
  Record<'wanted' | 'least' | 'needed', number> & { others: readonly string[] };

/** `wanted`: the service or variant that it may become, or the need that it may meet by what it `has`; `what` this depends on. */
type Unknown = Built & { wanted: string; has: string | null; what: readonly string[] };

/** The messages of `check --against`. */
export const driftFindings = {
  'check-built-missing': ({ wanted, because, instead }: Missing) => [
    `The decision is ${q(wanted)}, but no matching resource was found.${instead.length === 0 ? '' : ` No record accounts for ${list(instead)}.`}${chosen(wanted, because)}`,
    'Build it, change the decision, or name the template that builds it, too; `built: []` says that it is not built here.',
  ],
  'check-built-with': ({ wanted, companion }: Record<'wanted' | 'companion', string>) => [
    `The decision is ${q(wanted)} together with ${q(companion)}, but no resource was found for ${q(companion)}.`,
    'Build it, or name its template with `--against`, too.',
  ],
  'check-built-other': (args: Misbuilt) => [
    `${q(args.resource)} (${args.type}) is built as ${q(args.built)}, but the decision is ${q(args.wanted)}.${chosen(args.wanted, args.because)}${against(args.built, args.against)}`,
    'Change the template or the decision, or correct `built` (`FILE#NAME` for one of several files).',
  ],
  'check-built-undecided': ({ resource, type, built, records }: Unaccounted) => [
    `${q(resource)} (${type}) is built as ${q(built)}, and no record in force accounts for it.${records
      .map(({ record, wanted, text }) =>
        text === null
          ? ` The decision of ${cut(record)} is ${q(wanted)}, too, but it does not name this resource.`
          : ` The decision of ${cut(record)} is ${q(wanted)}; ${q(built)} was not chosen there: ${text}`,
      )
      .join('')}`,
    'Record the decision with `tsunagi --save`, name the resource under `built` of its record, or remove it.',
  ],
  'check-built-needs': ({ resource, type, built, name, text }: Built & Record<'need' | 'name' | 'text', string>) => [
    `${q(resource)} (${type}), built as ${q(built)}, lacks ${name}. ${text}`,
    'Add it to the template.',
  ],
  'check-built-less': ({ resource, type, question, wanted, unit, property, least, needed, others }: TooLittle) => [
    `${property} of ${q(resource)} (${type}) is ${least}, but ${q(`${question}: ${wanted}`)}${unit && ` (${unit})`} needs ${needed}.${others.length === 0 ? '' : ` Nor does it suffice in ${list(others)}.`}`,
    `Raise ${property}, correct the answer, or name another resource under \`built\`.`,
  ],
  'check-built-unknown': ({ resource, type, wanted, has, what }: Unknown) => [
    `Whether ${q(resource)} (${type}) ${has === null ? `matches ${q(wanted)}` : `has ${has}`} cannot be known before it is deployed${what.length === 0 ? '' : `: it depends on ${list(what)}`}.`,
    'Write a fixed value, restrict its parameter by AllowedValues, AllowedPattern or MinValue, or check the deployed template or plan.',
  ],
  'check-built-unseen': ({ resource, path }: { resource: string; path: string | null }) => [
    resource.startsWith('Fn::ForEach')
      ? `The loop ${q(resource)} was not expanded, so its resources were not read.`
      : `${path ? `The template ${q(path)}` : 'Part'} of ${q(resource)} is not in the given files and was not read.`,
    `Give ${resource.startsWith('Fn::') ? 'the processed template' : 'nested templates as files, the processed template, the complete plan or a bundled document'}; or, for \`check\`, a reason in a baseline.`,
  ],
  'check-built-name': ({ name, suggestion }: { name: string } & Suggestion) => [
    `It names ${q(name)} under \`built\`, and there is no such resource.`,
    meant({ suggestion }) || 'Correct the name, or name its template with `--against`, too.',
  ],
  'check-built-unmapped': ({ service }: { service: string | null }) =>
    service === null
      ? ['The rules read no answers from AsyncAPI.', 'Add `asyncapi` to values of a question.']
      : [`The rules do not say which resources ${q(service)} is built as.`, 'Add `built-as` to the service.'],
  'not-a-template': ({ path }: { path: string }) => [
    `${q(path)} is neither a CloudFormation template (it has no \`Resources\`) nor the output of \`terraform show -json\`.`,
    'Give a template (also one that `serverless package` wrote), a folder that `cdk synth` wrote, or what `terraform show -json <plan or state>` prints; `scan` also reads AsyncAPI.',
  ],
  'no-templates': ({ path }: { path: string }) => [
    `There are no templates in ${q(path)}.`,
    'Give a folder with templates, or a template itself.',
  ],
  'broken-manifest': () => [
    'This manifest does not say which templates the application consists of.',
    'Run `cdk synth` again, or name the templates themselves.',
  ],
  'plan-wrapped': () => [
    'The wrapper of the GitHub action hashicorp/setup-terraform added lines around the plan.',
    'Set `terraform_wrapper: false` for that action.',
  ],
  'unread-version': ({ format, version, known }: { format: string; version: string; known: readonly number[] }) => [
    `This version of tsunagi does not read ${format} ${q(version)}, only ${known.join(' and ')}.`,
    'Convert the file, or use a newer tsunagi.',
  ],
} satisfies MessagesByCode;

/** The summary of a scan. */
export const scan = {
  header:
    'Drafted by `tsunagi scan`. Answers found in templates have `from: scan`; answer what is unknown, and set `status: accepted`.',
  link: (title: string, built: string | null) => (built === null ? title : `${title} (${built})`),
  same: 'The rules recommend what is built.',
  chooses: (chosen: string) => `The rules recommend ${q(chosen)}.`,
  open: (isPossible: boolean, possible: readonly string[], asks: readonly string[]) =>
    `Still possible${isPossible ? '' : ' (not what is built)'}: ${list(possible)}. Unanswered: ${list(asks)}.`,
  gap: 'The rules have no branch for these answers.',
  most: (question: string, links: number, open: number) =>
    `Answer ${q(question)} first: ${links} of ${count(open, 'open link')} depend${links === 1 ? 's' : ''} on it.`,
  next: (file: string | null, isIncomplete: boolean) =>
    file === null
      ? `Keep the records with \`-o links.yaml\`, ${isIncomplete ? 'answer what is unknown' : 'review them'}, and scan again: your answers are kept.`
      : `Review ${file}${isIncomplete ? ' and answer what is unknown in it' : ''}, then run:`,
  none: 'No links were found. The queue, topic, stream, broker or API of a link has to be in the given files; EC2 instances, event buses, channels without operations, and what may only take failures or alarms are not links.',
};
