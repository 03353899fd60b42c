import { useMemo, useState } from 'preact/hooks';
import { decide } from '../../engine/decide.ts';
import { GapError } from '../../engine/gap-error.ts';
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
import { problemMessage, useSession } from './session.ts';

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
  const item: DecisionItem = { title, ends: { from, to }, answers, record: null, decision, command };
  const article = decisionArticle(locale, item);
  return (
    <>
      <p class="unseen" role="status">
        {headlineOf(locale, decision)}
      </p>
      <Html of={leadMarkup(locale, article)} />
      <Html of={sectionsMarkup(locale, article.sections)} />
      <CopyBar copied={{ pack, item, rules: data.rules }} />
      <p class="buttons">
        <Button on={() => go('requirements')} label={say.back} />
      </p>
    </>
  );
}

/** Copies the decision in several forms. The copied text is shown below, because some browsers do not let a page copy. */
function CopyBar({ copied }: { readonly copied: Copied }) {
  const { say, address, setTitle, prompts } = useSession();
  const [shown, setShown] = useState<{ readonly what: string; readonly text: string; readonly done: boolean } | null>(null);
  const forms = Object.keys(say.forms) as (keyof typeof say.forms)[];
  const copy = async (form: keyof typeof say.forms): Promise<void> => {
    const what = say.forms[form];
    const text = form === 'link' ? location.href : copies[form](copied);
    const done = await navigator.clipboard?.writeText(text).then(
      () => true,
      () => false,
    );
    setShown({ what, text, done: done ?? false });
  };
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
        {forms.map((form) => (
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

/** A decision of the page, with everything its other forms need. */
interface Copied {
  readonly pack: Pack;
  readonly item: DecisionItem;
  /** The folder of the rules; null for the built-in ones. */
  readonly rules: string | null;
}

/** The forms in which a decision can be copied; each is what the command line writes for the same answers. */
const copies = {
  command: ({ item }: Copied) => item.command ?? '',
  record: recordOf,
  markdown: (copied: Copied) => decisionMarkdown([copied.item], contextOf(copied)),
  adr: (copied: Copied) => decisionAdr([copied.item], contextOf(copied)),
  json: ({ item }: Copied) => decisionJson([item]),
} as const satisfies Readonly<Record<string, (copied: Copied) => string>>;

/** An answers file with its outcome, for `tsunagi check`. It has neither an id nor a day: `--save` adds them. */
function recordOf({ pack, item: { title, ends, answers, decision } }: Copied): string {
  return recordText({
    title,
    ...ends,
    status: usualStatus(decision, answers),
    answers: recordedAnswers(pack, answers, decision, usualPolicy),
    expect: expectationOf(pack, recordStateOf(pack, answers, usualPolicy), null),
  });
}

function contextOf({ pack, rules }: Copied): DecisionContext {
  // None of these formats depends on the width.
  return { pack, width: Infinity, style: plain, rules };
}
