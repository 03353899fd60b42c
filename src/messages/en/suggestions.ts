/** What drafts of missing cases say in their comments. */
export const suggestions = {
  head: 'Drafted from the rules as they are: check that each is what should come out, and give it a meaningful name.',
  where: 'Keep it as a new file in the folder of the pack, or paste the list below its `cases`.',
  none: 'No case is missing.',
  branch: (name: string) => `branch ${name}`,
  leaf: (name: string) => `leaf ${name}`,
  comma: '; ',
  reaches: (names: string) => `reaches ${names}`,
  kills: (path: string) => `notices a change of ${path}`,
};

export type SuggestionMessages = typeof suggestions;
