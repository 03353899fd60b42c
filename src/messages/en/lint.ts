import type { GapArgs, LintArgs } from '../../model/arguments/lint-args.ts';
import { cut, type DiagnosticMessage } from '../diagnostic-message.ts';
import { list, q } from './did-you-mean.ts';

const kinds = { mitigation: 'mitigation', pattern: 'pattern', neighbour: 'neighbour', advice: 'warning of the advice' };

/** What `rules lint` says in English. */
export const lintMessages: { readonly [C in keyof (LintArgs & GapArgs)]: (args: (LintArgs & GapArgs)[C]) => DiagnosticMessage } =
  {
    'no-branch': ({ node, question, answer }) => [
      answer === null
        ? `Whatever the open questions are answered with, the rules lead to no service: ${q(node)} has no branch for ${q(question)}.`
        : `The rules have no branch at ${q(node)} for the answer ${q(answer)} to ${q(question)}.`,
      'This is a fault of the rules: `tsunagi rules lint` shows every one of its kind.',
    ],
    gap: ({ node, question, values }) => [
      `No branch of ${q(node)} takes these values of ${q(question)}, which arrive there: ${list(values)}.`,
      'Add them to a branch.',
    ],
    overlap: ({ question, values, first }) => [
      `Branch ${first} already takes these values of ${q(question)}: ${list(values)}.`,
      'Name each value in one branch.',
    ],
    'dead-branch': ({ question, reason }) => [
      reason === 'taken'
        ? `Nothing takes this branch: the branches before it take all of its values of ${q(question)}.`
        : reason === 'settled'
          ? `Nothing takes this branch: none of its values of ${q(question)} arrives here.`
          : `Nothing takes this branch: ${q(question)} has no such value.`,
      'Remove the branch, or correct its values.',
    ],
    'dead-value': ({ question, values }) => [
      `These values of ${q(question)} never arrive here: ${list(values)}.`,
      'Remove them from the branch.',
    ],
    'settled-question': ({ question }) => [
      `${q(question)} has been answered on every way to this node, and each answer that arrives takes the same branch.`,
      'Lead to where that branch leads instead.',
    ],
    'idle-question': ({ node, question }) => [
      `Whatever is answered to ${q(question)} at ${q(node)}, the outcome is the same.`,
      'Remove the node, or let its branches lead to different outcomes.',
    ],
    'asked-around-join': ({ node, questions }) => [
      `Several ways lead to ${q(node)}, and what is asked on them is asked again from there on: ${list(questions)}.`,
      'Give each way a node of its own, so that what is asked, and what is proved, stays simple.',
    ],
    'contradicted-service': ({ leaf, service, fact, question, values }) => [
      `${q(leaf)} puts ${q(service)} first, but its fact ${q(fact)} contradicts answers to ${q(question)} that lead there: ${list(values)}.`,
      'Name a mitigation, say how the option handles it, or put another service first.',
    ],
    'dead-option': ({ leaf, service }) => [
      `${q(leaf)} can never recommend ${q(service)}: something before it always fits, or it never does.`,
      'Remove the option, or move it up.',
    ],
    'unreachable-node': ({ node }) => [`Nothing leads to the node ${q(node)}.`, 'Lead a branch to it, or remove it.'],
    'unreachable-leaf': ({ leaf }) => [`Nothing leads to the leaf ${q(leaf)}.`, 'Lead a branch to it, or remove it.'],
    'unreachable-service': ({ service }) => [
      `No answers lead to a recommendation of ${q(service)}.`,
      'Name it in a leaf where it is right; if it only completes others, make it a neighbour.',
    ],
    'unreachable-variant': ({ service, variant }) => [
      `No answers lead to a recommendation of ${q(`${service}/${variant}`)}.`,
      'Name it in a leaf where it is right, or remove it.',
    ],
    'unused-question': ({ question }) => [
      `No node asks ${q(question)}, and nothing is held against it.`,
      'Ask it, give a fact or a condition to it, or remove it.',
    ],
    'idle-requirement': ({ question }) => [
      `No answer to ${q(question)} makes a difference to any outcome.`,
      'Name services in the leaves that its facts tell apart, or remove it.',
    ],
    'dead-rule': ({ question, list: rules, asked }) =>
      asked
        ? [
            `This \`${rules}\` of ${q(question)} never holds: ${q(question)} is not asked where it would, or an earlier one holds first.`,
            'Remove it, or correct its condition.',
          ]
        : [
            `No node asks ${q(question)}, so ${rules === 'assume' ? 'nothing is ever assumed for it' : 'no default ever fills it in'}: while it is unanswered, it rules nothing out.`,
            `Remove the \`${rules}\`, or ask the question in the tree.`,
          ],
    'incomplete-default': ({ question, list: rules }) => [
      `There are answers with which no \`${rules}\` of ${q(question)} holds, so that \`--defaults\` leaves it open.`,
      'Add a last one without a condition.',
    ],
    'dead-advice': ({ advice }) => [
      `The advice ${q(advice)} never applies: no answers meet its condition where its services and patterns are recommended.`,
      'Remove it, or correct `when`, `services` or `patterns`.',
    ],
    'not-proved': ({ claim, id }) => [
      {
        node: `It could not be proved that each answer takes exactly one branch of ${q(id)}.`,
        question: `It could not be proved that the question of ${q(id)} can change the outcome.`,
        leaf: `It could not be proved that each option of ${q(id)} can be recommended, and the first one without a contradiction.`,
        advice: `It could not be proved that the advice ${q(id)} can apply.`,
        requirement: `It could not be proved that an answer to ${q(id)} can change an outcome.`,
        rule: `It could not be proved that each assumption and default of ${q(id)} can hold.`,
      }[claim],
      'Too many different answers arrive: ask no question again below a place where ways join.',
    ],

    'unused-mitigation': ({ mitigation }) => [`Nothing names the mitigation ${q(mitigation)}.`, 'Name it, or remove it.'],
    'unused-pattern': ({ pattern }) => [`No leaf names the pattern ${q(pattern)}.`, 'Name it, or remove it.'],
    'unused-neighbour': ({ neighbour }) => [`Nothing names the neighbour ${q(neighbour)}.`, 'Name it, or remove it.'],
    'unused-handling': ({ service, question }) => [
      `No fact of ${q(service)} contradicts any answer to ${q(question)}, so there is nothing to deal with.`,
      'Remove it.',
    ],
    'empty-advice': ({ advice }) => [
      `The advice ${q(advice)} says nothing and adds nothing.`,
      'Give it a `warning`, `look-also`, `with` or `because`, or remove it.',
    ],

    'flag-taken': ({ question }) => [
      `An option of the command line is called \`--${cut(question)}\`, so no flag answers ${q(question)}.`,
      `Rename it; until then it is answered with \`--set ${cut(question)}=<value>\`.`,
    ],
    'single-value': ({ question }) => [
      `${q(question)} has one value, so there is nothing to choose.`,
      'Add another one, or remove the question.',
    ],
    'same-text': ({ question, values }) => [
      `Two values of ${q(question)} have the same text: ${list(values)}.`,
      'Make the difference clear.',
    ],
    'same-branches': ({ first }) => [
      `This branch leads to the same place for the same reason as branch ${first}.`,
      'Make them one, with both values.',
    ],
    'empty-text': ({ key }) => [`The text ${q(key)} is empty.`, 'Write it.'],
    'inherited-text': ({ key, reason, written, inherited }) =>
      reason === 'limits'
        ? [
            `${q(key)} has other limits now (${list(written)}), but inherits ${list(inherited)}, which may name the old ones.`,
            `Write ${list(inherited)} anew, too.`,
          ]
        : [
            `The text ${q(key)} is written anew in ${list(written)}, but inherited in ${list(inherited)}, where it may say something else.`,
            `Write it in ${list(inherited)}, too.`,
          ],
    'bad-bounds': ({ question, min, max, reason }) => [
      {
        crossed: `The least value of ${q(question)} (${min}) is above the greatest one (${max}).`,
        single: `${q(question)} can only be ${min}.`,
        fraction: `${q(question)} is a whole number, but its bounds are not: ${min}${max === null ? '' : ` to ${max}`}.`,
      }[reason],
      'Correct `min` and `max`.',
    ],
    'bad-example': ({ question, example }) => [
      `${q(example)} is not an answer to ${q(question)}.`,
      'Give an example that is one.',
    ],

    'missing-source': ({ kind, id }) => [
      `The ${kinds[kind]} ${q(id)} names no source.`,
      'Add `source:` with the page that says so.',
    ],
    'missing-trade-off': ({ mitigation }) => [
      `The mitigation ${q(mitigation)} does not say what it costs.`,
      'Add `trade-off:`, in operations, latency, throughput or coupling.',
    ],
    'old-fact': ({ fact, checked, days, limit }) => [
      `${q(fact)} was last checked on ${checked}, ${days} days ago; the pack allows ${limit}.`,
      'Read its source again and set `checked`.',
    ],
    'expired-fact': ({ fact, until }) => [`${q(fact)} was valid until ${until}.`, 'Replace it by what holds now.'],
    'future-check': ({ fact, checked }) => [
      `The day on which ${q(fact)} was checked, ${checked}, is still to come.`,
      'Correct the day.',
    ],

    'alarm-comparison': ({ metric, comparison, known }) => [
      `The alarm on ${q(metric)} compares with ${q(comparison)}, which CloudWatch does not know.`,
      `It knows ${list(known)}.`,
    ],
    'alarm-period': ({ metric, period }) => [
      `The alarm on ${q(metric)} has a period of ${period} seconds, which CloudWatch refuses.`,
      'It takes 10, 20, 30 or a multiple of 60.',
    ],
    'alarm-datapoints': ({ metric, datapoints, periods }) => [
      `The alarm on ${q(metric)} needs ${datapoints} datapoints out of ${periods}.`,
      'Set `datapoints-to-alarm` to at most `evaluation-periods`.',
    ],
    'metric-statistic': ({ metric, statistic }) => [
      `${q(statistic)} of ${q(metric)} is not a statistic of CloudWatch.`,
      'It is one of SampleCount, Average, Sum, Minimum, Maximum, or one such as p90.',
    ],
  };
