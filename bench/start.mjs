/**
 * How long the program takes to start, as whole processes: the ratio of its run to an empty Node.js program's.
 * The two alternate, so that whatever else the machine does meets both; the median of the pairs is given.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const pairs = 25;
const warmUp = 3;
const program = join(import.meta.dirname, '../bin/tsunagi.js');
const answers = '--data message --completion async --timing pull --fanout p2p --origin new -f json';
const commands = { decision: answers.split(' '), '--version': ['--version'], '--help': ['--help'] };

const { NODE_EXTRA_CA_CERTS: _, ...env } = process.env;

/**
 * Runs Node.js once and gives the milliseconds that it took.
 * @param {readonly string[]} args
 */
function time(args) {
  const start = process.hrtime.bigint();
  const { status, stderr } = spawnSync(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const end = process.hrtime.bigint();
  if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${status}: ${stderr}`);
  return Number(end - start) / 1e6;
}

/** @param {readonly number[]} values */
function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2;
}

/** @param {readonly string[]} args */
function compare(args) {
  const empty = [];
  const full = [];
  for (let pair = -warmUp; pair < pairs; pair += 1) {
    const floor = time(['-e', '0']);
    const run = time([program, ...args]);
    if (pair < 0) continue;
    empty.push(floor);
    full.push(run);
  }
  return { empty: median(empty), full: median(full) };
}

console.log(`${'run'.padEnd(12)}${'node -e 0'.padStart(12)}${'tsunagi'.padStart(12)}${'ratio'.padStart(8)}`);
for (const [name, args] of Object.entries(commands)) {
  const { empty, full } = compare(args);
  const ms = [empty, full].map((value) => `${value.toFixed(1)} ms`.padStart(12));
  console.log(`${name.padEnd(12)}${ms.join('')}${(full / empty).toFixed(2).padStart(8)}`);
}
