/**
 * What proving and comparing rules costs on generated packs of 1,000, 10,000 and 100,000 nodes over 40 questions, each size
 * in a process of its own; the same with the packs read from files; and where trying every set of answers comes to its end.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runBundled } from '../bundle.mjs';
import { measureFiles } from './rules-files.mjs';

const root = join(import.meta.dirname, '../..');
const sizes = [1000, 10_000, 100_000];
const questions = 40;
const asOf = '2026-11-24';

/**
 * What is measured: work that is done once with a pack and, where it compares, with another one. They get the bundled modules.
 * @type {Record<string, { work: (modules: any, pack: any, other: any) => unknown, other?: (modules: any, pack: any) => unknown }>}
 */
const jobs = {
  lint: { work: ({ lint }, pack) => lint(pack, { asOf }) },
  // The next version of the pack, which differs in four places.
  diff: { work: compared, other: ({ changedPack }, pack) => changedPack(pack) },
  // One that says the same under other names and in another order: to be proved equal.
  same: { work: compared, other: ({ rewrittenPack }, pack) => rewrittenPack(pack) },
};

/**
 * @param {any} modules
 * @param {any} pack
 * @param {any} other
 */
function compared({ diffPacks }, pack, other) {
  return diffPacks(pack, other);
}

/** @param {() => unknown} work */
function timed(work) {
  const used = process.cpuUsage();
  const start = performance.now();
  const result = work();
  const ms = performance.now() - start;
  const { user, system } = process.cpuUsage(used);
  return { ms, cpu: (user + system) / 1000, result };
}

/**
 * One size, in this process. The pack is in memory: reading its files is not measured. The time is that of the first run:
 * whoever lints starts cold. Of the processor's time, that of collecting garbage beside the work is part.
 * @param {any} modules
 * @param {string} job
 * @param {number} nodes
 */
function measure(modules, job, nodes) {
  const make = () => modules.correctPack(7, { nodes, questions });
  const pack = make();
  // Made anew: the two have nothing in common in memory, as if each had been read from its files.
  const other = jobs[job]?.other?.(modules, make()) ?? null;
  const { ms, cpu, result } = timed(() => jobs[job]?.work(modules, pack, other));
  const made = Object.keys(pack.nodes).length;
  const memory = process.resourceUsage().maxRSS * 1024;
  return { nodes: made, leaves: Object.keys(pack.leaves).length, ms, cpu, memory, result };
}

/**
 * Trying every set of answers of a pack with so many questions, none of them absent.
 * @param {any} modules
 * @param {number} count
 */
function enumerated(modules, count) {
  const pack = modules.correctPack(7, { nodes: 30, questions: count });
  const values = pack.questions.map((/** @type {any} */ { type, values: own }) =>
    type === 'number' ? [1, 450] : own.map((/** @type {any} */ { value }) => value),
  );
  const sets = values.reduce((/** @type {number} */ product, /** @type {unknown[]} */ { length }) => product * length, 1);
  const most = 200_000;
  const { ms } = timed(() => {
    for (let number = 0; number < Math.min(sets, most); number++) {
      let rest = number;
      const answers = Object.fromEntries(
        pack.questions.map((/** @type {any} */ { id }, /** @type {number} */ at) => {
          const value = values[at][rest % values[at].length];
          rest = Math.floor(rest / values[at].length);
          return [id, { value, from: 'flag' }];
        }),
      );
      modules.summarize(pack, answers, { assume: false, defaults: false });
    }
  });
  return {
    questions: pack.questions.length,
    sets,
    seconds: ((ms / Math.min(sets, most)) * sets) / 1000,
    tried: Math.min(sets, most),
    lint: timed(() => modules.lint(pack, { asOf })).ms,
  };
}

async function load() {
  const scratch = mkdtempSync(join(root, 'node_modules/.tsunagi-bench-'));
  try {
    return await runBundled(root, 'scripts/bench/rules-modules.ts', scratch);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/**
 * What a job measures at a size.
 * @param {string} job
 * @param {number} size
 */
function inOwnProcess(job, size) {
  const { stdout, stderr, status } = spawnSync(process.execPath, [import.meta.filename, job, String(size)], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

/** @param {number} number */
const grouped = (number) => number.toLocaleString('en-US', { maximumFractionDigits: 0 });

/** @param {number} seconds */
function span(seconds) {
  const units = /** @type {const} */ ([
    [31_557_600, 'years'],
    [86_400, 'days'],
    [3600, 'h'],
    [60, 'min'],
  ]);
  const [size, name] = units.find(([unit]) => seconds >= 2 * unit) ?? [1, 's'];
  const number = seconds / size;
  return `${number < 10 ? number.toPrecision(2) : grouped(number)} ${name}`;
}

const [job, nodes] = process.argv.slice(2);
if (job === 'files') {
  console.log(JSON.stringify(measureFiles(await load(), { nodes: Number(nodes), questions }, asOf)));
} else if (job !== undefined) {
  const { result, ...figures } = measure(await load(), job, Number(nodes));
  const { findings, regions = [] } = /** @type {any} */ (result);
  console.log(JSON.stringify({ ...figures, findings: (findings ?? regions).length }));
} else {
  console.log(
    `${'job'.padEnd(6)}${'nodes'.padStart(10)}${'leaves'.padStart(10)}${'time'.padStart(12)}${'processor'.padStart(12)}${'per node'.padStart(12)}${'memory'.padStart(12)}${'findings'.padStart(10)}`,
  );
  for (const name of Object.keys(jobs)) {
    for (const size of sizes) {
      const { nodes: made, leaves, ms, cpu, memory, findings } = inOwnProcess(name, size);
      const cells = [
        grouped(made),
        grouped(leaves),
        `${grouped(ms)} ms`,
        `${grouped(cpu)} ms`,
        `${((ms / made) * 1000).toFixed(1)} µs`,
        `${grouped(memory / 2 ** 20)} MiB`,
        String(findings),
      ];
      console.log(name.padEnd(6) + cells.map((cell, at) => cell.padStart(at === 0 || at === 1 || at === 6 ? 10 : 12)).join(''));
    }
  }
  console.log('\nThe packs read from block YAML, the whole program:');
  console.log(
    `${'command'.padEnd(12)}${'nodes'.padStart(10)}${'YAML'.padStart(10)}${'time'.padStart(12)}${'processor'.padStart(12)}${'per node'.padStart(12)}${'memory'.padStart(12)}`,
  );
  for (const { command, nodes: made, bytes, ms, cpu, memory } of sizes.flatMap((size) => inOwnProcess('files', size))) {
    const cells = [
      `${(bytes / 1e6).toFixed(1)} MB`.padStart(10),
      `${grouped(ms)} ms`.padStart(12),
      `${grouped(cpu)} ms`.padStart(12),
      `${((ms / made) * 1000).toFixed(1)} µs`.padStart(12),
      `${grouped(memory / 2 ** 20)} MiB`.padStart(12),
    ];
    console.log(command.padEnd(12) + grouped(made).padStart(10) + cells.join(''));
  }
  console.log(`\nTrying every set of answers instead (30 nodes; more than 200,000 sets are reckoned from those tried):`);
  console.log(`${'questions'.padEnd(10)}${'sets of answers'.padStart(24)}${'trying all'.padStart(14)}${'lint'.padStart(10)}`);
  const modules = await load();
  const seen = new Set();
  for (const count of [4, 6, 8, 10, 12, 14, 16, 20, 40]) {
    const figures = enumerated(modules, count);
    // A pack of so few nodes may need fewer questions than it is given.
    if (seen.has(figures.questions)) continue;
    seen.add(figures.questions);
    const sets = figures.sets < 1e12 ? grouped(figures.sets) : figures.sets.toExponential(1);
    console.log(
      `${String(figures.questions).padEnd(10)}${sets.padStart(24)}${span(figures.seconds).padStart(14)}${`${figures.lint.toFixed(1)} ms`.padStart(10)}`,
    );
  }
}
