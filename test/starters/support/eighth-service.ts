import { blockUnder } from '../../support/docs.ts';
import { textOf } from '../../support/repository.ts';
import { run } from '../../support/run.ts';

/** The documented pack with an eighth service, and one that extends it with what the service is built as and its template. */
const eighthService: Readonly<Record<string, string>> = {
  'ours/pack.yaml': blockUnder('pack-format.md', 'Add a service'),
  'pack/pack.yaml': textOf('test/fixtures/eighth-service/firehose.yaml'),
  'pack/templates/firehose.yaml': textOf('test/fixtures/eighth-service/template.yaml'),
};

/** Answers that lead to it. */
export const answers = ['--data', 'stream', '--stored', 'yes', '--no-input'];

/** Runs a command with the rules of the pack, and more files. */
export const withEighthService = (argv: readonly string[], more: Readonly<Record<string, string>> = {}) =>
  run([...argv, '--rules', 'pack'], { files: { ...eighthService, ...more }, today: '2026-11-28' });
