import type { Policy } from '../model/decision.ts';
import type { Finding } from '../model/diagnostic.ts';
import type { Pack } from '../model/pack.ts';
import type { CheckedRecord } from '../records/check.ts';
import type { CheckedTemplate } from '../records/check-report.ts';
import { compareBuilt } from './drift-comparison.ts';
import type { Stack } from './stack.ts';

/** What is found of records by what was built, and of what was built alone. */
export interface TemplateFindings {
  more(record: CheckedRecord): readonly Finding[];
  readonly templates: readonly CheckedTemplate[];
}

/**
 * Compares records with what was built.
 *
 * @param renewed the keys of records that were recorded again just now: what they say now counts
 */
export function compareWithTemplates(
  pack: Pack,
  records: readonly CheckedRecord[],
  renewed: ReadonlySet<string>,
  stacks: readonly Stack[],
  policy: Policy,
): TemplateFindings {
  const wanting = records.map(({ key, checked }) => ({ checked, renewed: renewed.has(key) }));
  const found = compareBuilt(pack, wanting, stacks, policy);
  const seen = new Map<string, number>();
  return {
    more: ({ checked }) => found.records.get(checked) ?? [],
    templates: stacks.map((stack) => {
      const number = (seen.get(stack.file) ?? 0) + 1;
      seen.set(stack.file, number);
      const key = number === 1 ? stack.file : `${stack.file}#${number}`;
      return {
        key,
        form: stack.form,
        resources: stack.resources.filter(({ derived }) => !derived).length,
        findings: found.stacks.get(stack) ?? [],
      };
    }),
  };
}
