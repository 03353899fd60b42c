/**
 * The few sentences of the engine itself, in the languages that it speaks: it imports nothing above it. All others
 * are the pack's.
 */
const en = {
  /** A service that the leaf names after the recommended one. */
  rankedAfter: (recommended: string) => `It is also viable, but ranked below ${recommended} for these answers.`,
  /** A service that fits, but that the rules never name for these answers. */
  notNamed: () => 'No limit rules it out, but the rules do not consider it for these answers.',
  /** A service that an open decision may still recommend. */
  stillPossible: () => 'Some answers to the open questions lead to it.',
  /** A service that no answer to the open questions leads to. */
  notReached: () => 'No limit rules it out, but no answer to the open questions leads to it.',
  join: (sentences: readonly string[]) => sentences.join(' '),
  unmetRequirement: (service: string, reasons: string) =>
    `No service that the rules consider here meets every requirement. ${service} is the nearest, but: ${reasons}`,
  askThis: (most: number, of: number) =>
    most === 1 ? 'Any answer settles the service.' : `Whatever the answer, at most ${most} of the ${of} services remain.`,
  /** The service is settled, but not what goes with it. */
  detailsOpen: () => 'The service is settled; what goes with it depends on the answer.',
  /** The pack has a gap that an open decision may run into. */
  someLeadNowhere: () => 'The rules have no branch for some answers to the open questions.',
};

const ja: ReasonMessages = {
  rankedAfter: (recommended) => `要件は満たしますが、この条件では${recommended}が優先されます。`,
  notNamed: () => '要件に反する仕様はありませんが、この条件ではルールの候補に含まれていません。',
  stillPossible: () => '未回答の質問への回答によっては推奨されます。',
  notReached: () => '要件に反する仕様はありませんが、未回答の質問にどう回答しても推奨されません。',
  join: (sentences) => sentences.join(''),
  unmetRequirement: (service, reasons) =>
    `この条件の候補に、すべての要件を満たすサービスはありません。最も近いのは${service}ですが、次の点を満たしません。${reasons}`,
  askThis: (most, of) =>
    most === 1 ? 'どう答えても、サービスが1つに決まります。' : `どう答えても、残る候補は${of}件中${most}件以下になります。`,
  detailsOpen: () => 'サービスは決定済みです。併用するサービスと構成は、この回答で決まります。',
  someLeadNowhere: () => '未回答の質問への回答の一部には、ルールに対応する分岐がありません。',
};

export type ReasonMessages = typeof en;

/** The sentences in a language; English where the engine does not speak it. */
export function reasonMessages(lang: string): ReasonMessages {
  return lang === 'ja' ? ja : en;
}
