/**
 * How long the program takes to start, as whole processes: the ratio of its run to an empty Node.js program's.
 * The two alternate, so that whatever else the machine does meets both; the median of the pairs is given.
 */
import { spawn as spawnServer } from 'node:child_process';
import { join } from 'node:path';
import { spawn } from '@lydell/node-pty';
import { median, timed } from './processes.mjs';

const pairs = 25;
const warmUp = 3;
const program = join(import.meta.dirname, '../../bin/tsunagi.js');
const answers = '--data message --completion async --timing pull --fanout p2p --origin new -f json';
const requirements =
  '--message-kib 100 --throughput 2000 --retention-days 5 --processing-seconds 30 --consumers 5 --ordering per-key';
const commands = {
  decision: answers.split(' '),
  requirements: `${answers} ${requirements}`.split(' '),
  '--version': ['--version'],
  '--help': ['--help'],
};

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

/** What a client of the Model Context Protocol sends to get its first answer. */
const protocolVersion = '2025-11-25';
const requests = [
  { id: 1, method: 'initialize', params: { protocolVersion, capabilities: {}, clientInfo: { name: 'bench', version: '0' } } },
  { method: 'notifications/initialized' },
  { id: 2, method: 'tools/call', params: { name: 'choose_link', arguments: {} } },
].map((message) => `${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);

/**
 * Milliseconds until the server of `tsunagi mcp` has answered its first call.
 * @returns {Promise<number>}
 */
function firstAnswer() {
  const start = performance.now();
  const { NODE_EXTRA_CA_CERTS: _, ...env } = process.env;
  const server = spawnServer(process.execPath, [program, 'mcp'], { env, stdio: ['pipe', 'pipe', 'inherit'] });
  server.stdin.write(requests.join(''));
  return new Promise((resolve) => {
    let said = '';
    server.stdout.on('data', (data) => {
      said += data;
      if (!said.includes('"id":2')) return;
      resolve(performance.now() - start);
      server.stdin.end();
    });
  });
}

/** An empty program that has loaded the SDK. */
const withSdk = ['--input-type=module', '-e', "import '@modelcontextprotocol/server/stdio'"];

/**
 * @param {() => number | Promise<number>} once
 * @param {readonly string[]} emptyProgram
 */
async function compare(once, emptyProgram) {
  const empty = [];
  const full = [];
  for (let pair = -warmUp; pair < pairs; pair += 1) {
    const floor = timed(emptyProgram);
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
  // Its empty program has the SDK in it.
  mcp: firstAnswer,
};
console.log(`${'run'.padEnd(14)}${'empty'.padStart(12)}${'tsunagi'.padStart(12)}${'ratio'.padStart(8)}`);
for (const [name, once] of Object.entries(runs)) {
  const { empty, full } = await compare(once, name === 'mcp' ? withSdk : ['-e', '0']);
  const ms = [empty, full].map((value) => `${value.toFixed(1)} ms`.padStart(12));
  console.log(`${name.padEnd(14)}${ms.join('')}${(full / empty).toFixed(2).padStart(8)}`);
}
process.exit();
