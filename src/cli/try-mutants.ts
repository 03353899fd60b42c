import type { Io } from '../model/io.ts';
import type { Pack } from '../model/pack.ts';
import type { Case } from '../model/source-location.ts';
import { mutantsOf } from '../pack-test/mutants.ts';
import { type MutationResult, mutationResults } from '../pack-test/mutate.ts';
import type { Speech } from './language.ts';
import { grouped, progressLine } from './progress-line.ts';

/** Tries all mutants of a pack. With many rules it takes a minute, and so a terminal is shown how far it has come. */
export function tryMutants(io: Io, speech: Speech, pack: Pack, cases: readonly Case[]): MutationResult[] {
  const line = progressLine(io);
  if (!line) return [...mutationResults(pack, cases)];
  const total = [...mutantsOf(pack)].length;
  const results: MutationResult[] = [];
  let last = -1;
  const show = (): void => {
    const percent = total === 0 ? 100 : Math.floor((100 * results.length) / total);
    if (percent > last) line.show(texts[speech](results.length, total, percent));
    last = percent;
  };
  try {
    show();
    for (const result of mutationResults(pack, cases)) {
      results.push(result);
      show();
    }
  } finally {
    line.clear();
  }
  return results;
}

const texts: Readonly<Record<Speech, (done: number, total: number, percent: number) => string>> = {
  en: (done, total, percent) => `${grouped(done)} of ${grouped(total)} mutants tried, ${percent} %`,
  ja: (done, total, percent) => `ミュータント${grouped(total)}件中${grouped(done)}件を試行、${percent}%`,
};
