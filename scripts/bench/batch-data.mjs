/** What the batch benchmark decides: made up, and the same each time. */
import { closeSync, openSync, writeSync } from 'node:fs';

/** @typedef {import('../../src/model/pack.ts').Pack} Pack */
/** @typedef {Record<string, string | number>} Answers */

const requirements = [
  'receiver',
  'ordering',
  'delivery',
  'replay',
  'bidirectional',
  'message-kib',
  'throughput',
  'retention-days',
];
const requirementsInALine = 4;

/** Numbers from 0 to 1, by the generator mulberry32. @param {number} seed */
function dice(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/**
 * Makes sets of answers: the core questions, each with any of its values.
 * @param {Pack} pack
 * @param {number} seed
 * @returns {{ core: () => Answers, more: (answers: Answers) => Answers, chance: (share: number) => boolean }}
 */
export function answersOf(pack, seed) {
  const random = dice(seed);
  const questions = new Map(pack.questions.map((question) => [question.id, question]));
  /** @param {string} id */
  const any = (id) => {
    const question = questions.get(id);
    if (!question) throw new Error(`the pack has no question ${id}`);
    if (question.type === 'number') return Math.floor(2 ** (12 * random()));
    return /** @type {{ value: string }} */ (question.values[Math.floor(random() * question.values.length)]).value;
  };
  return {
    core() {
      /** @type {Answers} */
      const answers = {};
      for (const id of ['data', 'completion', 'timing', 'fanout', 'origin']) answers[id] = any(id);
      if (answers['origin'] === 'migration') for (const id of ['refactor', 'protocol']) answers[id] = any(id);
      return answers;
    },
    more(answers) {
      const chosen = new Set();
      while (chosen.size < requirementsInALine) chosen.add(requirements[Math.floor(random() * requirements.length)]);
      const all = { ...answers };
      for (const id of requirements) if (chosen.has(id)) all[id] = any(id);
      return all;
    },
    chance: (share) => random() < share,
  };
}

/**
 * Writes a number of lines of some 200 bytes: complete core answers and four requirements; one line in twenty lacks a core answer,
 * and one in a thousand has a value that there is not. Gives their mean length.
 * @param {string} file
 * @param {Pack} pack
 * @param {number} count
 */
export function writeLines(file, pack, count) {
  const { core, more, chance } = answersOf(pack, 7);
  const fd = openSync(file, 'w');
  let text = '';
  let bytes = 0;
  for (let line = 1; line <= count; line++) {
    const answers = more(core());
    if (chance(0.05)) delete answers['timing'];
    if (chance(0.001)) answers['data'] = 'strem';
    text += `${JSON.stringify({ id: `link-${String(line).padStart(8, '0')}`, answers })}\n`;
    if (text.length > 1_000_000 || line === count) {
      bytes += writeSync(fd, text);
      text = '';
    }
  }
  closeSync(fd);
  return bytes / count;
}
