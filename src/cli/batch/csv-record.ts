import type { Problem } from '../../model/diagnostic.ts';

/** The fields of one record, and where each begins in its text; those before the first that is wrong, if one is. */
export interface CsvRecord {
  readonly fields: readonly string[];
  readonly starts: readonly number[];
  readonly problem?: Problem;
}

/**
 * Takes a CSV record apart, as RFC 4180 has it: fields between commas, in quotation marks where they contain commas, line
 * ends or quotation marks, which are doubled then.
 *
 * @param text without the line end behind it
 */
export function parseCsvRecord(text: string): CsvRecord {
  const fields: string[] = [];
  const starts: number[] = [];
  for (let at = 0; ; at++) {
    starts.push(at);
    const field = starts.length;
    const quoted = text[at] === '"';
    const last = quoted ? closingQuote(text, at + 1) : endOfPlain(text, at);
    if (last < 0) return { fields, starts, problem: { code: 'csv-open-quote', args: { field } } };
    const end = quoted ? last + 1 : last;
    const raw = quoted ? text.slice(at + 1, end - 1) : text.slice(at, end);
    if ((end < text.length && text[end] !== ',') || (!quoted && raw.includes('"'))) {
      return { fields, starts, problem: { code: 'csv-quote', args: { field } } };
    }
    fields.push(quoted ? raw.replaceAll('""', '"') : raw);
    if (end === text.length) return { fields, starts };
    at = end;
  }
}

/** The quotation mark that ends a field, or -1. */
function closingQuote(text: string, start: number): number {
  let at = text.indexOf('"', start);
  while (at >= 0 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  return at;
}

function endOfPlain(text: string, start: number): number {
  const comma = text.indexOf(',', start);
  return comma < 0 ? text.length : comma;
}
