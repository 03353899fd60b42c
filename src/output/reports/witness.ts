import type { ReportWitness } from './report.ts';

/**
 * The sets of answers of a witness, each as an answers file of its own: what people copy is indented, and YAML takes `---` for
 * the beginning of a document only where a line begins with it.
 */
export function answersOf({ answers }: ReportWitness): readonly string[] {
  return answers.split(/^---\n/m).map((document) => document.trimEnd());
}
