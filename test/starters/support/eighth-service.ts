import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../../support/run.ts';

const rules = join(import.meta.dirname, '../../../rules/aws-messaging');
const added = join(import.meta.dirname, '../../fixtures/eighth-service');
const builtIn = readdirSync(rules, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.yaml'));

/** A copy of the built-in pack in which streams are asked about first, with another service and its template beside it. */
export const eighthService: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    builtIn.map((file) => {
      const text = readFileSync(join(rules, file), 'utf8');
      return [`pack/${file}`, file === 'tree.yaml' ? text.replace('then: stream\n', 'then: destination\n') : text];
    }),
  ),
  'pack/services/firehose.yaml': readFileSync(join(added, 'firehose.yaml'), 'utf8'),
  'pack/templates/firehose.yaml': readFileSync(join(added, 'template.yaml'), 'utf8'),
};

/** Answers that lead to it. */
export const answers = ['--data', 'stream', '--destination', 'store', '--no-input'];

/** Runs a command with the rules of the pack, and more files. */
export const withEighthService = (argv: readonly string[], more: Readonly<Record<string, string>> = {}) =>
  run([...argv, '--rules', 'pack'], { files: { ...eighthService, ...more }, today: '2026-11-26' });
