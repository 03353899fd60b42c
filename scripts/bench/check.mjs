/**
 * How long `tsunagi check` takes on many records, as a whole process: the ratio to a program that only reads the same files
 * and parses them as YAML. The two alternate; the median of the pairs is given.
 *
 * usage: node scripts/bench/check.mjs [records] [pairs]
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median, timed } from './processes.mjs';

const records = Number(process.argv[2] ?? 10_000);
const pairs = Number(process.argv[3] ?? 5);
const root = join(import.meta.dirname, '../..');
const program = join(root, 'bin/tsunagi.js');
const folder = mkdtempSync(join(tmpdir(), 'tsunagi-bench-check-'));

const answerSets = [
  { data: 'stream', completion: 'async', timing: 'pull', fanout: 'pubsub', origin: 'new' },
  { data: 'message', completion: 'sync', timing: 'push', fanout: 'p2p', origin: 'new', receiver: 'clients' },
  { data: 'message', completion: 'async', timing: 'push', fanout: 'pubsub', origin: 'new', ordering: 'per-key' },
  { data: 'message', completion: 'async', timing: 'pull', fanout: 'p2p', origin: 'new', 'message-kib': '64' },
  { data: 'message', completion: 'async', timing: 'any', fanout: 'p2p', origin: 'migration', refactor: 'no', protocol: 'jms' },
];

/** Records as `--save` writes them, each with another id. */
function write() {
  const texts = answerSets.map((answers, index) => {
    const flags = Object.entries(answers).flatMap(([id, value]) => [`--${id}`, value]);
    timed([program, ...flags, '--title', `link ${index}`, '--save', `${index}.yaml`, '-f', 'json'], { cwd: folder });
    const text = readFileSync(join(folder, `${index}.yaml`), 'utf8');
    rmSync(join(folder, `${index}.yaml`));
    return text;
  });
  for (let number = 0; number < records; number += 1) {
    const dir = join(folder, 'links', String(number % 100));
    mkdirSync(dir, { recursive: true });
    const text = texts[number % texts.length] ?? '';
    writeFileSync(join(dir, `${number}.yaml`), text.replace(/^id: (.*)$/m, `id: $1-${number}`));
  }
  writeFileSync(
    join(folder, 'floor.mjs'),
    `import { readdirSync, readFileSync } from 'node:fs';
import { parse } from ${JSON.stringify(join(root, 'node_modules/yaml/dist/index.js'))};
for (const file of readdirSync('links', { recursive: true })) if (file.endsWith('.yaml')) parse(readFileSync(\`links/\${file}\`, 'utf8'));
`,
  );
}

try {
  write();
  const floor = [];
  const check = [];
  for (let pair = 0; pair < pairs; pair += 1) {
    floor.push(timed(['floor.mjs'], { cwd: folder }));
    check.push(timed([program, 'check', 'links'], { cwd: folder }));
  }
  const [low, full] = [median(floor), median(check)];
  console.log(
    `${records} records: reading and parsing ${low.toFixed(0)} ms, tsunagi check ${full.toFixed(0)} ms, ratio ${(full / low).toFixed(2)}`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
