import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodeIo } from '../../src/cli/host/node-io.ts';
import { decide } from '../../src/engine/decide.ts';
import type { Decision, Policy } from '../../src/model/decision.ts';
import type { Pack } from '../../src/model/pack.ts';
import type { LinkRecord } from '../../src/model/record.ts';
import { loadPackFolder } from '../../src/pack/pack-folder.ts';
import { readAnswersFile } from '../../src/records/answers-file.ts';

/** A line of `decisions.jsonl`: the decision for a record of answers under a policy. */
export interface ExpectedDecision extends Policy {
  readonly record: string;
  readonly decision: Decision;
}

/** A pack of the conformance folder with its records. */
export interface Suite {
  readonly name: string;
  readonly pack: Pack;
  readonly records: readonly LinkRecord[];
}

const policies: readonly Policy[] = [
  { assume: true, defaults: false },
  { assume: false, defaults: false },
  { assume: true, defaults: true },
];

/** The suites of the folder `conformance`: all that have a pack and answers to it. */
export function suitesIn(root: string): Suite[] {
  return readdirSync(root)
    .filter((name) => existsSync(join(root, name, 'answers.yaml')))
    .sort()
    .map((name) => {
      const { source, findings } = loadPackFolder(nodeIo(process).files, join(root, name, 'pack'));
      if (source === null) throw new Error(`${name}: ${findings.map(({ code }) => code).join(', ')}`);
      const pack = source.in('en');
      const file = join(root, name, 'answers.yaml');
      const { documents, findings: broken } = readAnswersFile(readFileSync(file), file, pack);
      if (broken.length > 0) throw new Error(`${file}: ${broken.map(({ code }) => code).join(', ')}`);
      return { name, pack, records: documents };
    });
}

/** The decisions for the records of a suite, under each policy. */
export function decisionsOf({ pack, records }: Suite): ExpectedDecision[] {
  return records.flatMap(({ id, answers }) =>
    policies.map((policy) => ({ record: id ?? '', ...policy, decision: decide(pack, answers, policy) })),
  );
}
