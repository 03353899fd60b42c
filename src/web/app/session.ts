import { createContext } from 'preact';
import { useContext, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { withoutGap } from '../../engine/gap-error.ts';
import { remembered } from '../../engine/lazy.ts';
import { summarize } from '../../engine/outcome.ts';
import { defaultsFor, nextQuestion, replaceDefaults, requirementsThatMatter } from '../../engine/questionnaire.ts';
import { answerFindings as problemsEn } from '../../messages/en/answer-findings.ts';
import { questionnaire as questionnaireEn } from '../../messages/en/prompts.ts';
import { web as webEn } from '../../messages/en/web.ts';
import { answerFindings as problemsJa } from '../../messages/ja/answer-findings.ts';
import { questionnaire as questionnaireJa } from '../../messages/ja/prompts.ts';
import { web as webJa } from '../../messages/ja/web.ts';
import { inLanguage, localeOf } from '../../messages/locale.ts';
import type { MessagesByCode } from '../../messages/text.ts';
import { type Answer, type Answers, type DecisionSummary, usualPolicy } from '../../model/decision.ts';
import type { Problem } from '../../model/finding.ts';
import { offeringText, type Pack, type Question, type Value } from '../../model/pack.ts';
import type { Expectation } from '../../model/record.ts';
import type { FindingMessage } from '../../model/source-location.ts';
import { type Address, addressOf, parametersOf, readAddress } from '../address.ts';
import type { PageData, PageRecord } from '../web-page.ts';

const data: PageData = JSON.parse(document.querySelector('script[type="application/json"]')?.textContent ?? '{}');

/** The pack in a language, unpacked on first use. */
const packIn = remembered((lang: string): Promise<Pack> => {
  const bytes = Uint8Array.from(atob(data.packs[lang] ?? ''), (character) => character.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return new Response(stream).json();
});

const languages = Object.keys(data.packs);
const wished = [data.lang ?? '', ...navigator.languages.map((lang) => lang.split('-')[0] ?? '')];
/** The language until the person chooses one. */
export const usual = wished.find((lang) => languages.includes(lang)) ?? languages[0] ?? 'en';

/** Changes that are tried out, and the answers to return to. */
interface Tried {
  readonly changes: Readonly<Record<string, Value>>;
  readonly before: Answers;
}

/** What the browser remembers of a step besides its address. */
interface Remembered {
  readonly tried: Tried | null;
  readonly given: Answers;
}

interface Shown {
  readonly pack: Pack;
  readonly address: Address;
  /** The address has another version, so none of it was read. */
  readonly unreadable: boolean;
  readonly tried: Tried | null;
}

/** What every view receives: the answers, how to phrase them, and the actions. */
export type Session = NonNullable<ReturnType<typeof useAddress>>;

/** Answers entered here come from no link: nothing is known of other rules. */
const here: Pick<Address, 'rules' | 'result' | 'problems'> = { rules: null, result: null, problems: [] };

/** The content of the address, kept in sync with it; null until the pack is unpacked. */
export function useAddress() {
  const [shown, setShown] = useState<Shown | null>(null);
  /** Where to return after changing an earlier answer. */
  const reached = useRef('requirements');

  useEffect(() => {
    const read = async (): Promise<void> => {
      const parameters = parametersOf(location.hash);
      const chosen = languages.find((lang) => lang === parameters?.get('lang'));
      const pack = await packIn(chosen ?? usual);
      const { tried = null, given = {} }: Partial<Remembered> = history.state ?? {};
      const address = readAddress(parameters ?? new URLSearchParams(), pack, given);
      const at = location.hash === '' ? 'records' : address.at;
      setShown({ pack, address: { ...address, at }, unreadable: parameters === null, tried });
    };
    void read();
    addEventListener('popstate', read);
    return () => removeEventListener('popstate', read);
  }, []);

  const next = useMemo(() => shown && nextQuestion(shown.pack, shown.address.answers), [shown?.pack, shown?.address.answers]);
  const locale = useMemo(() => shown && localeOf(shown.pack), [shown?.pack]);
  if (!shown || !locale) return null;
  const { pack, address, tried } = shown;
  const { answers } = address;
  if (address.at === 'result' || address.at === 'requirements') reached.current = address.at;

  /** Shows something else; `replace` replaces the current step of the browser's history instead of adding one. */
  const show = (changes: Partial<Address>, more: Partial<Pick<Shown, 'pack' | 'tried'>> & { replace?: boolean } = {}): void => {
    const { replace = false, ...others } = more;
    const to = { ...address, ...(changes.answers && here), ...changes };
    const now = { ...shown, tried: null, ...others, address: to, unreadable: false };
    setShown(now);
    // Some browsers refuse more than 100 changes in 30 seconds: the view must not depend on this call.
    const url = addressOf(to, now.pack, resultOf(summaryOf(now.pack, to.answers)));
    history[replace ? 'replaceState' : 'pushState']({ tried: now.tried, given: to.answers } satisfies Remembered, '', url);
  };

  /** The answers after a person has changed some (null: unknown; undefined: none). */
  const answersWith = (changes: Readonly<Record<string, Value | null | undefined>>): Answers => {
    const given: Record<string, Answer> = { ...answers };
    for (const [id, value] of Object.entries(changes)) {
      if (value === undefined) delete given[id];
      else given[id] = { value, from: 'prompt' };
    }
    return replaceDefaults(given, defaultsFor(pack, given, usualPolicy));
  };

  return {
    ...shown,
    data,
    languages,
    answers,
    locale,
    /** The next question; null if no question can change the outcome any more. */
    next,
    say: inLanguage(pack.lang, { en: webEn, ja: webJa }),
    prompts: inLanguage(pack.lang, { en: questionnaireEn, ja: questionnaireJa }),
    /** Answers a question (null: unknown) and shows the next one. */
    answer(question: string, value: Value | null) {
      const given = answersWith({ [question]: value });
      const then = requirementsOf(pack, given).length > 0 ? reached.current : 'result';
      show({ answers: given, at: nextQuestion(pack, given) ? null : then });
    },
    /** Answers a question and stays in the view; undefined removes the answer. While typing, this adds no step to the history. */
    fillIn(question: string, value: Value | null | undefined, isTyping = false) {
      show({ answers: answersWith({ [question]: value }) }, { replace: isTyping });
    },
    /** Takes other answers instead: some with defaults, or those before something was tried out. */
    replaceAnswers: (others: Answers) => show({ answers: others }),
    /** Shows the questions to which requirements lead, then the result. */
    proceed() {
      reached.current = 'result';
      show({ at: next ? null : 'result' }, { tried });
    },
    setTitle: (title: string) => show({ title }, { tried, replace: true }),
    go: (at: string | null) => show({ at }, { tried }),
    tryOut(more: Tried['changes']) {
      const changes = { ...tried?.changes, ...more };
      show({ answers: answersWith(more), at: 'result' }, { tried: { changes, before: tried?.before ?? answers } });
    },
    open({ answers, title, from, to, expect }: PageRecord) {
      const link = { answers, title: title ?? '', from, to };
      show({ ...link, at: 'result', rules: expect?.digest ?? null, result: resultOf(expect) });
    },
    restart() {
      reached.current = 'requirements';
      show({ answers: {}, title: '', from: [], to: [], at: null });
    },
    async speak(lang: string) {
      show({ lang }, { pack: await packIn(lang), tried, replace: true });
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

/** The requirements to fill in: those that have an answer, then those that matter. */
export function requirementsOf(pack: Pack, answers: Answers): Question[] {
  const answered = pack.questions.filter(({ id, group }) => group === 'requirement' && answers[id] !== undefined);
  return [...answered, ...(withoutGap(() => requirementsThatMatter(pack, answers)) ?? [])];
}

/** An outcome as `service` or `service/variant`; null if there is none. */
export function resultOf(outcome: Pick<Expectation, 'service' | 'variant'> | null): string | null {
  return outcome?.service ? offeringText({ service: outcome.service, variant: outcome.variant ?? null }) : null;
}

/** What answers lead to; null if that is a gap in the rules. */
export function summaryOf(pack: Pack, answers: Answers): DecisionSummary | null {
  return withoutGap(() => summarize(pack, answers, usualPolicy));
}

/** A problem with an answer, and what to do. All messages of the program would enlarge the page by a fifth. */
export function problemMessage(problem: Problem, lang: string): FindingMessage {
  const messages: MessagesByCode = inLanguage(lang, { en: problemsEn, ja: problemsJa });
  const say = messages[problem.code] as ((args: Problem['args']) => FindingMessage) | undefined;
  return say?.(problem.args) ?? [problem.code, ''];
}
