import { type PathStep, placesBelow } from '../engine/explore.ts';
import { type CaseMessages, cases as en, type testFindings } from '../messages/en/rules-test.ts';
import { cases as ja } from '../messages/ja/rules-test.ts';
import { inLanguage } from '../messages/locale.ts';
import { type Finding, finding } from '../model/finding.ts';
import type { Option, Pack } from '../model/pack.ts';
import { locationText } from '../model/source-location.ts';
import { reportFinding } from '../output/findings.ts';
import type { Report, ReportCase } from '../output/reports/report.ts';
import type { PackSource } from '../pack/pack-source.ts';
import { branchesOf, type CaseResult, type Coverage, coverageOf, type Mismatch, stepPath, targetKinds } from './cases.ts';
import type { MutationResult } from './mutants.ts';

export const testCodes: { readonly [C in keyof typeof testFindings | 'failed-case']: string } = {
  'failed-case': 'A case has another outcome than it expects.',
  'no-cases': 'The pack has no cases.',
  'not-covered': 'No case reaches a branch, a leaf, a service or a variant.',
  'coverage-low': 'The cases reach a smaller share of the pack than `--threshold` demands.',
  'mutant-survived': 'A change of the rules that changes some outcome makes no case fail (`--mutate`).',
  'mutant-unproved':
    'A change of the rules makes no case fail, and whether it changes any outcome could not be proved (`--mutate`).',
};

interface TestRun {
  readonly source: PackSource;
  readonly pack: Pack;
  readonly lang: string;
  /** The command that drafts missing cases. */
  readonly suggest: string;
  readonly results: readonly CaseResult[];
  /** The required coverage of each kind of target in percent; null if none is required. */
  readonly threshold: number | null;
  /** Null: no mutants were made. */
  readonly mutants: readonly MutationResult[] | null;
}

export function testReport(run: TestRun): Report {
  const { source, pack, lang, results, threshold, mutants } = run;
  const coverage = coverageOf(pack, results);
  const messages = inLanguage(lang, { en, ja });
  const failures = results.filter(({ mismatches }) => mismatches.length > 0);
  const failed = failures.length;
  const count = (fate: MutationResult['fate']): number => (mutants ?? []).filter((each) => each.fate === fate).length;
  const fates = { killed: count('killed'), survived: count('survived'), unproved: count('unproved') };
  const equivalent = count('equivalent');
  const tallies = targetKinds.map((kind) => messages.tally(kind, coverage.tallies[kind])).join(messages.comma);
  const mutantsText = [messages.mutants(fates), ...(equivalent > 0 ? [messages.equivalents(equivalent)] : [])];
  const inherited = failures.filter((result) => result.case.layer !== pack.id).length;
  // Mutants that provably change nothing are counted separately.
  const total = fates.killed + fates.survived + fates.unproved;
  const subject = `${pack.id}@${pack.version}`;
  return {
    command: 'rules test',
    subject,
    lang,
    // Besides the cases, only checks that were requested can pass.
    checks: [...(threshold === null ? [] : ['coverage-low']), ...(mutants === null ? [] : ['mutant-survived'])],
    descriptions: testCodes,
    findings: findingsOf(run, coverage).map((each) => reportFinding(each, lang)),
    cases: results.map(reportCase),
    summary: [
      tallies,
      ...(mutants === null ? [] : mutantsText),
      ...(inherited > 0 ? [messages.inherited(inherited)] : []),
      messages.cases(subject, results.length - failed, failed),
    ],
    figures: { cases: results.length, failed, ...(mutants && { mutants: total, ...fates, equivalent }) },
    details: {
      coverage: coverage.tallies,
      threshold,
      uncovered: coverage.uncovered.map((target) => ({ ...target, at: source.locations.get(target.path) })),
      ...(mutants && {
        mutants: { ...fates, equivalent, results: mutants.map((each) => ({ ...each, at: source.locations.get(each.path) })) },
      }),
    },
  };

  /** The locations of a case are under its index. */
  function reportCase(result: CaseResult, index: number): ReportCase {
    const place = (path: string): string => {
      const at = source.locations.get(path);
      return at ? locationText(at) : path;
    };
    const passed = result.mismatches.length === 0;
    const problems = result.mismatches.map((mismatch) => mismatchText(mismatch, result, messages));
    return {
      name: result.case.name,
      at: source.locations.get(`cases.${index}.name`),
      passed,
      problem: passed ? '' : [...problems, divergenceText(result, pack, messages, place)].join('\n'),
    };
  }
}

function findingsOf({ source, suggest, results, threshold, mutants }: TestRun, coverage: Coverage): Finding[] {
  const head = source.locations.get('pack.id');
  const isEmpty = results.length === 0;
  const findings: Finding[] = isEmpty ? [finding('no-cases', head, { suggest })] : [];
  for (const kind of targetKinds) {
    const { percent } = coverage.tallies[kind];
    const isLow = threshold !== null && percent < threshold;
    if (isLow) findings.push(finding('coverage-low', head, { kind, percent, threshold, suggest }));
    for (const { path, id } of coverage.uncovered.filter((target) => target.kind === kind && !isEmpty)) {
      findings.push(finding('not-covered', source.locations.get(path), { kind, id, suggest }, isLow ? 'warning' : 'note'));
    }
  }
  for (const { path, from, to, fate } of mutants ?? []) {
    const args = { path, from, to };
    const at = source.locations.get(path);
    if (fate === 'survived') findings.push(finding('mutant-survived', at, args, 'warning'));
    if (fate === 'unproved') findings.push(finding('mutant-unproved', at, args, 'note'));
  }
  return findings;
}

function mismatchText({ key, expected, got }: Mismatch, { settled }: CaseResult, messages: CaseMessages): string {
  const text = (value: Mismatch['got']): string => {
    if (value === null) return key === 'service' ? messages.open : messages.nothing;
    if (typeof value === 'string') return value;
    // They are compared in any order.
    return value.length === 0 ? messages.nothing : value.toSorted().join(messages.comma);
  };
  return messages.expected(key, text(expected), settled === null ? messages.gap : text(got));
}

/** Where a failed case goes wrong: the branch after which no path leads to what it expects, if any, and where the walk ends. */
export function divergenceText(result: CaseResult, pack: Pack, messages: CaseMessages, place: (path: string) => string): string {
  const { expect } = result.case;
  const { path, ends, at, outcomes } = result.walk;
  const wanted = [expect.service, expect.variant].filter((part) => typeof part === 'string').join('/');
  const isWanted = ({ service, variant }: Option): boolean =>
    service === expect.service && (expect.variant === undefined || variant === expect.variant);
  const leads = (to: string): boolean => placesBelow(pack, to).some((id) => pack.leaves[id]?.options.some(isWanted));
  const lost = expect.service === null ? undefined : path.find(({ branch }) => !leads(branch.to));
  const end = ends === 'leaf' ? leafText() : messages.stops(place(`nodes.${at}.ask`), at, pack.nodes[at]?.ask ?? '');
  return lost ? `${divergenceOf(lost)}\n${end}` : end;

  function divergenceOf(step: PathStep): string {
    const { id: node, ask: question } = step.node;
    const taken = stepPath(step);
    const named = new Set(placesBelow(pack, step.branch.to).map((below) => pack.leaves[below]?.options[0]?.service));
    const leadsTo = pack.services.flatMap((service) => (named.has(service.id) ? service.id : [])).join(messages.comma);
    const answer = branchesOf(pack, node).find((branch) => branch.path === taken)?.text ?? '';
    return messages.divergence({ place: place(taken), node, question, answer, leadsTo, wanted });
  }

  function leafText(): string {
    const [outcome] = outcomes;
    if (!outcome) return '';
    const { leaf, option } = outcome;
    const path = `nodes.${at}.services.${leaf.options.indexOf(option)}.service`;
    return messages.outcomeOf(place(path), at, option.offering);
  }
}
