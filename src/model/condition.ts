/** An answer's value: a choice's or a boolean's value id (`yes`, `no`), or a finite decimal number. */
export type Value = string | number;

/** What a condition allows a question's value to be: a list of values, or a range of numbers. */
export type Test = readonly Value[] | Range;

/** A numeric range: `from` inclusive, `below` exclusive, an absent side open. */
export interface Range {
  readonly from?: number;
  readonly below?: number;
}

/** Questions and what each must be; all of them must hold. A question without an answer never holds. */
export type Condition = Readonly<Record<string, Test>>;

/** A value that holds when its condition does; the first that holds wins. */
export interface ConditionalValue {
  readonly when: Condition;
  readonly value: Value;
}
