/** The same value as JSON, as YAML. */
export function render(value: unknown, { toYaml }: { readonly toYaml: (value: unknown) => string }): string {
  return `${toYaml(value).trimEnd()}\n`;
}
