import { render } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { web as en } from '../../messages/en/web.ts';
import { web as ja } from '../../messages/ja/web.ts';
import { questionOf } from '../../model/pack.ts';
import { AnswerList, PossibleList } from './aside.tsx';
import { Button } from './controls.tsx';
import { Notices, RecordsView } from './notices.tsx';
import { QuestionView } from './question-view.tsx';
import { RequirementsView } from './requirements-view.tsx';
import { ResultView } from './result-view.tsx';
import { type Session, SessionContext, useAddress, useSession, usual } from './session.ts';

/** The whole page: the current view, and beside it the answers so far and the services that are still possible. */
function App() {
  const session = useAddress();
  const main = useRef<HTMLElement>(null);
  const before = useRef<string | null | undefined>(null);
  const question = session && shownQuestion(session);
  const view = session && viewOf(session);
  const place = view === 'question' ? question?.id : view;
  // Moves the focus to the new heading, for people who cannot see that the page has changed.
  useEffect(() => {
    if (!session) return;
    const heading = main.current?.querySelector('h1');
    const isElsewhere = before.current !== place;
    if (isElsewhere) scrollTo(0, 0);
    // Pressing a button may have removed it.
    if (before.current && (isElsewhere || document.activeElement === document.body)) heading?.focus({ preventScroll: true });
    before.current = place;
    document.title = [heading?.textContent, session.pack.title].join(' - ');
    document.documentElement.lang = session.pack.lang;
  });
  if (!session) return null;
  const { pack, say } = session;
  const { messages } = session.locale;
  return (
    <SessionContext.Provider value={session}>
      <Bar />
      <div class={`views view-${view}`}>
        <main ref={main}>
          <Notices />
          {view === 'records' && <RecordsView />}
          {view === 'question' && question && <QuestionView question={question} key={question.id} />}
          {view === 'requirements' && <RequirementsView />}
          {view === 'result' && <ResultView />}
        </main>
        {view !== 'records' && (
          <aside aria-label={say.yourAnswers}>
            {view === 'question' && <PossibleList />}
            <AnswerList />
          </aside>
        )}
      </div>
      <footer>{messages.inBrackets(`${messages.rules}${messages.colon}${pack.id}@${pack.version}`, pack.digest)}</footer>
    </SessionContext.Provider>
  );
}

function viewOf(session: Session): 'records' | 'question' | 'requirements' | 'result' {
  const { at } = session.address;
  if (at === 'records' && session.data.records.length > 0) return 'records';
  if (at === 'result' || at === 'requirements') return at;
  return shownQuestion(session) ? 'question' : 'requirements';
}

/** The question to show: the one that the person went back to, else the next. */
function shownQuestion({ address, pack, next }: Session) {
  return questionOf(pack, address.at) ?? next;
}

function Bar() {
  const { say, data, pack, languages, answers, go, restart } = useSession();
  return (
    <header class="bar">
      <p class="brand">
        tsunagi <span lang="ja">繋ぎ</span>
        <span class="of">{pack.title}</span>
      </p>
      <div class="actions">
        {data.records.length > 0 && <Button class="plain" on={() => go('records')} label={say.records} />}
        {Object.keys(answers).length > 0 && <Button class="plain" on={restart} label={say.restart} />}
        {languages.length > 1 && <LanguageChoice />}
      </div>
    </header>
  );
}

function LanguageChoice() {
  const { pack, languages, say, speak } = useSession();
  return (
    <fieldset class="languages">
      <legend class="unseen">{say.languages}</legend>
      {languages.map((lang) => (
        <button type="button" class="plain" lang={lang} key={lang} aria-pressed={lang === pack.lang} onClick={() => speak(lang)}>
          {new Intl.DisplayNames(lang, { type: 'language' }).of(lang)}
        </button>
      ))}
    </fieldset>
  );
}

const root = document.createElement('div');
root.className = 'page';
document.body.append(root);

render(<App />, root);
addEventListener('unhandledrejection', () => {
  if (root.childElementCount === 0) root.textContent = (usual === 'ja' ? ja : en).damaged;
});
