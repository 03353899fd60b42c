/** Beyond these a text is refused before it can exhaust the program. */
export const limits = {
  bytes: 10 * 1024 * 1024,
  /** Mappings and lists inside one another. */
  depth: 64,
  /** Values that aliases stand for, all together. */
  aliased: 100_000,
  /** Problems told of one file. */
  findings: 100,
} as const;
