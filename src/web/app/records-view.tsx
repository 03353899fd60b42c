import { useMemo } from 'preact/hooks';
import { summarize } from '../../engine/summary.ts';
import { pagePolicy } from '../copies.ts';
import { answersOf, type Session, withoutGap } from './session.ts';

/** The links that were recorded, each with what its answers lead to today. */
export function RecordsView({ session }: { readonly session: Session }) {
  const { data, pack, locale, say, restart, open } = session;
  const { names, messages } = locale;
  const results = useMemo(
    () => data.records.map((record) => withoutGap(() => summarize(pack, answersOf(record), pagePolicy))),
    [data, pack],
  );
  return (
    <>
      <h1 tabIndex={-1}>{say.records}</h1>
      <ul class="choices">
        {data.records.map((record, index) => {
          const result = results[index];
          return (
            <li key={`${record.file} ${index}`}>
              <button type="button" class="choice" onClick={() => open(record)}>
                <strong>{record.title}</strong>
                <code>{record.file}</code>
                <span class="about">
                  {result?.service ? names.offering(result.service, result.variant) : messages.notDecided}
                </span>
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
