/**
 * Decisions a second in memory, on one core: tsunagi beside rule engines that decide the same. These are given the tree alone,
 * as each of them has it: no facts, no warnings, no paths; and all answers that the tree asks for, since they assume nothing.
 */
import { answersOf } from './batch-data.mjs';

/** @typedef {import('../../src/model/pack.ts').Pack} Pack */
/** @typedef {import('./batch-data.mjs').Answers} Answers */
/** @typedef {(answers: Answers) => unknown} Decide */
/** @typedef {{ tests: readonly { question: string, values: readonly string[] }[], service: string }} Way */

const sets = 10_000;
const compared = 500;
const milliseconds = 3000;

/**
 * Measures all of them. Throws where one recommends another service than tsunagi.
 * @param {Pack} pack
 * @param {typeof import('../../src/engine/decider.ts').deciderOf} prepare
 */
export async function ratesOf(pack, prepare) {
  const policy = { assume: true, defaults: false };
  const decide = prepare(pack, policy);
  const { core } = answersOf(pack, 11);
  // As they come out of JSON: each a separate object.
  const given = Array.from({ length: sets }, () => copy(core()));
  // The peers have the tree alone: answers of which a fact rules out what the tree prefers are left out.
  const walk = plainWalk(pack);
  const complete = given
    .map((answers) => completed(pack, answers, decide))
    .filter((answers) => walk(answers) === decide(answers).summary.service);
  if (complete.length < sets / 2) {
    throw new Error(`only ${complete.length} of ${sets} sets of answers are decided by the tree alone`);
  }
  const ways = waysFrom(pack, pack.root);
  /** @type {Record<string, Decide>} */
  const peers = {
    'a walk of the tree, with its path': walk,
    'ZEN, decision table': zen(ways, await peer('@gorules/zen-engine')),
    'json-rules-engine': jsonRules(ways, await peer('json-rules-engine')),
  };
  for (const [name, decideAs] of Object.entries(peers)) {
    for (const answers of complete.slice(0, compared)) {
      const [wanted, service] = [decide(answers).summary.service, await decideAs(answers)];
      if (service !== wanted) throw new Error(`${name}: ${service}, not ${wanted}, for ${JSON.stringify(answers)}`);
    }
  }
  // Known answers are remembered, and of these core answers, most occur often.
  const distinct = [...new Map(given.map((answers) => [JSON.stringify(answers), answers])).values()];
  let decideFirst = decide;
  /** @type {Decide} */
  const decideEachOnce = (answers) => {
    if (answers === distinct[0]) decideFirst = prepare(pack, policy);
    return decideFirst(answers).path;
  };
  /** @type {Record<string, number>} */
  const rates = {
    [`tsunagi, ${distinct.length} sets, each for the first time`]: await rateOf(distinct, decideEachOnce),
    'tsunagi, core answers': await rateOf(given, (answers) => decide(answers).path),
    'tsunagi, all asked answers': await rateOf(complete, (answers) => decide(answers).path),
  };
  for (const [name, decideAs] of Object.entries(peers)) rates[name] = await rateOf(complete, decideAs);
  return rates;
}

/**
 * A package that only this benchmark needs: it has a separate package.json.
 * @param {string} name
 */
async function peer(name) {
  try {
    return await import(name);
  } catch {
    throw new Error(`${name} is not installed: run \`npm install --prefix scripts/bench\` first`);
  }
}

/** @param {Answers} answers @returns {Answers} */
function copy(answers) {
  return JSON.parse(JSON.stringify(answers));
}

/**
 * Answers with one to each question on their way: what is assumed, else the first value.
 * @param {Pack} pack
 * @param {Answers} answers
 * @param {ReturnType<typeof import('../../src/engine/decider.ts').deciderOf>} decide
 * @returns {Answers}
 */
function completed(pack, answers, decide) {
  const asked = decide(answers).path.map(({ question, answer }) => [question, answer]);
  const all = copy({ ...answers, ...Object.fromEntries(asked) });
  let id = pack.root;
  for (let node = pack.nodes[id]; node; node = pack.nodes[id]) {
    const { ask, branches } = node;
    all[ask] ??= pack.questions.find((question) => question.id === ask)?.values[0]?.value ?? '';
    id = branches.find(({ when }) => Array.isArray(when) && when.includes(all[ask] ?? ''))?.to ?? '';
  }
  return all;
}

/**
 * Decisions a second; the best of several rounds, since whatever else the machine does only slows them down.
 * @param {readonly Answers[]} all
 * @param {Decide} decide
 */
async function rateOf(all, decide) {
  // Most engines answer with a promise; those that do not must not wait for one.
  const round = decide(/** @type {Answers} */ (all[0])) instanceof Promise ? decideOneByOne : decideAll;
  let best = 0;
  for (const end = performance.now() + milliseconds; performance.now() < end; ) {
    const some = round === decideAll ? all : all.slice(0, compared);
    const start = performance.now();
    if ((await round(some, decide)) !== some.length) throw new Error('something was not decided');
    best = Math.max(best, (1000 * some.length) / (performance.now() - start));
  }
  return best;
}

/** @param {readonly Answers[]} all @param {Decide} decide */
function decideAll(all, decide) {
  let decided = 0;
  for (const answers of all) if (decide(answers)) decided++;
  return decided;
}

/** @param {readonly Answers[]} all @param {Decide} decide */
async function decideOneByOne(all, decide) {
  let decided = 0;
  for (const answers of all) if (await decide(answers)) decided++;
  return decided;
}

/** @param {Pack} pack @param {string} id */
function serviceAt({ leaves }, id) {
  return /** @type {string} */ (leaves[id]?.options[0]?.service);
}

/** @param {import('../../src/model/pack.ts').Test} when @returns {readonly string[]} */
function valuesOf(when) {
  if (!Array.isArray(when)) throw new Error('the tree asks a number');
  return when.map(String);
}

/**
 * Every way from a node to a leaf.
 * @param {Pack} pack
 * @param {string} id
 * @returns {Way[]}
 */
function waysFrom(pack, id) {
  const node = pack.nodes[id];
  if (!node) return [{ tests: [], service: serviceAt(pack, id) }];
  return node.branches.flatMap(({ when, to }) =>
    waysFrom(pack, to).map(({ tests, service }) => ({
      tests: [{ question: node.ask, values: valuesOf(when) }, ...tests],
      service,
    })),
  );
}

/** What anybody would write. @param {Pack} pack @returns {Decide} */
function plainWalk(pack) {
  return (answers) => {
    const path = [];
    let id = pack.root;
    for (let node = pack.nodes[id]; node; node = pack.nodes[id]) {
      const answer = /** @type {string} */ (answers[node.ask]);
      const branch = node.branches.find(({ when }) => Array.isArray(when) && when.includes(answer));
      if (!branch) throw new Error(`no branch for ${answer}`);
      path.push({ node: id, question: node.ask, answer, because: branch.because });
      id = branch.to;
    }
    return path.length > 0 ? serviceAt(pack, id) : null;
  };
}

/**
 * A row for each way.
 * @param {readonly Way[]} ways
 * @param {any} peer
 * @returns {Decide}
 */
function zen(ways, { ZenEngine }) {
  const questions = [...new Set(ways.flatMap(({ tests }) => tests.map(({ question }) => question)))];
  const rules = ways.map(({ tests, service }, index) => ({
    _id: `r${index}`,
    ...Object.fromEntries(questions.map((question) => [question, ''])),
    ...Object.fromEntries(tests.map(({ question, values }) => [question, values.map((value) => `"${value}"`).join(', ')])),
    service: `"${service}"`,
  }));
  const content = {
    hitPolicy: 'first',
    inputs: questions.map((question) => ({ id: question, name: question, field: fieldOf(question) })),
    outputs: [{ id: 'service', name: 'service', field: 'service' }],
    rules,
  };
  const decision = new ZenEngine().createDecision({
    nodes: [
      { id: 'in', name: 'in', type: 'inputNode' },
      { id: 'table', name: 'table', type: 'decisionTableNode', content },
      { id: 'out', name: 'out', type: 'outputNode' },
    ],
    edges: [
      { id: 'first', sourceId: 'in', targetId: 'table', type: 'edge' },
      { id: 'second', sourceId: 'table', targetId: 'out', type: 'edge' },
    ],
  });
  // It reads a field as an expression, in which a dash subtracts; the answers are renamed before they are decided.
  const renamed = new WeakMap();
  return async (answers) => {
    let fields = renamed.get(answers);
    if (!fields) {
      fields = Object.fromEntries(Object.entries(answers).map(([id, value]) => [fieldOf(id), value]));
      renamed.set(answers, fields);
    }
    return (await decision.evaluate(fields)).result.service;
  };
}

/**
 * A rule for each way.
 * @param {readonly Way[]} ways
 * @param {any} peer
 * @returns {Decide}
 */
function jsonRules(ways, { Engine }) {
  const engine = new Engine([], { allowUndefinedFacts: true });
  for (const { tests, service } of ways) {
    engine.addRule({
      conditions: { all: tests.map(({ question, values }) => ({ fact: question, operator: 'in', value: values })) },
      event: { type: service },
    });
  }
  return async (answers) => (await engine.run(answers)).events[0]?.type;
}

/** @param {string} question */
function fieldOf(question) {
  return question.replaceAll('-', '_');
}
