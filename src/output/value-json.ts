/** A plain value exactly as it is. */
export function render(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
