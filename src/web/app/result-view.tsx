import { useMemo, useState } from 'preact/hooks';
import { unknown } from '../../engine/answer.ts';
import { decide } from '../../engine/decide.ts';
import { GapError } from '../../engine/gap-error.ts';
import { defaultsFor, undecidedBy } from '../../engine/questionnaire.ts';
import type { web } from '../../messages/en/web.ts';
import { type Answers, type Decision, usualPolicy } from '../../model/decision.ts';
import type { Pack } from '../../model/pack.ts';
import type { DecisionContext, DecisionItem } from '../../output/context.ts';
import { decisionArticle } from '../../output/decision-article.ts';
import { headlineOf, titleOf } from '../../output/decision-view.ts';
import { leadMarkup, sectionsMarkup } from '../../output/html/article-html.ts';
import { decisionMarkdown } from '../../output/markdown/markdown.ts';
import { answerWords, optionWords, rulesCommand } from '../../output/shell-command.ts';
import { plain } from '../../output/style.ts';
import { decisionJson } from '../../output/values.ts';
import { decisionAdr } from '../../records/adr.ts';
import { expectationOf, recordedAnswers, recordStateOf, usualStatus } from '../../records/record-state.ts';
import { recordText } from '../../records/record-text.ts';
import { Button, Html } from './controls.tsx';
import { answeredBefore } from './question-view.tsx';
import { problemMessage, requirementsOf, useSession } from './session.ts';

/** The result: the content of the one screen with its drawing, what is for reference folded, and ways to take it along. */
export function ResultView() {
  const { pack, answers, locale, prompts, address } = useSession();
  const decision = useMemo(() => decisionOrGap(pack, answers), [pack, answers]);
  const isGap = typeof decision === 'string';
  return (
    <>
      <p class="kicker">{prompts.step('review', '')}</p>
      <h1 tabIndex={-1}>{address.title || (isGap ? locale.messages.notDecided : titleOf(locale, decision))}</h1>
      {isGap ? <p class="notice">{decision}</p> : <Result decision={decision} />}
    </>
  );
}

/** The decision, or the sentence that describes the gap in the rules. */
function decisionOrGap(pack: Pack, answers: Answers): Decision | string {
  try {
    return decide(pack, answers, usualPolicy);
  } catch (error) {
    if (!(error instanceof GapError)) throw error;
    return problemMessage({ code: 'no-branch', args: error }, pack.lang)[0];
  }
}

function Result({ decision }: { readonly decision: Decision }) {
  const { pack, answers, address, locale, say, data, go } = useSession();
  const title = address.title.trim() || null;
  const words = [...answerWords(pack, answers), ...(title === null ? [] : optionWords('title', title))];
  const command = rulesCommand(data.rules, words);
  const { from, to } = address;
  const last = answeredBefore({ pack, answers }, null).at(-1) ?? null;
  const item: DecisionItem = { title, ends: { from, to }, answers, record: null, decision, command };
  const article = decisionArticle(locale, item);
  return (
    <>
      <p class="unseen" role="status">
        {headlineOf(locale, decision)}
      </p>
      <Html of={leadMarkup(locale, article)} />
      {undecidedBy(pack, answers, decision) && <Defaults />}
      <Html of={sectionsMarkup(locale, article.sections)} />
      <p class="ask">{article.foot}</p>
      <CopyBar copies={copiesOf(pack, item, data.rules)} />
      <p class="buttons">
        <Button on={() => go(requirementsOf(pack, answers).length > 0 ? 'requirements' : last)} label={say.back} />
      </p>
    </>
  );
}

/** Offers to take the rules' defaults for everything that is unknown. */
function Defaults() {
  const { pack, answers, locale, prompts, replaceAnswers } = useSession();
  const { names, messages } = locale;
  const defaults = defaultsFor(pack, answers, usualPolicy);
  const ids = Object.keys(defaults);
  const [first] = ids;
  if (first === undefined) return null;
  const textOf = (id: string): string => names.value(id, defaults[id]?.value ?? unknown);
  const label = ids.length === 1 ? prompts.takeDefault(textOf(first)) : prompts.takeDefaults(ids.length);
  return (
    <div class="buttons">
      <Button on={() => replaceAnswers({ ...answers, ...defaults })} label={label} />
      <ul class="ask">
        {ids.map((id) => (
          <li key={id}>{`${names.topic(id)}${messages.colon}${textOf(id)}`}</li>
        ))}
      </ul>
    </div>
  );
}

type Form = keyof (typeof web)['forms'];

/** Copies the decision in several forms. The copied text is shown below, because some browsers do not let a page copy. */
function CopyBar({ copies }: { readonly copies: ReturnType<typeof copiesOf> }) {
  const { say, address, setTitle, prompts } = useSession();
  const [last, setLast] = useState<{ readonly form: Form; readonly text: string; readonly done: boolean } | null>(null);
  const textOf = (form: Form): string => (form === 'link' ? location.href : copies[form]());
  const copy = async (form: Form): Promise<void> => {
    const text = textOf(form);
    const [{ status }] = await Promise.allSettled([navigator.clipboard?.writeText(text) ?? Promise.reject()]);
    setLast({ form, text, done: status === 'fulfilled' });
  };
  // Another title or answer makes it obsolete.
  const shown = last && textOf(last.form) === last.text ? { ...last, what: say.forms[last.form] } : null;
  return (
    <section class="copy" aria-labelledby="copy">
      <h2 id="copy">{say.copy}</h2>
      <p class="entry">
        <label for="title">{prompts.title}</label>
        <input
          id="title"
          value={address.title}
          autocomplete="off"
          aria-describedby="title-hint"
          onInput={(event) => setTitle(event.currentTarget.value)}
        />
        <span id="title-hint" class="ask">
          {say.example(say.exampleTitle)}
        </span>
      </p>
      <p class="buttons">
        {(Object.keys(say.forms) as Form[]).map((form) => (
          <Button key={form} on={() => copy(form)} label={say.forms[form]} />
        ))}
        <Button on={() => print()} label={say.print} />
      </p>
      <p role="status" class="ask">
        {shown && (shown.done ? say.copied(shown.what) : say.notCopied(shown.what))}
      </p>
      {shown && (
        <textarea
          readOnly
          rows={8}
          aria-label={shown.what}
          value={shown.text}
          onFocus={(event) => event.currentTarget.select()}
        />
      )}
    </section>
  );
}

/** The forms in which a decision can be copied; each is what the command line writes for the same answers. */
function copiesOf(pack: Pack, item: DecisionItem, rules: string | null) {
  const { title, ends, answers, decision, command } = item;
  // None of these formats depends on the width.
  const context: DecisionContext = { pack, width: Infinity, style: plain, rules };
  return {
    command: () => command ?? '',
    // An answers file with its outcome, for `tsunagi check`. It has neither an id nor a day: `--save` adds them.
    record: () =>
      recordText({
        title,
        ...ends,
        status: usualStatus(decision, answers),
        answers: recordedAnswers(pack, answers, decision, usualPolicy),
        expect: expectationOf(pack, recordStateOf(pack, answers, usualPolicy), null),
      }),
    markdown: () => decisionMarkdown([item], context),
    adr: () => decisionAdr([item], context),
    json: () => decisionJson([item]),
  };
}
