import { requirementsThatMatter } from '../engine/questionnaire.ts';
import type { Locale } from '../messages/locale.ts';
import type { Answers, Decision } from '../model/decision.ts';
import type { ShortDecision } from '../model/next-step.ts';
import { decisionView, overQuotaText } from '../output/decision-view.ts';

/** The short decision lists only the nearest counterfactuals. */
const MAX_CHANGES = 3;

/** A decision in short. Null: it recommends nothing. */
export function shortDecision(locale: Locale, decision: Decision, answers: Answers): ShortDecision | null {
  const { pack, names } = locale;
  const { recommendation, open } = decision;
  if (!recommendation) return null;
  const view = decisionView(locale, decision);
  const { service, variant, pattern, summary, because, tradeOffs } = recommendation;
  return {
    service,
    variant,
    name: names.offering(service, variant),
    with: recommendation.with.map(names.companion),
    pattern: pattern === null ? null : (pack.patterns[pattern]?.name ?? pattern),
    summary,
    because,
    unmet: decision.unmet.map(({ text, source }) => ({ text, source })),
    warnings: decision.warnings.map(({ text, mitigation, source }) => ({ text, mitigation: mitigation?.text ?? null, source })),
    tradeOffs,
    assumptions: view.assumptions.map(({ question, value }) => ({ question, value, text: names.value(question, value) })),
    changes: view.changes.slice(0, MAX_CHANGES).map(({ question, to, result }) => ({ question, text: to, result })),
    instead: decision.instead.map((neighbour) => {
      const { name, because, givesUp, source } = neighbour;
      return { name, text: locale.messages.sentences([because, overQuotaText(locale, neighbour)]), givesUp, source };
    }),
    open: open ? { question: open.ask, ask: names.ask(open.ask) } : null,
    requirements: requirementsThatMatter(pack, answers).map(({ id, ask }) => ({
      question: id,
      ask,
      values: names.choices(id).slice(1, -1),
    })),
  };
}
