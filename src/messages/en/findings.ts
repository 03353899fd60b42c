import { answerFindings } from './answer-findings.ts';
import { driftFindings } from './drift.ts';
import { fileFindings } from './file-findings.ts';
import { packFindings } from './pack-findings.ts';
import { recordFindings } from './record-findings.ts';
import { testFindings } from './rules-test.ts';
import { usageFindings } from './usage-findings.ts';

export const findings = {
  ...fileFindings,
  ...packFindings,
  ...answerFindings,
  ...usageFindings,
  ...recordFindings,
  ...driftFindings,
  ...testFindings,
};

type Findings = typeof findings;

// Findings are created below this layer, too, but are typed by these texts.
declare module '../../model/finding.ts' {
  interface Messages extends Findings {}
}
