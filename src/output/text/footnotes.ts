/** Numbers sources in the order in which they are first referred to. */
export interface Footnotes {
  /** ` [1]`, or nothing where there is no source. */
  mark(source: string | null | undefined): string;
  readonly sources: readonly string[];
}

export function footnotes(): Footnotes {
  const sources: string[] = [];
  return {
    sources,
    mark(source) {
      if (!source) return '';
      if (!sources.includes(source)) sources.push(source);
      return ` [${sources.indexOf(source) + 1}]`;
    },
  };
}
