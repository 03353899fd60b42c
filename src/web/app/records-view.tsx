import { useMemo } from 'preact/hooks';
import { summarize } from '../../engine/summary.ts';
import type { DecisionSummary } from '../../model/decision.ts';
import { pagePolicy } from '../copies.ts';
import type { PageRecord } from '../page-data.ts';
import { beforeOf } from './notices.tsx';
import { answersOf, type Session, withoutGap } from './session.ts';

/** The links that were recorded, each with what its answers lead to today. */
export function RecordsView({ session }: { readonly session: Session }) {
  const { data, pack, locale, say, restart, open } = session;
  const { names, messages } = locale;
  const results = useMemo(
    () => data.records.map((record) => withoutGap(() => summarize(pack, answersOf(record), pagePolicy))),
    [data, pack],
  );
  const todayOf = (record: PageRecord, summary: DecisionSummary | null): string => {
    const now = summary?.service ? names.offering(summary.service, summary.variant) : messages.notDecided;
    const before = beforeOf(session, record.result, summary);
    return before === null ? now : say.otherResult({ before, now });
  };
  return (
    <>
      <h1 tabIndex={-1}>{say.records}</h1>
      <ul class="choices">
        {data.records.map((record, index) => {
          return (
            <li key={`${record.file} ${index}`}>
              <button type="button" class="choice" onClick={() => open(record)}>
                <strong>{record.name}</strong>
                <code>{record.file}</code>
                <span class="about">{todayOf(record, results[index] ?? null)}</span>
              </button>
            </li>
          );
        })}
      </ul>
      <p class="buttons">
        <button type="button" class="primary" onClick={restart}>
          {say.newLink}
        </button>
      </p>
    </>
  );
}
