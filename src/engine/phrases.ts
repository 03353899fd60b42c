/** The few sentences that the core itself says; all others are the pack's. */
export interface Phrases {
  /** A service that the leaf names after the recommended one. */
  rankedAfter(recommended: string): string;
  /** A service that fits, but that the rules never name for these answers. */
  notNamed(): string;
  /** A service that an open decision may still come to. */
  stillPossible(): string;
  /** A service that no answer to the open questions leads to. */
  notReached(): string;
  /** Sentences one after the other. */
  join(sentences: readonly string[]): string;
  unmetRequirement(service: string, reasons: string): string;
  askThis(most: number, of: number): string;
  /** The service is settled, but not what goes with it. */
  detailsOpen(): string;
  /** The pack has a gap that an open decision may run into. */
  someLeadNowhere(): string;
}

const en: Phrases = {
  rankedAfter: (recommended) => `It is also viable, but ranked below ${recommended} for these answers.`,
  notNamed: () => 'No limit rules it out, but the rules do not consider it for these answers.',
  stillPossible: () => 'Some answers to the open questions lead to it.',
  notReached: () => 'No limit rules it out, but no answer to the open questions leads to it.',
  join: (sentences) => sentences.join(' '),
  unmetRequirement: (service, reasons) =>
    `No service that the rules consider here meets every requirement. ${service} is the nearest, but: ${reasons}`,
  askThis: (most, of) =>
    most === 1 ? 'Any answer settles the service.' : `Whatever the answer, at most ${most} of the ${of} services remain.`,
  detailsOpen: () => 'The service is settled; what goes with it depends on the answer.',
  someLeadNowhere: () => 'The rules have no branch for some answers to the open questions.',
};

const ja: Phrases = {
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

/** The core's sentences in a language; English where it does not speak it. */
export function phrasesIn(lang: string): Phrases {
  return lang === 'ja' ? ja : en;
}
