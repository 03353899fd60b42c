import { type Words, type WordsContext, wordsOf } from '../messages/words.ts';
import { visible } from '../output/escape-control-characters.ts';
import type { SystemReport } from './index.ts';
import type { SystemLink } from './links.ts';

/** The fixed words of a report on many links. */
export interface SystemLabels {
  readonly title: string;
  readonly counts: (counts: SystemReport['counts']) => string;
  readonly links: string;
  readonly link: string;
  readonly producer: string;
  readonly consumer: string;
  readonly proposed: string;
  readonly recorded: (service: string) => string;
  readonly gap: string;
  readonly openLink: (possible: string, asks: string) => string;
  readonly shared: string;
  readonly sharedBy: (offering: string, count: number) => string;
  readonly sharedOf: (producer: string) => string;
  readonly caution: string;
  readonly noneShared: string;
  readonly contradictions: string;
  /** A link with whoever gave its answer, and the note beside it. */
  readonly given: (link: string, by: string | null, note: string | null) => string;
  /** What a link would come to with another answer. */
  readonly effect: (link: string, value: string, then: string) => string;
  readonly openThen: (possible: string) => string;
  readonly noEffect: string;
  readonly correct: string;
  readonly noContradictions: string;
  readonly open: string;
  readonly nothingOpen: string;
  readonly askFirst: string;
  readonly settles: (settled: number, narrowed: number, of: number) => string;
  readonly settlesWith: (value: string, count: number) => string;
  readonly best: (value: string, links: string) => string;
  readonly others: string;
  readonly fromTitles: (links: string) => string;
  readonly withoutParts: (links: string) => string;
  readonly unread: (files: string) => string;
  readonly undecided: string;
  readonly couldShare: string;
}

const links = (count: number): string => `${count} link${count === 1 ? '' : 's'}`;

const en: SystemLabels = {
  title: 'All links in one view',
  counts: ({ links: all, decided, open, superseded }) => {
    const gaps = all - decided - open;
    const parts = [`${decided} decided`, `${open} open`, ...(gaps > 0 ? [`${gaps} for which the rules have no branch`] : [])];
    const left = superseded === 0 ? '' : `; ${superseded} superseded record${superseded === 1 ? '' : 's'} left out`;
    return `${links(all)}: ${parts.join(', ')}${left}`;
  },
  links: 'Links',
  link: 'Link',
  producer: 'From',
  consumer: 'To',
  proposed: 'proposed',
  recorded: (service) => `recorded with ${service}: see tsunagi check`,
  gap: 'the rules have no branch for its answers',
  openLink: (possible, asks) => `not decided: ${possible}, depending on ${asks}`,
  shared: 'Could be shared',
  sharedBy: (offering, count) => `${offering}: one for ${links(count)}`,
  sharedOf: (producer) => `all from ${producer}`,
  caution: 'But',
  noneShared: 'No two links use anything that the rules say can be shared.',
  contradictions: 'Contradictory answers',
  given: (link, by, note) => {
    const more = [...(by === null ? [] : [by]), ...(note === null ? [] : [`"${note}"`])];
    return more.length === 0 ? link : `${link} (${more.join(': ')})`;
  },
  effect: (link, value, then) => `${link} with "${value}": ${then}`,
  openThen: (possible) => `open, between ${possible}`,
  noEffect: 'Whichever holds, none of these links comes to another service.',
  correct: 'Correct the answer that is wrong. Where both hold, say in a note why.',
  noContradictions: 'No application is answered for in two ways.',
  open: 'Still open',
  nothingOpen: 'Every link is decided.',
  askFirst: 'Answer first',
  settles: (settled, narrowed, of) => {
    const asks = of === 1 ? 'the one open link that asks it' : `the ${of} open links that ask it`;
    if (settled + narrowed === 0) return `Asked by ${of === 1 ? 'one open link' : `${of} open links`}.`;
    const does = [...(settled > 0 ? [`settles ${settled}`] : []), ...(narrowed > 0 ? [`narrows down ${narrowed}`] : [])];
    return `Any answer ${of === 1 ? does.join('').replace(/ \d+$/, '') : `${does.join(' and ')} of`} ${asks}.`;
  },
  settlesWith: (value, count) => `"${value}" settles ${count}.`,
  best: (value, names) => `The single answer that settles most is "${value}" (${names}).`,
  others: 'Then also',
  fromTitles: (names) =>
    `The applications were read from the titles of: ${names}. Write "from" and "to" into a record to be sure.`,
  withoutParts: (names) => `Which applications they join is not said by: ${names}. Write "from" and "to" into the records.`,
  unread: (files) => `Incomplete: not all of this could be read: ${files}.`,
  undecided: 'not decided',
  couldShare: 'could share one',
};

const ja: SystemLabels = {
  title: 'すべてのリンクの一覧',
  counts: ({ links: all, decided, open, superseded }) => {
    const gaps = all - decided - open;
    const parts = [`決定${decided}件`, `未決定${open}件`, ...(gaps > 0 ? [`ルールに対応する分岐がないもの${gaps}件`] : [])];
    return `リンク${all}件（${parts.join('、')}）${superseded === 0 ? '' : `　置き換え済みの記録${superseded}件は除外`}`;
  },
  links: 'リンク',
  link: 'リンク',
  producer: '送る側',
  consumer: '受ける側',
  proposed: '提案中',
  recorded: (service) => `記録は${service}（tsunagi check で確認）`,
  gap: 'この回答に対応する分岐がルールにありません',
  openLink: (possible, asks) => `未決定：${possible}（${asks}の回答による）`,
  shared: '共用を検討できるもの',
  sharedBy: (offering, count) => `${offering}：${count}件のリンクで一つを共用`,
  sharedOf: (producer) => `送る側はすべて${producer}`,
  caution: '注意',
  noneShared: 'ルールで共用できるとされるサービスを、複数のリンクが使う箇所はありません。',
  contradictions: '矛盾する回答',
  given: (link, by, note) => {
    const more = [...(by === null ? [] : [by]), ...(note === null ? [] : [`「${note}」`])];
    return more.length === 0 ? link : `${link}（${more.join('：')}）`;
  },
  effect: (link, value, then) => `${link}を「${value}」とした場合：${then}`,
  openThen: (possible) => `未決定（${possible}）`,
  noEffect: 'どの回答でも、各リンクのサービスは変わりません。',
  correct: '誤っている方を直してください。どちらも正しい場合は、理由をメモに書いてください。',
  noContradictions: '同じアプリケーションについて、食い違う回答はありません。',
  open: '未決定のリンク',
  nothingOpen: 'すべてのリンクが決定しています。',
  askFirst: '最初に答えるとよい質問',
  settles: (settled, narrowed, of) => {
    const does = [...(settled > 0 ? [`${settled}件が決まり`] : []), ...(narrowed > 0 ? [`${narrowed}件の候補が減り`] : [])];
    if (settled === of) return `未決定の${of}件が、どう答えても決まります。`;
    if (narrowed === of) return `未決定の${of}件の候補が、どう答えても減ります。`;
    return does.length === 0
      ? `未決定の${of}件に関わります。`
      : `この質問が関わる未決定の${of}件のうち、どう答えても${does.join('、')}ます。`;
  },
  settlesWith: (value, count) => `「${value}」なら${count}件が決まります。`,
  best: (value, names) => `一つの回答で最も多く決まるのは「${value}」です（決まるリンク：${names}）。`,
  others: '続けて答えるとよい質問',
  fromTitles: (names) =>
    `次のリンクは、アプリケーション名をタイトルから読み取りました：${names}。確実にするには、記録に from と to を書いてください。`,
  withoutParts: (names) =>
    `次のリンクには、繋ぐアプリケーションの記載がありません：${names}。記録に from と to を書いてください。`,
  unread: (files) => `不完全な一覧です。読み取れない箇所がありました：${files}`,
  undecided: '未決定',
  couldShare: '共用可',
};

/** The fixed words in a language. */
export function systemLabelsIn(lang: string): SystemLabels {
  return lang === 'ja' ? ja : en;
}

/** What every format for people needs to put a report into words. */
export interface SystemWords extends Words {
  readonly of: SystemLabels;
  /** A link by what the report calls it, as people do. */
  readonly link: (key: string) => string;
  readonly linkList: (keys: readonly string[]) => string;
  /** What a link comes to, in a few words. */
  readonly result: (link: SystemLink) => string;
  /** What else is to be known of a link. */
  readonly remarks: (link: SystemLink) => readonly string[];
}

/** The words for a report. */
export function systemWordsOf(report: SystemReport, context: WordsContext): SystemWords {
  const words = wordsOf(context);
  const { names, labels } = words;
  const of = systemLabelsIn(context.lang);
  const byKey = new Map(report.links.map((link) => [link.link, linkName(link)]));
  const link = (key: string): string => byKey.get(key) ?? oneLine(key);
  return {
    ...words,
    of,
    link,
    linkList: (keys) => labels.and(keys.map(link)),
    result: ({ outcome, service, variant, possible, asks }) => {
      if (outcome === 'gap') return of.gap;
      if (service !== null) return names.offering(service, variant);
      return of.openLink(labels.or(possible.map(names.service)), labels.and(asks));
    },
    remarks: ({ status, recorded, service, outcome }) => [
      ...(status === 'proposed' ? [of.proposed] : []),
      ...(recorded !== null && (outcome !== 'decided' || recorded !== service)
        ? [of.recorded(names.service(oneLine(recorded)))]
        : []),
    ],
  };
}

/** What a link is called: by its title, or by what it joins. */
export function linkName({ title, from, to, link }: SystemLink): string {
  const name = oneLine(title ?? '');
  return name !== '' ? name : from.length + to.length > 0 ? `${partList(from)} → ${partList(to)}` : oneLine(link);
}

/** Applications on one line; a question mark where none is named. */
export function partList(names: readonly string[]): string {
  return names.length === 0 ? '?' : names.map(oneLine).join(', ');
}

/** A name as it may stand in a line: nothing in it steers a terminal. */
export function oneLine(text: string): string {
  return visible(text.replace(/\s+/gu, ' ').trim());
}
