import { type Finding, finding } from '../model/diagnostic.ts';
import type { Checked } from './check.ts';

/** What records that are in force get wrong between them: ids that stand twice, and superseding that only one side knows of. */
export function findingsAcross(all: readonly Checked[]): ReadonlyMap<Checked, readonly Finding[]> {
  const found = new Map<Checked, Finding[]>();
  const tell = (checked: Checked, each: Finding): void => {
    const others = found.get(checked);
    if (others) others.push(each);
    else found.set(checked, [each]);
  };
  const live = all.filter(({ record }) => record.status !== 'superseded');
  const byId = new Map<string, Checked>();
  for (const checked of live) {
    const { id } = checked.record;
    const first = id === null ? undefined : byId.get(id);
    if (first && id !== null) {
      const at = first.record.placeOf(['id']);
      tell(
        checked,
        finding('check-duplicate-id', checked.record.placeOf(['id']), { id, first: at ? `${at.file}:${at.line}` : '' }),
      );
    } else if (id !== null) byId.set(id, checked);
  }
  for (const { record } of live) {
    for (const id of record.supersedes) {
      const old = byId.get(id);
      if (!old || old.record === record) continue;
      const at = old.record.placeOf(['status']) ?? old.record.placeOf(['id']);
      tell(old, finding('check-not-superseded', at, { id, by: record.id ?? record.title ?? '' }));
    }
  }
  return found;
}
