/** What is wrong with a line of a batch, or with the header of its columns. */
export interface BatchArgs {
  /** `detail` is the parser's own sentence, in English. */
  readonly 'json-syntax': { readonly detail: string };
  readonly 'json-depth': { readonly limit: number };
  readonly 'line-too-long': { readonly limit: number };
  readonly 'csv-header': { readonly [key: string]: never };
  /** What stands between the columns, where it is no comma. */
  readonly 'csv-separator': { readonly separator: string };
  readonly 'csv-column-twice': { readonly column: string };
  /** `expected` and `got` count the fields of the header and of the row. */
  readonly 'csv-fields': { readonly expected: number; readonly got: number };
  /** A quotation mark inside a field, or text behind one; `field` counts from 1. */
  readonly 'csv-quote': { readonly field: number };
  readonly 'csv-open-quote': { readonly field: number };
}
