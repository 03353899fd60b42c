import { describe, expect, test } from 'vitest';
import type { recordFindings } from '../../src/messages/en/record-findings.ts';
import type { usageFindings } from '../../src/messages/en/usage-findings.ts';
import { type Code, type FindingArgs, finding } from '../../src/model/finding.ts';
import { messageOf } from '../../src/output/findings.ts';

/** `cannot-write` explains an error code of the system without repeating it. */
type TestedCode = keyof typeof recordFindings | Exclude<keyof typeof usageFindings, 'cannot-write'>;

/** Arguments for each code that cover all forms of its sentence. */
const examples: { readonly [C in TestedCode]: readonly FindingArgs[C][] } = {
  'which-record': [{ path: 'a.yaml', option: '--title', known: ['one', 'two'] }],
  'no-such-record': [
    { path: 'a.yaml', id: 'x', known: ['one', 'two'] },
    { path: 'a.yaml', id: 'on', known: ['one'], suggestion: 'one' },
  ],
  'same-title': [{ path: 'a.yaml', id: 'x' }],
  'already-superseded': [
    { id: 'old', by: 'new' },
    { id: 'old', by: '' },
  ],
  'supersede-open': [{ id: 'old' }],
  'unknown-option': [{ option: '--dta', command: 'decide' }],
  'unknown-command': [{ command: 'x' }, { command: 'bacth', suggestion: 'batch' }],
  'excess-argument': [{ argument: 'a', command: 'batch' }],
  'missing-value': [{ option: '--save', takes: 'file' }],
  'conflicting-values': [{ option: '--data', other: '--set data', first: 'stream', second: 'message' }],
  'not-id-value': [{ text: 'data' }],
  'unknown-variable': [{ name: 'TSUNAGI_ANSWER_X' }, { name: 'TSUNAGI_ANSWER_DTA', suggestion: 'TSUNAGI_ANSWER_DATA' }],
  'conflicting-options': [{ option: '--fix', other: '--defaults' }],
  'not-two-questions': [{ text: 'timing' }],
  'not-a-choice': [{ question: 'throughput', known: ['timing', 'fanout'] }],
  'unknown-choice': [{ id: 'x', known: ['json', 'yaml'] }],
  'wrong-ending': [{ path: 'a.html', endings: ['text', 'json'] }],
  'needs-file': [{ option: '--save' }],
  'file-exists': [{ path: 'a.yaml', option: '--force' }],
  'needs-option': [{ option: '--by', needs: ['--save', '-f adr'] }],
  'missing-operand': [{ operand: '<files...>', command: 'check' }],
  'same-file': [{ option: '--output', other: '--save', path: 'a.yaml' }],
  'too-many-decisions': [{ path: 'a.yaml', count: 20_000, limit: 2000 }],
  'no-template': [{ services: ['sqs'] }],
  'one-decision': [{ option: '--title', count: 3 }],
  'cannot-patch': [{ path: 'a.yaml', key: 'data' }],
  'adr-by-hand': [{ path: 'a.md' }],
  'no-records': [{ path: 'links' }],
  'record-changed': [{ path: 'a.yaml', record: 'orders' }],
  'file-changed': [{ path: 'a.yaml' }],
  'not-fixed': [{}],
  'files-stand': [{ paths: ['a.yaml', 'b.yaml'] }],
  'overwrites-input': [{ path: 'a.yaml' }],
  'overwrites-record': [{ path: 'a.yaml' }],
  'check-rules': [{ rules: 'ours', now: 'aws-messaging' }],
  'check-service': [{ expected: 'sqs', got: 'sns', against: '' }],
  'check-reason': [{ key: 'variant', service: 'sqs', expected: 'standard', got: 'fifo' }],
  'check-undecided': [
    { expected: null, possible: ['sqs', 'sns'], asks: ['fanout'] },
    { expected: 'sqs', possible: ['sqs', 'sns'], asks: ['fanout', 'timing'] },
    { expected: 'sqs', possible: ['sqs', 'sns'], asks: [] },
    // A single possible service means that other answers end in a gap.
    { expected: null, possible: ['sns'], asks: ['fanout'] },
    { expected: 'sqs', possible: ['sns'], asks: ['fanout'] },
  ],
  'check-gap': [{ node: 'root', question: 'data' }],
  'check-edited': [{}],
  'check-facts-old': [
    { facts: ['sqs fanout'], instead: null, checked: '2025-01-01', days: 365 },
    { facts: ['sqs fanout'], instead: [], checked: '2025-01-01', days: 365 },
    { facts: Array(30).fill('sqs/fifo throughput-ceiling'), instead: ['sns', 'mq'], checked: '2025-01-01', days: 365 },
  ],
  'check-facts-expired': [{ facts: ['sqs fanout'], instead: ['sns/standard'], until: '2025-01-01' }],
  'check-review': [{ day: '2026-01-01', asOf: '2026-01-02' }],
  'check-duplicate-id': [{ id: 'orders', first: 'a.yaml:1' }],
  'check-not-superseded': [
    { id: 'old', by: 'new', says: 'supersedes' },
    { id: 'old', by: 'new', says: 'superseded-by' },
    { id: 'old', by: 'new', says: 'status' },
  ],
  'check-not-human': [
    { question: 'timing', value: 'any', by: 'agent' },
    { question: 'timing', value: 'any', by: 'assumed' },
    { question: 'timing', value: 'any', by: 'default' },
  ],
};

const all = Object.entries(examples).flatMap(([code, list]) => list.map((args) => [code as TestedCode, args] as const));

describe.each(['en', 'ja'])('in %s', (lang) => {
  test.each(all)('%s states the problem and the remedy', (code, args) => {
    const [problem, mitigation] = messageOf(finding(code as Code, null, args as never), lang);
    const end = lang === 'ja' ? /[。？]$/ : /[.?]$/;
    expect(problem).toMatch(end);
    expect(problem.length).toBeLessThan(600);
    if (mitigation !== '') expect(mitigation).toMatch(end);
    expect(`${problem}${mitigation}`).not.toMatch(/undefined|null|\[object|(?<!\.)\.\.(?!\.)/);
    for (const value of Object.values(args).flat()) {
      if (typeof value === 'string') expect(`${problem}${mitigation}`).toContain(value);
    }
  });
});
