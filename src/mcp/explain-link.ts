import { givenAnswers } from '../agents/next-step.ts';
import { listed } from '../agents/next-text.ts';
import { decide } from '../engine/decide.ts';
import { type Locale, localeOf } from '../messages/locale.ts';
import type { Answers, Decision, Recommendation } from '../model/decision.ts';
import type { Explanation } from '../model/explanation.ts';
import { byVerdict, decisionView, distinctReasons, winText } from '../output/decision-view.ts';
import type { Desk } from './desk.ts';

/** Why one decision is as it is, why not otherwise, what would change it, and where its facts are published. */
export function explainLink({ pack, policy }: Desk, answers: Answers): Explanation {
  // Agents give answers by their ids.
  const locale = localeOf({ pack, lang: pack.lang, flag: (question) => `${question} ` });
  const decision = decide(pack, answers, policy);
  const { recommendation, path, candidates, status, rules } = decision;
  const { names } = locale;
  const named = ({ service, variant }: Recommendation) => ({ service, variant, name: names.offering(service, variant) });
  return {
    schema: 'tsunagi/explanation@1',
    lang: pack.lang,
    status,
    rules,
    answers: givenAnswers(pack, answers),
    recommendation: recommendation && named(recommendation),
    why: recommendation?.because ?? (decision.open ? [decision.open.why] : []),
    steps: path.map(({ question, answer, from, because }) => ({ question, value: answer, from, because })),
    whyNot: byVerdict(candidates)
      .filter(({ verdict }) => verdict !== 'recommended')
      .map(({ service, verdict, reasons, wins }) => ({
        service,
        name: names.service(service),
        verdict,
        reasons: distinctReasons(reasons).map(({ text }) => text),
        recommendedIf: winText(locale, wins, (answer) => answer),
      })),
    changes: changesOf(locale, decision),
    sources: sourcesOf(decision),
  };
}

function changesOf(locale: Locale, decision: Decision): Explanation['changes'] {
  const { changes, assumptions } = decisionView(locale, decision);
  const all = [...assumptions.flatMap((each) => each.changes), ...changes];
  return all.map(({ question, to, result }) => ({ question, text: to, result }));
}

function sourcesOf({ unmet, instead, warnings, candidates, recommendation }: Decision): string[] {
  const all = [
    ...unmet.map(({ source }) => source),
    ...instead.flatMap(({ facts, source }) => [source, ...facts.map((fact) => fact.source)]),
    ...warnings.flatMap(({ source, mitigation }) => [source, mitigation?.source]),
    ...(recommendation?.sizing ?? []).map(({ source }) => source),
    ...candidates.flatMap(({ reasons }) => reasons.map(({ source }) => source)),
  ];
  return [...new Set(all.filter((source) => typeof source === 'string' && source !== ''))].map(String);
}

/** All that an explanation says, as text. */
export function explanationText({ texts: { agents, decisions } }: Desk, explanation: Explanation): string {
  const { recommendation, why, steps, whyNot, changes, sources } = explanation;
  const { colon } = decisions;
  return [
    recommendation ? `${decisions.recommended}${colon}${recommendation.name}` : decisions.notDecided,
    ...listed(decisions.why, why),
    ...listed(
      agents.steps,
      steps.map(({ question, value, from, because }) =>
        [decisions.inBrackets(`${question}=${value}`, from), because].filter((text) => text !== '').join(colon),
      ),
    ),
    ...listed(
      agents.whyNot,
      whyNot.map(({ name, verdict, reasons, recommendedIf }) =>
        [
          decisions.inBrackets(name, decisions.verdicts[verdict]),
          decisions.sentences([...reasons, `${decisions.recommendedIf}${colon}${recommendedIf}`]),
        ].join(colon),
      ),
    ),
    ...listed(
      decisions.flips,
      changes.map(({ question, text, result }) => `${question}${colon}${decisions.otherwise({ to: text, result })}`),
    ),
    ...listed(decisions.sources, sources),
  ].join('\n');
}
