/** Texts that need no quotes in YAML 1.1 and 1.2, in any context, unless they are `keywords`. */
const plainText = /^[\p{L}_/](?:[^\s,[\]{}#:\p{C}]| (?=[^ #])|:(?=[\p{L}\p{N}]))*$/u;

const keywords = /^(?:y|n|yes|no|on|off|true|false|null)$/i;

/** Characters that JSON does not escape: controls, line breaks of YAML 1.1, bidirectional controls and the byte order mark. */
const steering = /[\u007f-\u009f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/** Writes a plain value as YAML on one line, valid inside brackets. Quotes as in JSON, so that the page needs no YAML library. */
export function flowText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flowText).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(([key, inner]) => `${flowText(key)}: ${flowText(inner)}`);
    return `{${entries.join(', ')}}`;
  }
  if (typeof value === 'string') {
    if (plainText.test(value) && !keywords.test(value)) return value;
    if (value.includes('"') && !/\p{C}|[^\S ]/u.test(value)) return `'${value.replaceAll("'", "''")}'`;
  }
  return withEscapes(JSON.stringify(value));
}

/** Escapes the characters of a double-quoted text that neither JSON nor YAML does. */
export function withEscapes(text: string): string {
  return text.replace(steering, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
