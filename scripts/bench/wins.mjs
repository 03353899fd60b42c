/**
 * What it costs to say what would make each service win: decisions over random answers to the built-in pack, the same on
 * every run. `npm run build` first.
 *   npm run bench:wins [-- <number of decisions>]
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const dist = join(import.meta.dirname, '../../dist');
const { decide } = await import(pathToFileURL(join(dist, 'index.js')).href);
/** @type {import('../../src/model/pack.ts').Pack} */
const pack = JSON.parse(readFileSync(join(dist, 'packs/aws-messaging.en.json'), 'utf8'));
const count = Number(process.argv[2] ?? 1000);
const numbers = [1, 100, 2000, 300_000];
const core = ['data', 'completion', 'timing', 'fanout', 'origin'];

let state = 1;
/** @param {number} below */
function random(below) {
  state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
  return (state >> 8) % below;
}

/**
 * Answers to each of some questions, and to others now and then.
 * @param {readonly string[]} always
 */
function someAnswers(always) {
  const often = random(10);
  /** @type {Record<string, {value: string | number, from: 'flag'}>} */
  const answers = {};
  for (const { id, type, values } of pack.questions) {
    if (!always.includes(id) && random(10) >= often) continue;
    const value = type === 'number' ? numbers[random(numbers.length)] : values[random(values.length)]?.value;
    if (value !== undefined) answers[id] = { value, from: 'flag' };
  }
  return answers;
}

/**
 * @param {string} name
 * @param {readonly string[]} always
 */
function measure(name, always) {
  /** @type {number[]} */
  const times = [];
  /** @type {Map<number | 'none', number>} */
  const sizes = new Map();
  let unproved = 0;
  for (let index = 0; index < count; index++) {
    const answers = someAnswers(always);
    const start = process.hrtime.bigint();
    const { candidates } = decide(pack, answers, { assume: true, defaults: false });
    times.push(Number(process.hrtime.bigint() - start) / 1e6);
    for (const { wins } of candidates) {
      const size = wins?.changes ? Object.keys(wins.changes).length : 'none';
      sizes.set(size, (sizes.get(size) ?? 0) + 1);
      if (wins && !wins.proved) unproved++;
    }
  }
  times.sort((a, b) => a - b);
  const at = [0.5, 0.9, 0.99, 1].map((part) => (times[Math.min(count - 1, Math.floor(part * count))] ?? 0).toFixed(2));
  console.log(`${name}: decide() in ms, median ${at[0]}, 90% ${at[1]}, 99% ${at[2]}, longest ${at[3]}`);
  console.log(
    `  changes needed: ${[...sizes]
      .sort()
      .map(([size, number]) => `${size}: ${number}`)
      .join(', ')}; not proved: ${unproved}`,
  );
}

measure('core questions answered', core);
measure('any questions answered', []);
