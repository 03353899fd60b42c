import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type FuzzInput, inputOf } from './inputs.ts';
import { complaintsOf } from './oracle.ts';

const corpus = join(import.meta.dirname, 'corpus');
/** `npm run fuzz` sets the number, and has a process for nothing else, whose memory can be measured. */
const { FUZZ_INPUTS, FUZZ_SECONDS } = process.env;
const seconds = Number(FUZZ_SECONDS ?? 0);
const maxKibibytes = FUZZ_INPUTS ? 512 * 1024 : Infinity;

/** Bytes are kept as `{base64}`. */
function toJson(input: FuzzInput): string {
  return `${JSON.stringify(input, (_, value) => (value instanceof Uint8Array ? { base64: Buffer.from(value).toString('base64') } : value), 2)}\n`;
}

function fromJson(text: string): FuzzInput {
  return JSON.parse(text, (_, value) =>
    typeof value?.base64 === 'string' ? new Uint8Array(Buffer.from(value.base64, 'base64')) : value,
  );
}

test.each(readdirSync(corpus).filter((name) => name.endsWith('.json')))('survives %s, which once failed', async (name) => {
  expect(await complaintsOf(fromJson(readFileSync(join(corpus, name), 'utf8')))).toEqual([]);
});

/** Few enough inputs a test for a busy machine to finish it in time. */
const firstSeeds = Array.from({ length: Number(FUZZ_INPUTS ?? 250) / 250 }, (_, part) => 1 + part * 250);

test.skipIf(seconds > 0).each(firstSeeds)('survives the 250 inputs from seed %i on', async (first) => {
  for (let seed = first; seed < first + 250; seed++) {
    expect(await complaintsOf(inputOf(seed)), `seed ${seed}: ${JSON.stringify(inputOf(seed).argv)}`).toEqual([]);
  }
  expect(process.resourceUsage().maxRSS).toBeLessThan(maxKibibytes);
});

test.runIf(seconds > 0)(
  'survives random inputs, and keeps those that fail',
  async () => {
    const start = Date.now();
    let count = 0;
    const kept: string[] = [];
    for (; Date.now() - start < seconds * 1000; count++) {
      const input = inputOf(Math.floor(Math.random() * 2 ** 32));
      const before = process.cpuUsage();
      const complaints = await complaintsOf(input);
      const { user } = process.cpuUsage(before);
      if (user > 5e6) complaints.push(`takes ${user / 1e6} s`);
      if (process.resourceUsage().maxRSS > maxKibibytes) complaints.push('takes more than 512 MiB');
      if (complaints.length === 0) continue;
      const text = toJson(input);
      const name = `${createHash('sha256').update(text).digest('hex').slice(0, 12)}.json`;
      writeFileSync(join(corpus, name), text);
      kept.push(`${name}: ${complaints.join('; ')}`);
    }
    console.log(`${count} inputs`);
    expect(kept).toEqual([]);
  },
  (seconds + 60) * 1000,
);
