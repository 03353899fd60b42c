import type { SyntaxMessages } from '../diagnostic-message.ts';

/** What is said in English of what is wrong with YAML's syntax. */
export const syntaxMessages: SyntaxMessages = {
  ALIAS_PROPS: ['An alias (`*name`) cannot have an anchor or a tag.', 'Remove what comes before it.'],
  BAD_ALIAS: ['The name of this anchor or alias is empty or ambiguous.', 'Use letters and digits only.'],
  BAD_COLLECTION_TYPE: ['This tag does not fit what follows it.', 'Remove the tag.'],
  BAD_DIRECTIVE: ['YAML has no such `%` directive.', 'Remove the line, or put quotes around the text.'],
  BAD_DQ_ESCAPE: ['Double quotes do not allow this escape.', "Write `\\\\` for a backslash, or use single quotes ('...')."],
  BAD_INDENT: ['The indentation does not fit the lines before.', 'Line up keys that belong together in one column.'],
  BAD_PROP_ORDER: ['Anchors and tags must come after the indicator.', 'Move it behind `-`, `?` or `:`.'],
  BAD_SCALAR_START: ['A text cannot start with this character.', 'Put quotes around the text.'],
  BLOCK_AS_IMPLICIT_KEY: [
    'There are two keys in one line here.',
    'Put the second on a separate line, or put quotes around a text that contains `: `.',
  ],
  BLOCK_IN_FLOW: [
    'Inside `[...]` or `{...}`, indented lists and `|` texts are not allowed.',
    'Use `[...]`, `{...}` or quotes there too.',
  ],
  IMPOSSIBLE: ['This cannot be read as YAML.', 'Check the indentation and quotes of this line and the one before.'],
  KEY_OVER_1024_CHARS: [
    'This key is longer than 1024 characters.',
    'A `:` is probably missing, or one stands in a text without quotes.',
  ],
  MISSING_CHAR: [
    'Something is missing here: a `:`, a closing quote or bracket, a comma or a space.',
    'Check this line and the one before.',
  ],
  MULTILINE_IMPLICIT_KEY: ['A key must be on one line.', 'A `:`, or the space behind it, is probably missing here.'],
  MULTIPLE_ANCHORS: ['There can be only one anchor (`&name`) here.', 'Remove the others.'],
  MULTIPLE_TAGS: ['There can be only one tag (`!name`) here.', 'Remove the others.'],
  TAB_AS_INDENT: ['Tabs cannot indent YAML.', 'Use spaces.'],
  UNCLOSED_BRACKET: ['This bracket is never closed.', 'Add `]` or `}` where it ends.'],
  UNCLOSED_QUOTE: [
    'This quote is never closed.',
    'Add it where the text ends; a quote inside of it is written twice, or after a backslash.',
  ],
  UNEXPECTED_TOKEN: ['This does not belong here.', 'Check the indentation, brackets and quotes of this line and the one before.'],
};
