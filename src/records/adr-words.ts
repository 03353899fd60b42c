/**
 * What an ADR says besides the decision's own texts. Headings, `Chosen option:` and `Good, because` are MADR's own and the
 * same in every language: tools look for them.
 */
export interface AdrWords {
  readonly title: (service: string, link: string | null) => string;
  readonly openTitle: (link: string | null) => string;
  readonly kept: string;
  readonly problem: (link: string | null, pack: string) => string;
  readonly assumed: string;
  readonly byDefault: string;
  readonly unknown: string;
  readonly note: (text: string) => string;
  readonly with: (companions: string) => string;
  readonly pattern: (name: string, text: string) => string;
  readonly price: (text: string) => string;
  readonly reconsider: (question: string, to: string, then: string) => string;
  readonly notChosen: (possible: string) => string;
  readonly confirm: (command: string) => string;
  readonly confirmUnsaved: (command: string) => string;
  readonly reviewBy: (day: string) => string;
  readonly wins: (answers: string) => string;
  readonly never: string;
  readonly rules: (rules: string, digest: string) => string;
  readonly record: (id: string, file: string) => string;
  readonly lookAlso: (name: string, text: string) => string;
  readonly supersedes: (link: string) => string;
  readonly supersededBy: (link: string) => string;
  /** Sentences one after the other. */
  readonly join: (sentences: readonly string[]) => string;
  /** Ends a sentence that does not end yet. */
  readonly full: (text: string) => string;
  /** A sentence as it goes on after `because`. */
  readonly goOn: (text: string) => string;
}

/** Words that are written with a capital only because they begin a sentence. */
const beginnings =
  /^(A|An|The|It|Its|They|Their|There|This|These|That|Those|No|Not|Nothing|Nobody|None|Each|Every|Some|Any|All|Both|One|Only|Even|Also|Just|If|When|Where|While|Until|After|Before|Because|Since|Without|With|Within|In|On|At|By|For|From|To|Of|As|And|But|Or|So|Here|What|Whatever|Whoever|Who|Messages?|Consumers?|Producers?|Subscribers?|Clients?|Callers?|Existing|Several|Many|Most|Other|Another|You|Your|Own|Our)\b/;

const en: AdrWords = {
  title: (service, link) => (link === null ? `Use ${service}` : `Use ${service} for ${link}`),
  openTitle: (link) => (link === null ? 'Choose the service that links the two parts' : `Choose the service for ${link}`),
  kept: 'tsunagi writes what stands between its markers anew each time; what stands outside of them stays as it is.',
  problem: (link, pack) =>
    `How do the two parts of the application talk to each other${link === null ? '' : ` (${link})`}, and on which AWS service? Decided with the rules ${pack}.`,
  assumed: 'assumed',
  byDefault: "the rules' default",
  unknown: 'not known',
  note: (text) => text,
  with: (companions) => `It is completed by ${companions}.`,
  pattern: (name, text) => `The pattern is ${name}: ${text}`,
  price: (text) => `it has its price: ${text}`,
  reconsider: (question, to, then) =>
    `it has to be decided again if the answer to ${question} becomes "${to}": that leads to ${then}.`,
  notChosen: (possible) => `the answers so far leave ${possible} possible`,
  confirm: (command) => `\`${command}\` decides the recorded answers again and fails where the outcome has changed.`,
  confirmUnsaved: (command) =>
    `Keep the answers with \`--save <file>\`; \`${command}\` then decides them again and fails where the outcome has changed.`,
  reviewBy: (day) => `To be reviewed by ${day}; the same command enforces it.`,
  wins: (answers) => `it would be recommended with ${answers}`,
  never: 'no answers lead to it with these rules',
  rules: (rules, digest) => `Rules: ${rules} (${digest})`,
  record: (id, file) => `Record: ${id} in ${file}`,
  lookAlso: (name, text) => `Look also at ${name}: ${text}`,
  supersedes: (link) => `Supersedes ${link}`,
  supersededBy: (link) => `Superseded by ${link}`,
  join: (sentences) => sentences.map(en.full).join(' '),
  full: (text) => (/[.!?)]$/.test(text) ? text : `${text}.`),
  goOn: (text) => (beginnings.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text),
};

const ja: AdrWords = {
  title: (service, link) => (link === null ? `${service}を使用する` : `「${link}」に${service}を使用する`),
  openTitle: (link) => (link === null ? '二つの部分を繋ぐサービスを選定する' : `「${link}」のサービスを選定する`),
  kept: 'tsunagiは、目印に挟まれた部分だけを書き換えます。目印の外に書いた内容は残ります。',
  problem: (link, pack) =>
    `アプリケーションの二つの部分${link === null ? '' : `（${link}）`}を、どのように、どのAWSサービスで繋ぐか。ルール${pack}を用いて判断しました。`,
  assumed: '仮定',
  byDefault: 'ルールの既定値',
  unknown: '不明',
  note: (text) => text,
  with: (companions) => `${companions}を併用します。`,
  pattern: (name, text) => `構成パターンは「${name}」です。${text}`,
  price: (text) => `代償があります：${text}`,
  reconsider: (question, to, then) => `${question}の回答が「${to}」に変わった場合は再検討が必要です（${then}になります）。`,
  notChosen: (possible) => `これまでの回答では${possible}が候補に残っています`,
  confirm: (command) => `\`${command}\` を実行すると、記録した回答を判断し直し、結果が変わっていれば失敗します。`,
  confirmUnsaved: (command) =>
    `\`--save <file>\` で回答を保存してください。\`${command}\` を実行すると判断し直し、結果が変わっていれば失敗します。`,
  reviewBy: (day) => `見直しの期限は${day}です。同じコマンドで期限も検査します。`,
  wins: (answers) => `${answers} であれば推奨されます`,
  never: 'このルールでは、どの回答でも推奨されません',
  rules: (rules, digest) => `ルール：${rules}（${digest}）`,
  record: (id, file) => `記録：${file}の${id}`,
  lookAlso: (name, text) => `あわせて検討したいサービス：${name}。${text}`,
  supersedes: (link) => `${link}を置き換えます`,
  supersededBy: (link) => `${link}に置き換えられました`,
  join: (sentences) => sentences.map(ja.full).join(''),
  full: (text) => (/[。！？）]$/.test(text) ? text : `${text}。`),
  goOn: (text) => text,
};

/** The words of a language; English where they have not been written in it. */
export function adrWordsIn(lang: string): AdrWords {
  return lang === 'ja' ? ja : en;
}
