import { stringify } from 'yaml';

const options = { compat: 'yaml-1.1', lineWidth: 0, aliasDuplicateObjects: false } as const;

/** A plain value as YAML that readers of YAML 1.1 understand alike, each text on one line and nothing referred to. */
export function toYaml(value: unknown): string {
  return stringify(value, options);
}

/** A plain value on one line, as it can stand anywhere in YAML, also inside brackets; with `json` as JSON writes it. */
export function flowText(value: unknown, json = false): string {
  if (json || (typeof value === 'string' && /\p{Cc}/u.test(value))) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item) => flowText(item)).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    return `{${Object.entries(value)
      .map(([key, inner]) => `${flowText(key)}: ${flowText(inner)}`)
      .join(', ')}}`;
  }
  // Inside brackets more has to be quoted, and that is right everywhere.
  return stringify([value], { ...options, collectionStyle: 'flow', flowCollectionPadding: false })
    .trim()
    .slice(1, -1);
}
