import { decisionMessages } from '../messages/locale.ts';
import { namesIn } from '../messages/names.ts';
import type { Decision } from '../model/decision.ts';
import type { Pack } from '../model/pack.ts';
import { alarmsPart, watchedOf } from './alarms.ts';
import { reaching } from './reaching.ts';
import type { Shape, Starter } from './starter.ts';
import { starterOf } from './starters/index.ts';
import { templateText } from './template.ts';
import { type Texts, textsIn } from './texts.ts';
import { type Part, together } from './value.ts';
import { commentLines } from './yaml.ts';

/**
 * A starter template for what a decision recommends. Comes in: a decision, the pack that made it (its language is that of
 * the comments) and the title of the document, if it has one. Goes out: a CloudFormation template as YAML; comments alone
 * where the decision is open or the pack's own service has no template here. The same decision gives the same bytes.
 */
export function decisionTemplate(pack: Pack, decision: Decision, title: string | null): string {
  const texts = textsIn(pack.lang);
  const head = title === null ? [] : [title, ''];
  const { recommendation, open } = decision;
  if (!recommendation) {
    const ask = open === null ? '' : (pack.questions.find(({ id }) => id === open.ask)?.ask ?? open.ask);
    return comments([...head, texts.head.undecided, `${open?.ask ?? ''}: ${ask}`]);
  }
  const messages = decisionMessages(pack.lang);
  const names = namesIn(pack, messages);
  const shape = shapeOf(pack, decision, recommendation);
  const name = names.offering(shape.service, shape.variant);
  const started = starterOf(shape, texts);
  if (!started) return comments([...head, texts.head.unknown(name)]);
  const { covers } = started;
  const starter = { ...started.starter, part: reaching(pack, shape.service, decision.answers, started.starter.part) };
  const left = recommendation.with.filter((id) => !covers.includes(id.split('/', 1)[0] as string));
  return templateText(
    (large) => [
      ...head,
      recommendation.variant === shape.variant ? name : texts.head.open(name),
      ...(recommendation.summary === '' ? [] : [recommendation.summary]),
      ...patternText(pack, recommendation.pattern, texts),
      ...(['tradeOffs', 'cost'] as const).flatMap((key) =>
        recommendation[key].length === 0 ? [] : [`${messages[key]}${messages.colon}${messages.sentences(recommendation[key])}`],
      ),
      ...bullets(
        texts.head.warning,
        decision.warnings.map(({ text, mitigation }) =>
          mitigation ? `${text} ${texts.head.mitigation} ${messages.withDrawbacks(mitigation.text, mitigation)}` : text,
        ),
      ),
      ...bullets(texts.head.limits, [
        ...starter.limits,
        ...(left.length === 0 ? [] : [texts.head.left(left.map(names.companion).join(', '))]),
      ]),
      '',
      ...closing(pack, starter.part, large, texts),
    ],
    starter.description,
    withAlarms(pack, starter, texts),
  );
}

/** A starter's resources with the alarms on them. */
function withAlarms(pack: Pack, { part, monitored }: Starter, texts: Texts): Part {
  const alarms = monitored.map(({ service, variant, watch }) => {
    const known = pack.services.find(({ id }) => id === service);
    return alarmsPart(watchedOf(known, variant), watch, texts, 'false');
  });
  return together(part, ...alarms);
}

function shapeOf(
  pack: Pack,
  { answers }: Decision,
  { service, variant, pattern, with: companions }: NonNullable<Decision['recommendation']>,
): Shape {
  const first = pack.services.find(({ id }) => id === service)?.variants[0]?.id ?? null;
  return {
    service,
    variant: variant ?? first,
    pattern,
    with: companions,
    sender: answers['protocol'] === 'websocket' ? 'websocket' : 'https',
  };
}

function patternText({ patterns }: Pack, id: string | null, { head }: Texts): string[] {
  const pattern = id === null ? undefined : patterns[id];
  return pattern ? [head.pattern(pattern.name, pattern.text), pattern.source] : [];
}

function bullets(label: string, items: readonly string[]): string[] {
  return items.length === 0 ? [] : ['', label, ...items.map((item) => `- ${item.replaceAll('\n', '\n  ')}`)];
}

/** How to deploy it. Policies and roles have to be agreed to; a large template goes through a bucket. */
export function closing(pack: Pack, part: Part, large: boolean, { head }: Texts): string[] {
  const iam = Object.values(part.resources ?? {}).some(({ resource }) => resource.Type.startsWith('AWS::IAM::'));
  const options = `${iam ? ' --capabilities CAPABILITY_IAM' : ''}${large ? ' --s3-bucket BUCKET' : ''}`;
  return [
    head.deploy,
    `aws cloudformation deploy --stack-name NAME --template-file FILE${options}`,
    head.help,
    head.rules(pack.id, pack.version),
  ];
}

function comments(lines: readonly string[]): string {
  return `${lines.flatMap((line) => commentLines(line)).join('\n')}\n`;
}
