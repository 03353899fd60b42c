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
  /** The pack has a gap that an open decision may run into. */
  someLeadNowhere(): string;
}

const en: Phrases = {
  rankedAfter: (recommended) => `No fact rules it out; the rules prefer ${recommended} here.`,
  notNamed: () => 'No fact rules it out, but the rules do not name it for these answers.',
  stillPossible: () => 'Some answers to the open questions lead to it.',
  notReached: () => 'No fact rules it out, but no answer to the open questions leads to it.',
  join: (sentences) => sentences.join(' '),
  unmetRequirement: (service, reasons) =>
    `No service that the rules name here meets every requirement. ${service} stays the nearest choice, but: ${reasons}`,
  askThis: (most, of) =>
    most === 1 ? `Any answer to it settles the service.` : `Whatever the answer, at most ${most} of the ${of} services remain.`,
  someLeadNowhere: () => 'Some answers to the open questions lead nowhere: the rules have no branch for them.',
};

const ja: Phrases = {
  rankedAfter: (recommended) => `除外する理由となる仕様はありませんが、この条件ではルールが${recommended}を優先します。`,
  notNamed: () => '除外する理由となる仕様はありませんが、この回答に対してルールはこのサービスを挙げていません。',
  stillPossible: () => '未回答の質問への答えによっては、このサービスになります。',
  notReached: () => '除外する理由となる仕様はありませんが、未回答の質問にどう答えてもこのサービスにはなりません。',
  join: (sentences) => sentences.join(''),
  unmetRequirement: (service, reasons) =>
    `ルールがここで挙げるサービスの中に、すべての要件を満たすものはありません。最も近いのは${service}ですが、次の点を満たしません。${reasons}`,
  askThis: (most, of) =>
    most === 1 ? 'どう答えても、サービスが一つに決まります。' : `どう答えても、残る候補は${of}件中${most}件以下になります。`,
  someLeadNowhere: () => '未回答の質問への答えの一部は、受ける分岐がルールになく、どのサービスにも至りません。',
};

/** The core's sentences in a language; English where it does not speak it. */
export function phrasesIn(lang: string): Phrases {
  return lang === 'ja' ? ja : en;
}
