import { useMemo } from 'preact/hooks';
import { summarize } from '../../engine/summary.ts';
import type { DecisionSummary } from '../../model/decision.ts';
import { offeringIdOf } from '../../model/service-variant.ts';
import { pagePolicy } from '../copies.ts';
import type { PageRecord } from '../page-data.ts';
import { answersOf, type Session, withoutGap } from './session.ts';

/** The links that were recorded, each with what its answers lead to today. */
export function RecordsView({ session }: { readonly session: Session }) {
  const { data, pack, locale, say, restart, open } = session;
  const { names, messages } = locale;
  const results = useMemo(
    () => data.records.map((record) => withoutGap(() => summarize(pack, answersOf(record), pagePolicy))),
    [data, pack],
  );
  const todayOf = ({ result: recorded }: PageRecord, summary: DecisionSummary | null): string => {
    const now = summary?.service ? names.offering(summary.service, summary.variant) : messages.notDecided;
    const then = recorded === null ? null : offeringIdOf(recorded);
    const before = then && names.offering(then.service, then.variant);
    return before === null || before === now ? now : say.otherResult({ before, now });
  };
  return (
    <>
      <h1 tabIndex={-1}>{say.records}</h1>
      <ul class="choices">
        {data.records.map((record, index) => {
          return (
            <li key={`${record.file} ${index}`}>
              <button type="button" class="choice" onClick={() => open(record)}>
                <strong>{record.title}</strong>
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
