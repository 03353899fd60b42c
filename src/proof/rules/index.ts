import type { LintRule } from '../lint-rule.ts';
import { alarmComparison } from './alarms/alarm-comparison.ts';
import { alarmDatapoints } from './alarms/alarm-datapoints.ts';
import { alarmPeriod } from './alarms/alarm-period.ts';
import { metricStatistic } from './alarms/metric-statistic.ts';
import { expiredFact } from './sources/expired-fact.ts';
import { futureCheck } from './sources/future-check.ts';
import { missingSource } from './sources/missing-source.ts';
import { missingTradeOff } from './sources/missing-trade-off.ts';
import { oldFact } from './sources/old-fact.ts';
import { badBounds } from './style/bad-bounds.ts';
import { badExample } from './style/bad-example.ts';
import { emptyText } from './style/empty-text.ts';
import { flagTaken } from './style/flag-taken.ts';
import { inheritedText } from './style/inherited-text.ts';
import { sameBranches } from './style/same-branches.ts';
import { sameText } from './style/same-text.ts';
import { singleValue } from './style/single-value.ts';
import { askedAroundJoin } from './tree/asked-around-join.ts';
import { contradictedService } from './tree/contradicted-service.ts';
import { deadAdvice } from './tree/dead-advice.ts';
import { deadBranch } from './tree/dead-branch.ts';
import { deadOption } from './tree/dead-option.ts';
import { deadRule } from './tree/dead-rule.ts';
import { deadValue } from './tree/dead-value.ts';
import { gap } from './tree/gap.ts';
import { idleQuestion } from './tree/idle-question.ts';
import { idleRequirement } from './tree/idle-requirement.ts';
import { incompleteDefault } from './tree/incomplete-default.ts';
import { notProved } from './tree/not-proved.ts';
import { overlap } from './tree/overlap.ts';
import { settledQuestion } from './tree/settled-question.ts';
import { unreachableLeaf } from './tree/unreachable-leaf.ts';
import { unreachableNode } from './tree/unreachable-node.ts';
import { unreachableService } from './tree/unreachable-service.ts';
import { unreachableVariant } from './tree/unreachable-variant.ts';
import { unusedQuestion } from './tree/unused-question.ts';
import { companionCannotCarry } from './usage/companion-cannot-carry.ts';
import { deadBetter } from './usage/dead-better.ts';
import { emptyAdvice } from './usage/empty-advice.ts';
import { neighbourWithoutFacts } from './usage/neighbour-without-facts.ts';
import { unusedHandling } from './usage/unused-handling.ts';
import { unusedMitigation } from './usage/unused-mitigation.ts';
import { unusedNeighbour } from './usage/unused-neighbour.ts';
import { unusedPattern } from './usage/unused-pattern.ts';
import { wrongMitigation } from './usage/wrong-mitigation.ts';

/** Every rule, in the order of docs/lint.md. */
export const lintRules: readonly LintRule[] = [
  gap,
  overlap,
  deadBranch,
  deadValue,
  settledQuestion,
  idleQuestion,
  askedAroundJoin,
  contradictedService,
  deadOption,
  unreachableNode,
  unreachableLeaf,
  unreachableService,
  unreachableVariant,
  unusedQuestion,
  idleRequirement,
  deadRule,
  incompleteDefault,
  deadAdvice,
  notProved,
  unusedMitigation,
  unusedPattern,
  unusedNeighbour,
  unusedHandling,
  wrongMitigation,
  companionCannotCarry,
  neighbourWithoutFacts,
  deadBetter,
  emptyAdvice,
  flagTaken,
  singleValue,
  sameText,
  sameBranches,
  emptyText,
  inheritedText,
  badBounds,
  badExample,
  missingSource,
  missingTradeOff,
  oldFact,
  expiredFact,
  futureCheck,
  alarmComparison,
  alarmPeriod,
  alarmDatapoints,
  metricStatistic,
];
