/**
 * How long the program takes to start, as whole processes: the ratio of its run to an empty Node.js program's.
 * The two alternate, so that whatever else the machine does meets both; the median of the pairs is given.
 */
import { join } from 'node:path';
import { spawn } from '@lydell/node-pty';
import { median, timed } from './processes.mjs';

const pairs = 25;
const warmUp = 3;
const program = join(import.meta.dirname, '../../bin/tsunagi.js');
const answers = '--data message --completion async --timing pull --fanout p2p --origin new -f json';
const commands = { decision: answers.split(' '), '--version': ['--version'], '--help': ['--help'] };

/**
 * Milliseconds until the program asks its first question at a pseudo-terminal.
 * @returns {Promise<number>}
 */
function firstPrompt() {
  const start = performance.now();
  const { NODE_EXTRA_CA_CERTS: _, CI: __, ...env } = process.env;
  const terminal = spawn(process.execPath, [program], { env, cols: 80, rows: 30 });
  return new Promise((resolve) => {
    let screen = '';
    terminal.onData((data) => {
      screen += data;
      if (!screen.includes('?')) return;
      resolve(performance.now() - start);
      terminal.kill();
    });
  });
}

/** @param {() => number | Promise<number>} once */
async function compare(once) {
  const empty = [];
  const full = [];
  for (let pair = -warmUp; pair < pairs; pair += 1) {
    const floor = timed(['-e', '0']);
    const run = await once();
    if (pair < 0) continue;
    empty.push(floor);
    full.push(run);
  }
  return { empty: median(empty), full: median(full) };
}

const runs = {
  ...Object.fromEntries(Object.entries(commands).map(([name, args]) => [name, () => timed([program, ...args])])),
  'first prompt': firstPrompt,
};
console.log(`${'run'.padEnd(14)}${'node -e 0'.padStart(12)}${'tsunagi'.padStart(12)}${'ratio'.padStart(8)}`);
for (const [name, once] of Object.entries(runs)) {
  const { empty, full } = await compare(once);
  const ms = [empty, full].map((value) => `${value.toFixed(1)} ms`.padStart(12));
  console.log(`${name.padEnd(14)}${ms.join('')}${(full / empty).toFixed(2).padStart(8)}`);
}
process.exit();
