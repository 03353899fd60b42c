import type { Translated } from '../diagnostic-message.ts';
import type { diagnostics as en } from '../en/diagnostics.ts';
import { answerDiagnostics } from './answer-diagnostics.ts';
import { driftDiagnostics } from './drift.ts';
import { fileDiagnostics } from './file-diagnostics.ts';
import { packDiagnostics } from './pack-diagnostics.ts';
import { recordDiagnostics } from './record-diagnostics.ts';
import { testDiagnostics } from './rules-test.ts';
import { usageDiagnostics } from './usage-diagnostics.ts';

export const diagnostics: Translated<typeof en> = {
  ...fileDiagnostics,
  ...packDiagnostics,
  ...answerDiagnostics,
  ...usageDiagnostics,
  ...recordDiagnostics,
  ...driftDiagnostics,
  ...testDiagnostics,
};
