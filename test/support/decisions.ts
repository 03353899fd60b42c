import { stripVTControlCharacters } from 'node:util';
import type { Value } from '../../src/model/pack.ts';
import { type DecisionContext, type DecisionItem, decisionItem } from '../../src/output/context.ts';
import { plain, type Style } from '../../src/output/style.ts';
import { answersOf } from './answers.ts';
import { smallPack } from './small-pack.ts';

type Given = Readonly<Record<string, Value>>;

/** Answers for which the small pack recommends Amazon SQS with a warning about the size of a message. */
export const order = { completion: 'async', fanout: 'p2p', 'message-kib': 2000 };

/** The small pack's decision for answers, as a renderer gets it. */
export function itemOf(
  lang: 'en' | 'ja',
  given: Given,
  more: Partial<DecisionItem> & { readonly defaults?: boolean } = {},
): DecisionItem {
  const { defaults = false, ...item } = more;
  const set = { title: null, answers: answersOf(given), record: null };
  return { ...decisionItem(smallPack(lang), set, { assume: true, defaults }, null), ...item };
}

export function contextOf(lang: 'en' | 'ja', more: Partial<DecisionContext> = {}): DecisionContext {
  return { pack: smallPack(lang), style: plain, width: 80, toYaml: (value) => `${JSON.stringify(value)}\n`, ...more };
}

/** Emphasis that a test can see. */
export const tagged: Style = {
  bold: (text) => `\u001b[1m${text}\u001b[22m`,
  dim: (text) => `\u001b[2m${text}\u001b[22m`,
  green: (text) => `\u001b[32m${text}\u001b[39m`,
  red: (text) => `\u001b[31m${text}\u001b[39m`,
  yellow: (text) => `\u001b[33m${text}\u001b[39m`,
  cyan: (text) => `\u001b[36m${text}\u001b[39m`,
};

/** The text without emphasis. */
export function untagged(text: string): string {
  return stripVTControlCharacters(text);
}
