import type { findings as en } from '../en/findings.ts';
import type { Translated } from '../text.ts';
import { answerFindings } from './answer-findings.ts';
import { driftFindings } from './drift.ts';
import { fileFindings } from './file-findings.ts';
import { packFindings } from './pack-findings.ts';
import { recordFindings } from './record-findings.ts';
import { testFindings } from './rules-test.ts';
import { usageFindings } from './usage-findings.ts';

export const findings: Translated<typeof en> = {
  ...fileFindings,
  ...packFindings,
  ...answerFindings,
  ...usageFindings,
  ...recordFindings,
  ...driftFindings,
  ...testFindings,
};
