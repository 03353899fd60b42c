import { holds } from '../engine/box.ts';
import { bareOption, compile } from '../engine/compile.ts';
import type { Compiled } from '../engine/compiled.ts';
import { knownOf } from '../engine/explore.ts';
import { withoutGap } from '../engine/gap-error.ts';
import { groupedBy } from '../engine/lists.ts';
import { summarize, UNMET } from '../engine/outcome.ts';
import type { Answers } from '../model/decision.ts';
import { type Pack, type Question, rulesOf } from '../model/pack.ts';
import type { Offering } from './services.ts';

/** A map of the services over two questions, as `tsunagi services --map -f json` prints it. Key order is part of the contract. */
export type ServiceMap = ReturnType<typeof serviceMapOf>;

/** Places offerings on a map of two choice or boolean questions, by the answers that their facts allow, row by row. */
export function serviceMapOf(pack: Pack, columns: Question, rows: Question, offerings: readonly Offering[]) {
  const compiled = compile(pack);
  const by = [columns.id, rows.id] as const;
  const offered = variantsByService(compiled, offerings);
  const valuesOf = ({ values }: Question): string[] => values.map(({ value }) => value);
  const checked = new Set<number>();
  const cellAt = (column: string, row: string) => {
    const answers: Answers = { [columns.id]: { value: column, from: 'flag' }, [rows.id]: { value: row, from: 'flag' } };
    const { box } = knownOf(compiled, answers);
    // The services whose facts allow both answers, with the variants that do; empty if all of them do.
    const admitted = offered.flatMap(({ service, variants }) => {
      const fitting = variants.filter(({ refused }) => {
        const against = refused.filter(({ when }) => holds(box, when));
        for (const { question } of against) checked.add(question);
        return against.length === 0;
      });
      if (fitting.length === 0) return [];
      const ids = fitting.flatMap(({ id }) => id ?? []);
      return [{ service: service.id, variants: fitting.length < service.variants.length ? ids : [] }];
    });
    const recommended = recommendedFor(pack, answers, offered);
    return { column, row, admitted, recommended };
  };
  const cells = valuesOf(rows).flatMap((row) => valuesOf(columns).map((column) => cellAt(column, row)));
  return {
    schema: 'tsunagi/map@1' as const,
    lang: pack.lang,
    rules: rulesOf(pack),
    by,
    columns: valuesOf(columns),
    rows: valuesOf(rows),
    // The questions, of the two, that no fact of these services checks: they separate nothing here.
    silent: by.filter((id) => !checked.has(compiled.indexOf.get(id) ?? -1)),
    cells,
  };
}

/** The variants of each service, null for one without, and what their facts rule out. */
function variantsByService(compiled: Compiled, offerings: readonly Offering[]) {
  return groupedBy(offerings, ({ service }) => service).map((named) => {
    const [{ service }] = named;
    const all = service.variants.length === 0 ? [null] : service.variants.map(({ id }) => id);
    const ids = new Set(named.flatMap(({ variant }) => variant?.id ?? all));
    const variants = [...ids].map((id) => {
      const conflicts = bareOption(compiled, service.id, id).conflicts();
      return { id, refused: conflicts.filter(({ kind }) => kind !== 'quota') };
    });
    return { service, variants };
  });
}

/** What the rules recommend for two answers when nothing else is given; null unless it is one of these offerings. */
function recommendedFor(pack: Pack, answers: Answers, offered: ReturnType<typeof variantsByService>) {
  const summary = withoutGap(() => summarize(pack, answers, { assume: true, defaults: true }));
  if (!summary?.service || summary.warnings.includes(UNMET)) return null;
  const { service, variant, with: companions } = summary;
  const variants = offered.find((each) => each.service.id === service)?.variants;
  const isOffered = variants?.some(({ id }) => variant === null || id === variant);
  return isOffered ? { service, variant, with: companions } : null;
}
