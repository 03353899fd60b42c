import { spawn } from 'node:child_process';
import { utimesSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { queueFlags as answers, queueAnswers as given, program, Sandbox } from '../support/sandbox.ts';

const killAt = join(import.meta.dirname, '../support/kill-at.cjs');
const before = { 'old.yaml': `id: old\ntitle: old\nanswers: ${given}\n`, 'old.md': '# Old\n' };
const sides = ['--supersedes', 'old.yaml', '--supersedes', 'old.md'];
const save = [...answers, '--title', 'orders', '--save', 'new.yaml', '-f', 'adr', '-o', 'new.md', ...sides];
/** More than a run takes to write four files. */
const MAX_STEPS = 48;
/** With all four signals together; `npm run signals` sets more. */
const { SIGNAL_RUNS = '12' } = process.env;

/** Runs in a folder of its own; KILL_AT 0 is never reached. */
async function run(step: number, signal: NodeJS.Signals) {
  const box = new Sandbox();
  onTestFinished(() => box.remove());
  for (const [name, text] of Object.entries(before)) box.write(name, text);
  const env = { PATH: process.env['PATH'], KILL_AT: String(step), KILL_BY: signal };
  const child = spawn(process.execPath, ['--require', killAt, program, ...save], { cwd: box.dir, env, stdio: 'ignore' });
  const ended = await new Promise<string | number | null>((resolve) => child.on('exit', (code, by) => resolve(by ?? code)));
  const files: Readonly<Record<string, string>> = Object.fromEntries(box.names().map((name) => [name, box.read(name)]));
  return { box, ended, files };
}

/** The steps at which one of the signals comes, spread over all. */
const count = Number(SIGNAL_RUNS) / 4;
const steps = Array.from({ length: count }, (_, index) => 1 + Math.floor((index * MAX_STEPS) / count));

test.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
  '%s while files are written leaves all or none of them, and nothing else',
  async (signal) => {
    const { files: after } = await run(0, signal);
    for (const step of steps) {
      const { ended, files } = await run(step, signal);
      const state = { step, ended };
      expect({ ...state, files }).toEqual({ ...state, files: 'new.yaml' in files ? after : before });
      expect([signal, 0]).toContain(ended);
    }
  },
  120_000 + Number(SIGNAL_RUNS) * 1000,
);

test(
  'SIGKILL leaves each file old or new but whole, and what it leaves behind stops nobody ten seconds later',
  async () => {
    const { files: after } = await run(0, 'SIGKILL');
    for (const step of steps) {
      const { box, ended, files } = await run(step, 'SIGKILL');
      for (const [name, text] of Object.entries(files)) {
        const whole = expect.toBeOneOf([before[name as keyof typeof before], after[name]]);
        if (!name.startsWith('.tsunagi')) expect({ step, name, text }).toEqual({ step, name, text: whole });
      }
      if (ended === 0) continue;
      if ('.tsunagi.lock' in files) utimesSync(box.path('.tsunagi.lock'), 0, Date.now() / 1000 - 10.1);
      const { status, stderr } = box.tsunagi([...answers, '--title', 'next', '--save', 'old.yaml']);
      expect({ step, status, stderr }).toEqual({ step, status: 0, stderr: '' });
    }
  },
  120_000 + Number(SIGNAL_RUNS) * 1000,
);
