/**
 * How long the program takes to start, as whole processes: the ratio of its run to an empty Node.js program's.
 * The two alternate, so that whatever else the machine does meets both; the median of the pairs is given.
 */
import { join } from 'node:path';
import { median, timed } from './processes.mjs';

const pairs = 25;
const warmUp = 3;
const program = join(import.meta.dirname, '../../bin/tsunagi.js');
const answers = '--data message --completion async --timing pull --fanout p2p --origin new -f json';
const commands = { decision: answers.split(' '), '--version': ['--version'], '--help': ['--help'] };

/** @param {readonly string[]} args */
function compare(args) {
  const empty = [];
  const full = [];
  for (let pair = -warmUp; pair < pairs; pair += 1) {
    const floor = timed(['-e', '0']);
    const run = timed([program, ...args]);
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
