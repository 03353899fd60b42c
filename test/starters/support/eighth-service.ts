import { filesBelow, textOf } from '../../support/repository.ts';
import { run } from '../../support/run.ts';

/** A copy of the built-in pack in which streams are asked about first, with another service and its template beside it. */
export const eighthService: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    filesBelow('rules/aws-messaging', /\.yaml$/).map((file) => {
      const text = textOf(file);
      const path = file.replace('rules/aws-messaging', 'pack');
      return [path, path === 'pack/tree.yaml' ? text.replace('then: stream\n', 'then: destination\n') : text];
    }),
  ),
  'pack/services/firehose.yaml': textOf('test/fixtures/eighth-service/firehose.yaml'),
  'pack/templates/firehose.yaml': textOf('test/fixtures/eighth-service/template.yaml'),
};

/** Answers that lead to it. */
export const answers = ['--data', 'stream', '--destination', 'store', '--no-input'];

/** Runs a command with the rules of the pack, and more files. */
export const withEighthService = (argv: readonly string[], more: Readonly<Record<string, string>> = {}) =>
  run([...argv, '--rules', 'pack'], { files: { ...eighthService, ...more }, today: '2026-11-26' });
