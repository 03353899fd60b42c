/**
 * What deciding many sets of answers costs: `tsunagi batch` as a whole process beside a program that only reads the same file and
 * parses each line, with time and memory of both; then decisions a second in memory, beside other rule engines.
 *
 * `npm run bench:batch -- 1000000` measures one number of lines, `-- memory` only what is in memory.
 */
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { builtInPack, deciderOf } from '../../dist/index.js';
import { writeLines } from './batch-data.mjs';
import { ratesOf } from './batch-peers.mjs';
import { measured, median } from './processes.mjs';

const root = join(import.meta.dirname, '../..');
/** Numbers of lines, and how often each is measured. */
const sizes = /** @type {const} */ ([
  [100_000, 5],
  [1_000_000, 5],
]);
const mebibyte = 1_048_576;

const reference = `
import { createReadStream } from 'node:fs';
let rest = '';
let count = 0;
for await (const chunk of createReadStream(process.argv[2], { encoding: 'utf8', highWaterMark: 262144 })) {
  const lines = (rest + chunk).split('\\n');
  rest = lines.pop();
  for (const line of lines) if (JSON.parse(line) !== null) count++;
}
console.log(count);
`;

/**
 * Runs Node.js once: seconds of wall clock, and MiB at the most.
 * @param {string} dir
 * @param {readonly string[]} args
 */
function run(dir, args) {
  const out = openSync(join(dir, 'out.jsonl'), 'w');
  // Some of the lines are wrong, as they are where many are.
  const { ms, memory } = measured(args, { stdout: out, statuses: [0, 2] });
  closeSync(out);
  return { seconds: ms / 1000, memory: memory / mebibyte };
}

/**
 * @param {string} dir
 * @param {import('../../src/model/pack.ts').Pack} pack
 * @param {number} lines
 * @param {number} times
 */
function compareProcesses(dir, pack, lines, times) {
  const file = join(dir, 'lines.jsonl');
  const length = writeLines(file, pack, lines);
  const pairs = Array.from({ length: times }, () => ({
    parse: run(dir, [join(dir, 'reference.mjs'), file]),
    batch: run(dir, [join(root, 'bin/tsunagi.js'), 'batch', file]),
  }));
  const parse = median(pairs.map((pair) => pair.parse.seconds));
  const batch = median(pairs.map((pair) => pair.batch.seconds));
  const ratio = median(pairs.map((pair) => pair.batch.seconds / pair.parse.seconds));
  const memory = Math.max(...pairs.map((pair) => pair.batch.memory));
  const other = Math.max(...pairs.map((pair) => pair.parse.memory));
  const cells = [
    lines.toLocaleString('en'),
    `${length.toFixed(0)} B`,
    `${parse.toFixed(2)} s`,
    `${batch.toFixed(2)} s`,
    ratio.toFixed(2),
    `${other.toFixed(0)} MiB`,
    `${memory.toFixed(0)} MiB`,
  ];
  console.log(cells.map((cell) => cell.padStart(12)).join(''));
}

const pack = builtInPack('en');
const [wish] = process.argv.slice(2);
const dir = mkdtempSync(join(tmpdir(), 'tsunagi-bench-'));
try {
  console.log(`Node.js ${process.version}, ${availableParallelism()} processors`);
  if (wish !== 'memory') {
    writeFileSync(join(dir, 'reference.mjs'), reference);
    console.log(
      ['lines', 'length', 'JSON.parse', 'batch', 'ratio', 'memory', 'memory'].map((cell) => cell.padStart(12)).join(''),
    );
    const wanted = wish === undefined ? sizes : /** @type {const} */ ([[Number(wish), 5]]);
    for (const [lines, times] of wanted) compareProcesses(dir, pack, lines, times);
  }
  if (wish === undefined || wish === 'memory') {
    console.log('\nin memory, on one core: decisions a second');
    for (const [name, rate] of Object.entries(await ratesOf(pack, deciderOf))) {
      console.log(`${name.padEnd(36)}${Math.round(rate).toLocaleString('en').padStart(12)}`);
    }
  }
} finally {
  rmSync(dir, { recursive: true, force: true });
}
