import { type CaseMessages, cases as en } from '../messages/en/rules-test.ts';
import { cases as ja } from '../messages/ja/rules-test.ts';
import { inLanguage } from '../messages/locale.ts';
import type { TestCode } from '../model/command-args.ts';
import { type Finding, finding, type Level } from '../model/diagnostic.ts';
import type { Pack } from '../model/pack.ts';
import type { PackSource } from '../model/pack-source.ts';
import { messageOf } from '../output/findings.ts';
import { docsLink, placeText, type Report, type ReportCase } from '../output/reports/report.ts';
import { placeAt } from '../proof/pack-parts.ts';
import type { CaseResult, Mismatch } from './cases.ts';
import { type Coverage, nameOf, pathOf, percentOf, targetKinds } from './coverage.ts';
import { divergenceText } from './first-divergence.ts';
import type { Fate, MutationResult } from './mutate.ts';

/** What each code of `rules test` means. */
export const testCodes: { readonly [C in TestCode | 'failed-case']: string } = {
  'failed-case': 'A case has another outcome than it expects.',
  'no-cases': 'The pack has no cases.',
  'not-covered': 'No case reaches a branch, a leaf, a service or a variant.',
  'coverage-low': 'The cases reach a smaller share of the pack than `--threshold` demands.',
  'mutant-survived': 'A change of the rules that changes some outcome makes no case fail (`--mutate`).',
  'mutant-unproved':
    'A change of the rules makes no case fail, and whether it changes any outcome could not be proved (`--mutate`).',
};

/** All that came out of a run of a pack's cases. */
export interface TestOutcome {
  readonly results: readonly CaseResult[];
  readonly coverage: Coverage;
  /** Percent that each kind of thing must be covered to; null: nothing is asked. */
  readonly threshold: number | null;
  /** Null: no mutants were made. */
  readonly mutants: readonly MutationResult[] | null;
}

export interface TestReportContext {
  readonly version: string;
  readonly lang: string;
  readonly pack: Pack;
  readonly source: PackSource;
  /** The command that tests this pack. */
  readonly command: string;
}

/** The results of a test run as a report. */
export function testReport(outcome: TestOutcome, context: TestReportContext): Report {
  const { results, coverage, threshold, mutants } = outcome;
  const { pack, source, lang, version } = context;
  const messages = inLanguage(lang, { en, ja });
  const failed = results.filter(({ mismatches }) => mismatches.length > 0).length;
  const fates = { killed: 0, survived: 0, equivalent: 0, unproved: 0 } satisfies { [F in Fate]: number };
  for (const { fate } of mutants ?? []) fates[fate]++;
  const mutantOf = ({ kind, path, from, to, fate, killer }: MutationResult) => {
    return { kind, path, from, to, fate, killer, at: placeAt(source, path) };
  };
  const percents = targetKinds.map((kind) => [kind, percentOf(coverage.tallies[kind])] as const);
  return {
    tool: { name: 'tsunagi', version, command: 'rules test' },
    subject: `${pack.id}@${pack.version}`,
    lang,
    checks: asked(outcome),
    descriptions: Object.fromEntries(Object.entries(testCodes).map(([code, what]) => [code, { what }])),
    findings: findingsOf(outcome, context).map((each) => {
      const { code, level, at, args } = each;
      return { code, level, ...messageOf(each, lang), at, args, docs: docsLink(code), witness: null };
    }),
    cases: results.map((result) => reportCase(result, context, messages)),
    summary: [
      percents.map(([kind, percent]) => messages.tally(kind, coverage.tallies[kind], percent)).join(messages.comma),
      ...(mutants === null
        ? []
        : [messages.mutants(fates), ...(fates.equivalent > 0 ? [messages.equivalents(fates.equivalent)] : [])]),
      messages.cases(results.length - failed, failed),
    ],
    figures: { cases: results.length, failed, ...(mutants === null ? {} : figuresOf(fates)) },
    details: {
      coverage: Object.fromEntries(percents.map(([kind, percent]) => [kind, { ...coverage.tallies[kind], percent }])),
      threshold,
      uncovered: coverage.uncovered.map((target) => ({ ...target, at: placeAt(source, pathOf(target)) })),
      ...(mutants === null ? {} : { mutants: { ...fates, results: mutants.map(mutantOf) } }),
    },
  };
}

/** Besides the cases, only what was asked for can pass. */
function asked({ threshold, mutants }: TestOutcome): readonly TestCode[] {
  return [
    ...(threshold === null ? [] : (['coverage-low'] as const)),
    ...(mutants === null ? [] : (['mutant-survived'] as const)),
  ];
}

/** Those that were proved to change nothing are no mutants, and count apart. */
function figuresOf(fates: { readonly [F in Fate]: number }): Report['figures'] {
  const { killed, survived, unproved, equivalent } = fates;
  return { mutants: killed + survived + unproved, killed, survived, unproved, equivalent };
}

function findingsOf(
  { results, coverage, threshold, mutants }: TestOutcome,
  { source, pack, command }: TestReportContext,
): Finding[] {
  const suggest = `${command} --suggest`;
  const empty = results.length === 0 ? [finding('no-cases', placeAt(source, 'pack.id'), { suggest })] : [];
  const short = targetKinds.filter((kind) => threshold !== null && percentOf(coverage.tallies[kind]) < threshold);
  const low = short.map((kind) =>
    finding('coverage-low', placeAt(source, 'pack.id'), {
      kind,
      percent: percentOf(coverage.tallies[kind]),
      threshold: threshold ?? 0,
      suggest,
    }),
  );
  const uncovered = coverage.uncovered.map((target) => {
    const level: Level = short.includes(target.kind) ? 'warning' : 'note';
    return finding(
      'not-covered',
      placeAt(source, pathOf(target)),
      { kind: target.kind, id: nameOf(pack, target), suggest },
      level,
    );
  });
  const escaped = (mutants ?? []).flatMap(({ kind, path, from, to, fate }) => {
    if (fate !== 'survived' && fate !== 'unproved') return [];
    const args = { kind, path, from, to };
    const at = placeAt(source, path);
    if (fate === 'unproved') return [finding('mutant-unproved', at, args, 'note')];
    return [finding('mutant-survived', at, { ...args, suggest: `${command} --mutate --suggest` }, 'warning')];
  });
  return [...empty, ...low, ...uncovered, ...escaped];
}

function reportCase(result: CaseResult, context: TestReportContext, messages: CaseMessages): ReportCase {
  const { mismatches, index } = result;
  const place = (path: string): string => {
    const at = placeAt(context.source, path);
    return at ? placeText(at) : path;
  };
  const problems = mismatches.map((mismatch) => mismatchText(mismatch, result, messages));
  if (problems.length > 0) problems.push(divergenceText(result, context.pack, messages, place));
  return {
    name: result.case.name,
    at: placeAt(context.source, `cases.${index}.name`),
    passed: mismatches.length === 0,
    problem: problems.filter((line) => line !== '').join('\n'),
  };
}

function mismatchText({ key, expected, got }: Mismatch, { settled }: CaseResult, messages: CaseMessages): string {
  const text = (value: Mismatch['got']): string => {
    if (value === null) return key === 'service' ? messages.open : messages.nothing;
    if (typeof value === 'string') return value;
    return value.length === 0 ? messages.nothing : value.join(messages.comma);
  };
  return messages.expected(key, text(expected), settled === null ? messages.gap : text(got));
}
