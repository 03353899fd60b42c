import { useMemo } from 'preact/hooks';
import { resultName } from '../../output/decision-view.ts';
import { Button } from './button.tsx';
import { beforeOf } from './notices.tsx';
import { answersOf, summaryOf, useSession } from './session.ts';

/** The recorded links, each with what its answers lead to today. */
export function RecordsView() {
  const { data, pack, locale, say, restart, open } = useSession();
  const results = useMemo(() => data.records.map((record) => summaryOf(pack, answersOf(record))), [data, pack]);
  const todayOf = (at: number, result: string | null): string => {
    const summary = results[at] ?? null;
    const now = resultName(locale, summary);
    const before = beforeOf(locale, result, summary);
    return before === null ? now : say.otherResult({ before, now });
  };
  return (
    <>
      <h1 tabIndex={-1}>{say.records}</h1>
      <ul class="choices">
        {data.records.map((record, index) => (
          <li key={`${record.file} ${index}`}>
            <button type="button" class="choice" onClick={() => open(record)}>
              <strong>{record.name}</strong>
              <code>{record.file}</code>
              <span class="about">{todayOf(index, record.result)}</span>
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
