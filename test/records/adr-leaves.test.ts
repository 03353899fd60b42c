import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lint } from 'markdownlint/sync';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { decide } from '../../src/engine/decide.ts';
import type { DecisionItem } from '../../src/output/context.ts';
import { plain } from '../../src/output/style.ts';
import { render } from '../../src/records/adr.ts';
import { builtInPack } from '../support/built-in.ts';
import { leafCases } from '../support/leaf-cases.ts';

const madr = join(import.meta.dirname, '../fixtures/madr');
const config = parse(readFileSync(join(madr, 'markdownlint.yml'), 'utf8'));

/** The sections that a MADR record of a decision has, in this order. */
const sections = [
  '## Context and Problem Statement',
  '## Decision Drivers',
  '## Considered Options',
  '## Decision Outcome',
  '### Consequences',
  '### Confirmation',
  '## Pros and Cons of the Options',
  '## More Information',
];

describe.each(['en', 'ja'] as const)('in %s', (lang) => {
  const pack = builtInPack(lang);
  /** One of each set of leaves. */
  const adrs = leafCases().map(({ name, answers, policy }) => {
    const decision = decide(pack, answers, policy);
    const item: DecisionItem = { title: 'orders to billing', decision, repeat: null, answers };
    const text = render([item], { pack, lang, style: plain, width: 80, many: false, toYaml: String });
    return { name, leaves: decision.recommendation?.leaves ?? [], text };
  });

  test('every leaf has one', () => {
    const leaves = new Set(adrs.flatMap((adr) => adr.leaves));
    expect(Object.keys(pack.leaves).filter((leaf) => !leaves.has(leaf))).toEqual([]);
  });

  test("they pass MADR's linter, and have its sections in its order", () => {
    const strings = Object.fromEntries(adrs.map(({ name, text }) => [name, text]));
    expect(Object.entries(lint({ strings, config })).filter(([, problems]) => problems.length > 0)).toEqual([]);
    for (const { text } of adrs) {
      const headings = text.split('\n').filter((line) => sections.includes(line));
      expect(headings).toEqual(sections);
      expect(text).toMatch(/^Chosen option: ".+", because \S/m);
    }
  });

  test('no sentence begins as the start of another one does, and no flag of a command line is among them', () => {
    const wrong = adrs.flatMap(({ text }) =>
      text
        .split('\n')
        .filter(
          (line) =>
            /because (The|A|An|It|There|This|Each|No|You|If|Endpoints|Receivers|Publishers|Consumers|Messages|adds|needs|gives|billed)\b/.test(
              line,
            ) || / --[a-z]/.test(line),
        ),
    );
    expect([...new Set(wrong)]).toEqual([]);
  });

  test('bad is only what is a drawback: what would reopen the decision stands under More Information', () => {
    for (const { text } of adrs) {
      const [before = '', more = ''] = text.split('\n## More Information\n');
      const trigger = /Revisit this decision|この決定を見直します/;
      expect(before).not.toMatch(trigger);
      if (!/Changing any one answer still/.test(text)) expect(more).toMatch(trigger);
      expect(before).not.toMatch(/because it has its price|代償/);
    }
  });
});
