import { createContext } from 'preact';
import { useContext, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { GapError } from '../../engine/gap-error.ts';
import { nextQuestion } from '../../engine/questionnaire.ts';
import { summarize } from '../../engine/summary.ts';
import type { PromptMessages } from '../../messages/en/prompts.ts';
import { type WebMessages, web as webEn } from '../../messages/en/web.ts';
import { web as webJa } from '../../messages/ja/web.ts';
import { inLanguage, type Locale, localeOf, promptMessages } from '../../messages/locale.ts';
import type { Answer, Answers, DecisionSummary } from '../../model/decision.ts';
import type { Pack, Question, Value } from '../../model/pack.ts';
import { offeringText } from '../../model/service-variant.ts';
import { type Address, addressOf, type Entered, parametersOf, readAddress } from '../address.ts';
import { pagePolicy } from '../copies.ts';
import type { PageData, PageRecord } from '../page-data.ts';

/** The input of the page. */
export interface Start {
  readonly data: PageData;
  readonly languages: readonly string[];
  /** The language until the person chooses one. */
  readonly usual: string;
  readonly packIn: (lang: string) => Promise<Pack>;
}

/** A change that is tried out, and the answers to return to. */
interface Tried {
  readonly changes: Readonly<Record<string, Value>>;
  readonly before: Answers;
}

/** The entered answers, and the pack in one language. */
interface Shown {
  readonly pack: Pack;
  readonly address: Address;
  /** The address has another version, so none of it was read. */
  readonly unreadable: boolean;
  readonly tried: readonly Tried[];
}

/** What every view receives: the answers, how to phrase them, and the actions. */
export interface Session extends Shown {
  readonly data: PageData;
  readonly languages: readonly string[];
  readonly answers: Answers;
  readonly locale: Locale;
  readonly say: WebMessages;
  readonly prompts: PromptMessages;
  /** The next question; null if no question can change the outcome any more. */
  readonly next: Question | null;
  /** Answers a question (null: unknown) and goes on to the next one. */
  answer(question: string, value: Value | null): void;
  /** Answers a question and stays in the view; undefined removes the answer. While typing, this adds no step to the history. */
  state(question: string, value: Value | null | undefined, isTyping?: boolean): void;
  name(title: string): void;
  go(at: string | null): void;
  tryOut(changes: Readonly<Record<string, Value>>): void;
  undo(): void;
  open(record: PageRecord): void;
  restart(): void;
  speak(lang: string): void;
}

/** Where the view came from: the rules it was made with, and what the current ones do not know. */
type Origin = Pick<Address, 'rules' | 'result' | 'problems' | 'renamed'>;

/** How to change the view. */
interface Step {
  readonly tried?: readonly Tried[];
  /** Replaces the current step of the browser's history instead of adding one. */
  readonly replace?: boolean;
  readonly origin?: Origin;
}

const nobody: Origin = { rules: null, result: null, problems: [], renamed: [] };

/** The content of the address, kept in sync with it; null until the pack is unpacked. */
export function useAddress({ data, languages, usual, packIn }: Start): Session | null {
  const [shown, setShown] = useState<Shown | null>(null);
  /** Where to return after changing an earlier answer. */
  const reached = useRef('requirements');

  useEffect(() => {
    const read = async (): Promise<void> => {
      const parameters = parametersOf(location.hash);
      const chosen = languages.find((lang) => lang === parameters?.get('lang'));
      const pack = await packIn(chosen ?? usual);
      const address = readAddress(parameters ?? new URLSearchParams(), pack);
      const isNew = location.hash.length < 2 && data.records.length > 0;
      const tried = (history.state as { readonly tried?: readonly Tried[] } | null)?.tried ?? [];
      setShown({ pack, address: isNew ? { ...address, at: 'records' } : address, unreadable: parameters === null, tried });
    };
    read();
    addEventListener('popstate', read);
    return () => removeEventListener('popstate', read);
  }, []);

  const pack = shown?.pack;
  const answers = shown?.address.answers;
  const next = useMemo(() => (pack && answers ? nextQuestion(pack, answers) : null), [pack, answers]);
  const locale = useMemo(
    () => pack && localeOf({ pack, lang: pack.lang, flag: (id) => data.flags[id] ?? `--${id} ` }),
    [pack, data],
  );
  if (!shown || !pack || !answers || !locale) return null;
  const { address } = shown;
  if (address.at === 'result' || address.at === 'requirements') reached.current = address.at;

  /** Shows something else: updates the address and adds a step to the browser's history. */
  const show = (entered: Partial<Entered>, { tried = [], replace = false, origin }: Step = {}): void => {
    const to: Address = { ...address, ...(origin ?? (entered.answers ? nobody : {})), ...entered };
    setShown({ ...shown, address: to, unreadable: false, tried });
    // Some browsers refuse more than 100 changes in 30 seconds: the view must not depend on this call.
    const url = addressOf(to, to.lang, pack, resultOf(pack, to.answers));
    history[replace ? 'replaceState' : 'pushState']({ tried }, '', url);
  };

  return {
    ...shown,
    data,
    languages,
    answers,
    locale,
    next,
    say: inLanguage(pack.lang, { en: webEn, ja: webJa }),
    prompts: promptMessages(pack.lang),
    answer(question, value) {
      const given = { ...answers, [question]: answerOf(value) };
      show({ answers: given, at: nextQuestion(pack, given) ? null : reached.current });
    },
    state(question, value, isTyping = false) {
      const { [question]: _, ...others } = answers;
      show({ answers: value === undefined ? others : { ...answers, [question]: answerOf(value) } }, { replace: isTyping });
    },
    name: (title) => show({ title }, { tried: shown.tried, replace: true }),
    go: (at) => show({ at }, { tried: shown.tried }),
    tryOut(changes) {
      const changed = Object.entries(changes).map(([question, value]) => [question, answerOf(value)] as const);
      const tried = { changes, before: answers };
      show({ answers: { ...answers, ...Object.fromEntries(changed) }, at: 'result' }, { tried: [...shown.tried, tried] });
    },
    undo() {
      const last = shown.tried.at(-1);
      if (last) show({ answers: last.before }, { tried: shown.tried.slice(0, -1) });
    },
    open(record) {
      const origin = { ...nobody, rules: record.digest, result: record.result };
      show({ answers: answersOf(record), title: record.title ?? '', at: 'result' }, { origin });
    },
    restart() {
      reached.current = 'requirements';
      show({ answers: {}, title: '', at: null });
    },
    async speak(lang) {
      const other = await packIn(lang);
      const to = { ...address, lang };
      history.replaceState({ tried: shown.tried }, '', addressOf(to, lang, other, resultOf(other, to.answers)));
      setShown({ ...shown, pack: other, address: to });
    },
  };
}

/** Gives every view access to the session. */
export const SessionContext = createContext<Session | null>(null);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('outside of the page');
  return session;
}

/** The answers of a record, which were read with this page's pack. */
export function answersOf({ answers }: PageRecord): Answers {
  return Object.fromEntries(Object.entries(answers).map(([question, value]) => [question, answerOf(value)]));
}

function answerOf(value: Value | null): Answer {
  return { value, from: 'prompt' };
}

/** The outcome of answers, as `service` or `service/variant`; null if they do not decide. */
function resultOf(pack: Pack, answers: Answers): string | null {
  const summary = summaryOf(pack, answers);
  return summary?.service ? offeringText({ service: summary.service, variant: summary.variant }) : null;
}

/** What answers lead to; null if that is a gap in the rules. */
export function summaryOf(pack: Pack, answers: Answers): DecisionSummary | null {
  return withoutGap(() => summarize(pack, answers, pagePolicy));
}

/** Null if the answers lead to a gap in the rules. */
export function withoutGap<T>(work: () => T): T | null {
  try {
    return work();
  } catch (error) {
    if (error instanceof GapError) return null;
    throw error;
  }
}
