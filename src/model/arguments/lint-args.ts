/** What the sentences of `rules lint` speak of, by code. Ids are the pack's own; values are in the words of answers. */
export interface LintArgs {
  readonly gap: { readonly node: string; readonly question: string; readonly values: readonly string[] };
  /** `first`: the branch that takes the values, counted from 1. */
  readonly overlap: {
    readonly node: string;
    readonly question: string;
    readonly values: readonly string[];
    readonly first: number;
  };
  /** `taken`: earlier branches take all its values. `settled`: none of them arrives. `empty`: the question has none of them. */
  readonly 'dead-branch': { readonly node: string; readonly question: string; readonly reason: 'taken' | 'settled' | 'empty' };
  readonly 'dead-value': { readonly node: string; readonly question: string; readonly values: readonly string[] };
  readonly 'settled-question': { readonly node: string; readonly question: string };
  readonly 'idle-question': { readonly node: string; readonly question: string };
  readonly 'asked-around-join': { readonly node: string; readonly questions: readonly string[] };
  readonly 'contradicted-service': {
    readonly leaf: string;
    readonly service: string;
    readonly fact: string;
    readonly question: string;
    readonly values: readonly string[];
  };
  readonly 'dead-option': { readonly leaf: string; readonly service: string };
  readonly 'unreachable-node': { readonly node: string };
  readonly 'unreachable-leaf': { readonly leaf: string };
  readonly 'unreachable-service': { readonly service: string };
  readonly 'unreachable-variant': { readonly service: string; readonly variant: string };
  readonly 'unused-question': { readonly question: string };
  readonly 'idle-requirement': { readonly question: string };
  /** `asked`: whether any node asks the question. */
  readonly 'dead-rule': { readonly question: string; readonly list: 'assume' | 'default'; readonly asked: boolean };
  readonly 'incomplete-default': { readonly question: string; readonly list: 'assume' | 'default' };
  readonly 'dead-advice': { readonly advice: string };
  readonly 'not-proved': {
    readonly claim: 'node' | 'question' | 'leaf' | 'advice' | 'requirement' | 'rule';
    readonly id: string;
  };

  readonly 'unused-mitigation': { readonly mitigation: string };
  readonly 'unused-pattern': { readonly pattern: string };
  readonly 'unused-neighbour': { readonly neighbour: string };
  readonly 'unused-handling': { readonly leaf: string; readonly service: string; readonly question: string };
  readonly 'empty-advice': { readonly advice: string };

  readonly 'flag-taken': { readonly question: string };
  readonly 'single-value': { readonly question: string };
  readonly 'same-text': { readonly question: string; readonly values: readonly string[] };
  readonly 'same-branches': { readonly node: string; readonly first: number };
  /** `key` is the path of the text in the pack's files. */
  readonly 'empty-text': { readonly key: string };
  /** `key` is the path of the fact or text; `written` and `inherited` are keys of the fact, or languages of the text. */
  readonly 'inherited-text': {
    readonly key: string;
    readonly reason: 'limits' | 'languages';
    readonly written: readonly string[];
    readonly inherited: readonly string[];
  };
  readonly 'bad-bounds': {
    readonly question: string;
    readonly min: number;
    readonly max: number | null;
    /** `crossed`: the least is above the most. `single`: they are equal. `fraction`: whole numbers, but a bound is not one. */
    readonly reason: 'crossed' | 'single' | 'fraction';
  };
  readonly 'bad-example': { readonly question: string; readonly example: string };

  readonly 'missing-source': { readonly kind: 'mitigation' | 'pattern' | 'neighbour' | 'advice'; readonly id: string };
  readonly 'missing-trade-off': { readonly mitigation: string };
  /** `days` is how many days ago it was checked, `limit` how many the pack allows. */
  readonly 'old-fact': { readonly fact: string; readonly checked: string; readonly days: number; readonly limit: number };
  readonly 'expired-fact': { readonly fact: string; readonly until: string };
  readonly 'future-check': { readonly fact: string; readonly checked: string };

  readonly 'alarm-comparison': { readonly metric: string; readonly comparison: string; readonly known: readonly string[] };
  readonly 'alarm-period': { readonly metric: string; readonly period: number };
  readonly 'alarm-datapoints': { readonly metric: string; readonly datapoints: number; readonly periods: number };
  readonly 'metric-statistic': { readonly metric: string; readonly statistic: string };
}

/** What deciding says of a pack in which `rules lint` finds a `gap`. */
export interface GapArgs {
  /** `answer`: the one that has no branch; null: none has, whatever the open questions are answered with. */
  readonly 'no-branch': { readonly node: string; readonly question: string; readonly answer: string | number | null };
}

export type LintCode = keyof LintArgs;
