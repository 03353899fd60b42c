import { useMemo } from 'preact/hooks';
import type { Locale } from '../../messages/locale.ts';
import type { DecisionSummary } from '../../model/decision.ts';
import { offeringIdOf } from '../../model/pack.ts';
import { resultName } from '../../output/decision-view.ts';
import { shortDigest } from '../address.ts';
import type { PageRecord } from '../web-page.ts';
import { Button } from './controls.tsx';
import { problemMessage, resultOf, summaryOf, useSession } from './session.ts';

/** What to know first: whether a change is only tried out, and how the outcome of a link made with other rules has changed. */
export function Notices() {
  const { unreadable, say, tried, pack, answers, locale, replaceAnswers } = useSession();
  const { names, messages } = locale;
  const now = useMemo(() => summaryOf(pack, answers), [pack, answers]);
  const wasDecided = useMemo(() => tried && summaryOf(pack, tried.before)?.service, [pack, tried]);
  const changes = Object.entries(tried?.changes ?? {})
    .map(([question, value]) => `${names.topic(question)}${messages.colon}${names.value(question, value)}`)
    .join(messages.comma);
  return (
    <div class="notices" aria-live="polite">
      {unreadable && <p class="notice">{say.newerLink}</p>}
      <Since now={now} />
      {/* Stays visible, because the changes to try may be far down the page. What was open is answered, not tried. */}
      {tried && (
        <p class="notice tried">
          <span>
            {wasDecided ? say.tried(changes) : changes} <strong>{resultName(locale, now)}</strong>
          </span>
          <Button on={() => replaceAnswers(tried.before)} label={say.undo} />
        </p>
      )}
    </div>
  );
}

/** What changed since a link was made, as far as the current rules can tell. `now`: null if that is a gap in the rules. */
function Since({ now }: { readonly now: DecisionSummary | null }) {
  const { pack, address, say, locale } = useSession();
  const { rules, result, problems } = address;
  const isOther = rules !== null && shortDigest(rules) !== shortDigest(pack.digest);
  const nowName = resultName(locale, now);
  const before = beforeOf(locale, result, now);
  if (!isOther && problems.length === 0 && before === null) return null;
  const same = result === null ? [] : [say.sameResult(nowName)];
  const lines = [
    ...problems.map((problem) => problemMessage(problem, pack.lang)[0]),
    ...(before === null ? same : [say.otherResult({ before, now: nowName })]),
  ];
  return (
    <div class="notice">
      {isOther && <p>{say.otherRules({ before: shortDigest(rules), now: shortDigest(pack.digest) })}</p>}
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  );
}

/** The earlier outcome of a link or record if it differs from the current one; one without a variant matches any. */
function beforeOf({ names }: Locale, result: string | null, now: DecisionSummary | null): string | null {
  if (result === null) return null;
  const { service, variant } = offeringIdOf(result);
  const isSame = service === now?.service && (variant === null || variant === now.variant);
  return isSame ? null : names.offering(service, variant);
}

/** The recorded links, each with what its answers lead to today. */
export function RecordsView() {
  const { data, pack, locale, say, restart, open } = useSession();
  const todayOf = ({ answers, expect }: PageRecord): string => {
    const summary = summaryOf(pack, answers);
    const now = resultName(locale, summary);
    const before = beforeOf(locale, resultOf(expect), summary);
    return before === null ? now : say.otherResult({ before, now });
  };
  return (
    <>
      <h1 tabIndex={-1}>{say.records}</h1>
      <ul class="choices">
        {data.records.map((record, index) => (
          <li key={`${record.file} ${index}`}>
            <button type="button" class="choice" onClick={() => open(record)}>
              <strong>{record.title ?? record.key}</strong>
              <code class="about">{record.file}</code>
              <span class="about">{todayOf(record)}</span>
            </button>
          </li>
        ))}
      </ul>
      <p class="buttons">
        <Button class="primary" on={restart} label={say.newLink} />
      </p>
    </>
  );
}
