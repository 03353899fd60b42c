/** Whole processes of Node.js, run one after the other, and what they take. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

// Certificates, which Node.js would read at its start, have nothing to do with the program.
const { NODE_EXTRA_CA_CERTS: _, ...env } = process.env;
const usage = join(import.meta.dirname, 'usage.cjs');

/**
 * Where a process runs, what its output goes to, and how it may end.
 * @typedef {{ cwd?: string, stdout?: 'pipe' | 'ignore' | number, statuses?: readonly number[] }} Where
 */

/**
 * Runs Node.js once and gives the milliseconds that it took.
 * @param {readonly string[]} args
 * @param {Where} where
 */
export function timed(args, where = {}) {
  return run(args, where).ms;
}

/**
 * Runs Node.js once and gives the milliseconds that it took, those of the processor, and the most bytes of memory. Loading
 * what measures them takes a little time itself.
 * @param {readonly string[]} args
 * @param {Where} where
 */
export function measured(args, where = {}) {
  const { ms, stderr } = run(['--require', usage, ...args], where);
  const { maxRSS, userCPUTime, systemCPUTime } = JSON.parse(stderr.slice(stderr.lastIndexOf('\nused ') + '\nused '.length));
  return { ms, cpu: (userCPUTime + systemCPUTime) / 1000, memory: maxRSS * 1024 };
}

/**
 * @param {readonly string[]} args
 * @param {Where} where
 */
function run(args, { cwd, stdout = 'pipe', statuses = [0] }) {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, {
    cwd,
    env,
    stdio: ['ignore', stdout, 'pipe'],
    encoding: 'utf8',
    maxBuffer: 1e9,
  });
  const ms = performance.now() - start;
  if (status === null || !statuses.includes(status)) throw new Error(`node ${args.join(' ')} ended with ${status}: ${stderr}`);
  return { ms, stderr };
}

/** @param {readonly number[]} values */
export function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? NaN)) / 2;
}
