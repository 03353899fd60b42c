/** Texts that YAML 1.1 and 1.2 read as they stand, wherever they are; what they read as another value is in `keywords`. */
const plainText = /^[\p{L}_/](?:[^\s,[\]{}#:\p{C}]| (?=[^ #])|:(?=[\p{L}\p{N}]))*$/u;

const keywords = /^(?:y|n|yes|no|on|off|true|false|null)$/i;

/** What JSON leaves as it is though it steers terminals, ends a line of YAML 1.1, or turns the direction of writing round. */
const steering = /[\u007f-\u009f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/**
 * A plain value on one line, as it can stand anywhere in YAML, also inside brackets. Texts are quoted as in JSON, which is YAML;
 * so the page need not have a library that writes YAML.
 */
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
  return JSON.stringify(value).replaceAll(steering, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}
