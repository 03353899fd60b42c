import { useMemo } from 'preact/hooks';
import { summarize } from '../../engine/summary.ts';
import { offeringIdOf } from '../../model/service-variant.ts';
import { shortDigest } from '../address.ts';
import { problemText } from '../answer-problem.ts';
import { pagePolicy } from '../copies.ts';
import { type Session, withoutGap } from './session.ts';

/** What is to be known before all else: a change that is only tried out, and what a link of other rules has become. */
export function Notices({ session }: { readonly session: Session }) {
  const { unreadable, say, tried } = session;
  return (
    <div class="notices" aria-live="polite">
      {unreadable && <p class="notice">{say.newerLink}</p>}
      <Since session={session} />
      {tried.length > 0 && <TriedNotice session={session} />}
    </div>
  );
}

/** It stays in sight, since one may be far down among the changes that can be tried. */
function TriedNotice({ session }: { readonly session: Session }) {
  const { tried, answers, pack, say, locale, undo } = session;
  const { names, messages } = locale;
  const changes = Object.entries(tried.at(-1)?.changes ?? {}).map(
    ([question, value]) => `${names.topic(question)}${messages.colon}${names.value(question, value)}`,
  );
  const now = useMemo(() => withoutGap(() => summarize(pack, answers, pagePolicy)), [pack, answers]);
  const result = now?.service ? names.offering(now.service, now.variant) : messages.notDecided;
  return (
    <p class="notice tried">
      <span>
        {say.tried(changes.join(messages.comma))} <strong>{result}</strong>
      </span>
      <button type="button" onClick={undo}>
        {say.undo}
      </button>
    </p>
  );
}

/** What changed since a link was made. Only what can be said with the rules of today is said. */
function Since({ session }: { readonly session: Session }) {
  const { pack, address, answers, say, locale, next } = session;
  const { rules, result, problems, renamed } = address;
  const { messages, names } = locale;
  const now = useMemo(() => withoutGap(() => summarize(pack, answers, pagePolicy)), [pack, answers]);
  const isOther = rules !== null && shortDigest(rules) !== shortDigest(pack.digest);
  if (!isOther && problems.length === 0 && renamed.length === 0) return null;
  const then = result === null ? null : offeringIdOf(result);
  const thenName = then && names.offering(then.service, then.variant);
  const nowName = now?.service ? names.offering(now.service, now.variant) : messages.notDecided;
  const isSame = then !== null && then.service === now?.service && then.variant === now.variant;
  const lines = [
    ...renamed.map(say.renamed),
    ...problems.map((problem) => problemText(problem, pack.lang)),
    ...(next ? [say.unansweredNow(messages.and([names.ask(next.id)]))] : []),
    ...(thenName === null ? [] : [isSame ? say.sameResult(nowName) : say.otherResult({ before: thenName, now: nowName })]),
  ];
  return (
    <div class="notice">
      <p>{isOther ? say.otherRules({ before: shortDigest(rules), now: shortDigest(pack.digest) }) : say.oldLink}</p>
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
