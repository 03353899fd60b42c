import type { RenderReport } from './report.ts';

interface FormatModule {
  readonly render: RenderReport;
}

/** The formats of a report by name, each loaded on demand. */
export const reportFormats = {
  text: () => import('./text.ts'),
  json: () => import('./json.ts'),
  github: () => import('./github.ts'),
  sarif: () => import('./sarif.ts'),
  junit: () => import('./junit.ts'),
  markdown: () => import('./markdown.ts'),
} as const satisfies Readonly<Record<string, () => Promise<FormatModule>>>;

export type ReportFormat = keyof typeof reportFormats;
