import { useMemo } from 'preact/hooks';
import type { Locale } from '../../messages/locale.ts';
import type { DecisionSummary } from '../../model/decision.ts';
import { offeringIdOf } from '../../model/service-variant.ts';
import { resultName } from '../../output/decision-view.ts';
import { shortDigest } from '../address.ts';
import { problemText } from '../answer-problem.ts';
import { Button } from './button.tsx';
import { summaryOf, useSession } from './session.ts';

interface Props {
  /** What the answers lead to today; null: to a gap of the rules. */
  readonly now: DecisionSummary | null;
}

/** What is to be known before all else: a change that is only tried out, and what a link of other rules has become. */
export function Notices() {
  const { unreadable, say, tried, pack, answers } = useSession();
  const now = useMemo(() => summaryOf(pack, answers), [pack, answers]);
  return (
    <div class="notices" aria-live="polite">
      {unreadable && <p class="notice">{say.newerLink}</p>}
      <Since now={now} />
      {tried.length > 0 && <TriedNotice now={now} />}
    </div>
  );
}

/** It stays in sight, since one may be far down among the changes that can be tried. */
function TriedNotice({ now }: Props) {
  const { tried, say, locale, undo } = useSession();
  const { names, messages } = locale;
  const changes = Object.entries(tried.at(-1)?.changes ?? {}).map(
    ([question, value]) => `${names.topic(question)}${messages.colon}${names.value(question, value)}`,
  );
  return (
    <p class="notice tried">
      <span>
        {say.tried(changes.join(messages.comma))} <strong>{resultName(locale, now)}</strong>
      </span>
      <Button on={undo} label={say.undo} />
    </p>
  );
}

/** What changed since a link was made. Only what can be said with the rules of today is said. */
function Since({ now }: Props) {
  const { pack, address, say, locale, next } = useSession();
  const { rules, result, problems, renamed } = address;
  const { messages, names } = locale;
  const isOther = rules !== null && shortDigest(rules) !== shortDigest(pack.digest);
  const isBroken = problems.length > 0 || renamed.length > 0;
  const nowName = resultName(locale, now);
  const before = beforeOf(locale, result, now);
  if (!isOther && !isBroken && before === null) return null;
  const lines = [
    ...renamed.map(say.renamed),
    ...problems.map((problem) => problemText(problem, pack.lang)),
    ...(next ? [say.unansweredNow(messages.and([names.ask(next.id)]))] : []),
    ...(before !== null ? [say.otherResult({ before, now: nowName })] : result === null ? [] : [say.sameResult(nowName)]),
  ];
  return (
    <div class="notice">
      {isOther && <p>{say.otherRules({ before: shortDigest(rules), now: shortDigest(pack.digest) })}</p>}
      {isBroken && !isOther && <p>{say.oldLink}</p>}
      {lines.length > 0 && (
        <ul>
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** What a link or record led to before, where that is not what it leads to now; a variant that it does not name may be any. */
export function beforeOf({ names }: Locale, result: string | null, now: DecisionSummary | null): string | null {
  if (result === null) return null;
  const { service, variant } = offeringIdOf(result);
  const isSame = service === now?.service && (variant === null || variant === now.variant);
  return isSame ? null : names.offering(service, variant);
}
