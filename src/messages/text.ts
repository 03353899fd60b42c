const MAX_QUOTED_CHARACTERS = 120;
const MAX_NAMES = 40;

/** The most facts or records that a sentence about decisions names; the JSON has them all. */
export const MAX_NAMED = 5;

/** Shortens user input so that the sentence stays readable. */
export function cut(text: string): string {
  // The text may be megabytes long, and a character has at most two code units.
  const characters = [...text.slice(0, 2 * MAX_QUOTED_CHARACTERS + 2)];
  return characters.length > MAX_QUOTED_CHARACTERS ? `${characters.slice(0, MAX_QUOTED_CHARACTERS).join('')}…` : text;
}

/** As many names as a person wants to read. */
export function listed(names: readonly string[], quote: (name: string) => string, comma: string, most = MAX_NAMES): string {
  const shown = names.slice(0, most).map(quote).join(comma);
  return names.length > most ? `${shown}${comma}…` : shown;
}

/** A number without an exponent, as long as a person can count its zeros. */
export function plainNumber(value: number): string {
  const [, sign, whole, fraction, places] = /^(-?)(\d)\.?(\d*)e-(1?\d)$/.exec(String(value)) ?? [];
  return places === undefined ? String(value) : `${sign}0.${'0'.repeat(Number(places) - 1)}${whole}${fraction}`;
}
