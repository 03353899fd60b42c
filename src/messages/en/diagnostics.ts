import { answerDiagnostics } from './answer-diagnostics.ts';
import { driftDiagnostics } from './drift.ts';
import { fileDiagnostics } from './file-diagnostics.ts';
import { packDiagnostics } from './pack-diagnostics.ts';
import { recordDiagnostics } from './record-diagnostics.ts';
import { testDiagnostics } from './rules-test.ts';
import { usageDiagnostics } from './usage-diagnostics.ts';

export const diagnostics = {
  ...fileDiagnostics,
  ...packDiagnostics,
  ...answerDiagnostics,
  ...usageDiagnostics,
  ...recordDiagnostics,
  ...driftDiagnostics,
  ...testDiagnostics,
};

type Diagnostics = typeof diagnostics;

// Findings are created below this layer, too, but are typed by these texts.
declare module '../../model/diagnostic.ts' {
  interface Messages extends Diagnostics {}
}
