/** The value of an answer: the id of a choice's or a boolean's value (`yes`, `no`), or a finite decimal number. */
export type Value = string | number;

/** The values that a condition accepts for a question: a list, or a range of numbers. */
export type Test = readonly Value[] | Range;

/** A range of numbers: `from` is inclusive, `below` exclusive; a missing side is open. */
export interface Range {
  readonly from?: number;
  readonly below?: number;
}

/** A test for each question; all of them must hold. A test never holds for an unanswered question. */
export type Condition = Readonly<Record<string, Test>>;

/** A value that applies if its condition holds; in a list, the first match wins. */
export interface ConditionalValue {
  readonly when: Condition;
  readonly value: Value;
}
