import { lint } from 'markdownlint/sync';
import { describe, expect, test } from 'vitest';
import { nodeIo } from '../../src/cli/host/node-io.ts';
import { usualPolicy } from '../../src/model/decision.ts';
import { decisionItem } from '../../src/output/context.ts';
import { decisionAdr } from '../../src/records/adr.ts';
import { adrFileName, mergeAdr, supersededAdr } from '../../src/records/adr-file.ts';
import { answersOf } from '../support/answers.ts';
import { builtInPack } from '../support/built-in.ts';
import { contextOf, itemOf } from '../support/decisions.ts';
import { leafCases } from '../support/leaf-cases.ts';
import { linkRecord } from '../support/link-record.ts';
import { textOf } from '../support/repository.ts';

// Published by MADR: its template, and the lint rules for its own records, which may have long lines and equal headings.
const config = { default: true, MD013: false, MD024: false };
const template = headingsOf(textOf('test/fixtures/madr/adr-template.md')).filter((heading) => !heading.includes('{'));

const written = { reviewBy: '2027-06-30', notes: 'Both teams agreed.\n\nSee #12 and <b>.', decidedBy: ['Ä. Ono', 'B'] };
const saved = { file: 'docs/link.yaml', id: 'orders-1', date: '2026-11-24', supersedes: ['older-1'], expect: { service: 'sqs' } };
const record = linkRecord({}, { status: 'accepted', ...saved, ...written });

const items = {
  decided: (lang: 'en' | 'ja') =>
    itemOf(lang, { completion: 'async', fanout: 'p2p' }, { title: 'orders to *billing*: `x`', record }),
  'without a record': (lang: 'en' | 'ja') => itemOf(lang, { completion: 'sync' }),
  open: (lang: 'en' | 'ja') => itemOf(lang, { completion: 'async' }, { title: 'orders' }),
  unmet: (lang: 'en' | 'ja') => itemOf(lang, { completion: 'async', fanout: 'pubsub', ordering: 'per-key' }),
};

function headingsOf(text: string): string[] {
  return text.split('\n').filter((line) => /^#+ /.test(line));
}

function problemsOf(text: string): string[] {
  return (lint({ strings: { adr: text }, config })['adr'] ?? []).map(
    ({ lineNumber, ruleNames, errorDetail }) => `${lineNumber} ${ruleNames[0]} ${errorDetail}`,
  );
}

function sectionOf(text: string, heading: string): string {
  return text.split(`\n${heading}\n`)[1]?.split(/\n#+ /)[0] ?? '';
}

const adrOf = (lang: 'en' | 'ja', name: keyof typeof items, more = {}): string =>
  decisionAdr([items[name](lang)], contextOf(lang, more));

test('options are described as they were chosen, and Good names a fact only where another option falls short and this one does not', () => {
  const pack = builtInPack('en');
  const [stream] = pack.services.find(({ id }) => id === 'kinesis')?.variants ?? [];
  const given = { data: 'message', completion: 'async', timing: 'any', fanout: 'pubsub', origin: 'new' };
  const adrOn = (answers: Record<string, string | number>): string => {
    const set = { title: null, answers: answersOf(answers), record: null };
    return decisionAdr([decisionItem(pack, set, usualPolicy, null)], { ...contextOf('en'), pack });
  };
  const adrFor = (ordering: string, throughput: number): string => adrOn({ ...given, ordering, throughput });
  expect(adrOn({ data: 'message', timing: 'any', receiver: 'clients', origin: 'new' })).toContain('API Gateway", because every');
  for (const text of [adrFor('per-key', 400), adrFor('strict', 40)]) expect(text).not.toContain('A total order means');
  expect(adrOn({ ...given, timing: 'push', 'message-kib': 900 })).not.toContain('A payload is at most 10 MB');
  expect(adrOn({ ...given, fanout: 'p2p', protocol: 'https', 'message-kib': 1500 })).toMatch(/also billed.+Keep.+ Trade-offs:/s);
  expect(adrOn({ ...given, completion: 'sync', ordering: 'strict', throughput: 29_038 })).not.toContain('meets Throughput');
  expect(sectionOf(adrFor('strict', 400), `### Amazon ${stream?.name}`)).toContain(` ${stream?.summary}\n`);
  expect(adrOn({ ...given, fanout: 'p2p', 'processing-seconds': 7200 })).toMatch(/\n\* Consider adding: \[.*### Cons/s);
  expect(adrOn(given)).toMatch(/Information\n\n\* Revisit .*:\n {2}\* Which messaging .*\n( {2}\* .*\n)* {2}\* Is the data/);
  expect(adrOn(given)).toContain('\n# Use Amazon SNS (Standard topic) + Amazon SQS\n');
  expect(adrFor('strict', 800)).toMatch(/\? "None .*\n {2}\* .* peak\? "up to 300 mess/);
  expect(adrFor('strict', 150_000)).toMatch(/# Use .* \(falls short\)\n.*"above 1,000 .* MSK \(no unmet (?!.*up to 300)/s);
  expect(adrOn({ ...given, 'cross-account': 'yes' }).split('\n* Neutral, because it needs a mitigation for Acc')).toHaveLength(7);
  const slow = { data: 'stream', completion: 'async', consume: 'sequence', throughput: 900, 'processing-seconds': 30 };
  const sized = adrOn({ ...slow, 'message-kib': 4, origin: 'new' });
  expect(sized).toMatch(/Size: 4 shards .*data rate\).*\n### Cons.*once\. Messages in flight: 27,000 messages\. \(\[Source\]/s);
  expect(adrFor('strict', 400)).toContain('Good, because it meets Throughput (400 messages per second). A total order means');
  const heavy = adrOn({ ...slow, ordering: 'strict', 'message-kib': 500, origin: 'new' });
  expect(heavy).toMatch(/ Message size \(500 KiB\)\. .* 1 MB\/s: too little for this size at this rate\./);
});

describe.each(['en', 'ja'] as const)('in %s', (lang) => {
  const pack = builtInPack(lang);
  /** One ADR for each set of leaves; in Japanese, which has the same parts, for a third of them. */
  const some = leafCases().filter((_, index) => lang === 'en' || index % 3 === 0);
  const leaves = some.map(({ answers, policy }) => {
    const item = decisionItem(pack, { title: 'orders to billing', answers, record: null }, policy, null);
    return { text: decisionAdr([item], { ...contextOf(lang), pack }) };
  });
  const others = (Object.keys(items) as (keyof typeof items)[]).map((name) => ({ name, text: adrOf(lang, name) }));

  test("ADRs pass MADR's linter, have its sections in order, and have markers around all but the title", () => {
    // The linter takes most of the time.
    for (const { text } of [...leaves.filter((_, index) => index % 3 === 0), ...others]) expect(problemsOf(text)).toEqual([]);
    for (const { text } of [...leaves, ...others]) {
      const own = headingsOf(text).filter((heading) => template.includes(heading));
      expect(own).toEqual(template.filter((heading) => own.includes(heading)));
      for (const heading of ['## Context and Problem Statement', '## Considered Options', '## Decision Outcome']) {
        expect(own).toContain(heading);
      }
      expect(text).toMatch(/^---\n[^#]*\n---\n\n# .*\n\n<!-- tsunagi:begin [^\n]* -->\n[\s\S]*\n<!-- tsunagi:end -->\n$/);
      expect(mergeAdr(text, text)).toBe(text);
    }
  });

  test('the chosen option is the first considered option, and each option has pros and cons', () => {
    for (const { text } of leaves) {
      const options = [...sectionOf(text, '## Considered Options').matchAll(/^\* (.*)$/gm)].map(([, name]) => name);
      const [, chosen, because] =
        /^(?:Chosen option: "|選択：「)(.*?)(?:", because |」。)(\S.*)/m.exec(sectionOf(text, '## Decision Outcome')) ?? [];
      expect(options[0]).toBe(chosen);
      expect(text.split('Pros and Cons')[0]?.split(`${because}`)).toHaveLength(2);
      const pros = text.split('## Pros and Cons of the Options')[1]?.split('\n## ')[0] ?? '';
      expect(headingsOf(pros)).toHaveLength(options.length);
    }
  });

  test('an ADR is in one language, and none of its merits is what the screen warns of', () => {
    const english = /\bbecause\b|\b(?:Good|Neutral|Bad)\b/;
    for (const { text } of [...leaves, ...others]) expect(english.test(text)).toBe(lang === 'en');
    const exact = { completion: 'async', fanout: 'p2p', ordering: 'per-key', delivery: 'exactly-once' };
    const merits = decisionAdr([itemOf(lang, exact)], contextOf(lang)).match(/^\* (Good|メリット).*$/gm) ?? [];
    expect(merits.filter((line) => /exactly/.test(line))).toEqual([]);
  });

  test('no clause after "because" starts like a sentence, no text names a flag, and no line names a source twice', () => {
    const starts = /because ((?!\p{Lu}{2}|Amazon|IoT|Kafka|Kinesis|Lambda|Web|\w+MQ)\p{Lu}|adds|needs|gives|billed|kafka)/u;
    const lines = leaves.flatMap(({ text }) => text.split('\n'));
    expect(lines.filter((line) => starts.test(line) || / --[a-z]|\]\((https:[^)]+)\).*\]\(\1\)/.test(line))).toEqual([]);
  });

  test('Bad lists only drawbacks, and More Information the reasons to revisit the decision', () => {
    for (const { text } of leaves) {
      const [before = '', more = ''] = text.split('\n## More Information\n');
      const trigger = /Revisit this decision|この決定を見直します/;
      expect(before).not.toMatch(trigger);
      if (!/Changing any one answer still/.test(text)) expect(more).toMatch(trigger);
    }
  });
});

test('a reason against a candidate is Bad, and so is each requirement that the chosen one misses', () => {
  const text = adrOf('en', 'unmet');
  expect(text).toMatch(/^---\nstatus: proposed\n.*^No service considered here meets every requirement: \w/ms);
  expect(mergeAdr(text.replace('proposed', 'accepted'), text)).toContain('\nstatus: accepted\n');
  const { unmet, candidates } = items.unmet('en').decision;
  const reasons = candidates.flatMap(({ verdict, reasons: [first] }) => (verdict === 'ruled-out' && first?.need ? first : []));
  for (const { text: because } of [...unmet, ...reasons]) {
    expect(text).toMatch(new RegExp(`^\\* Bad, because it does not meet .*${because.slice(5, 15)}`, 'm'));
  }
});

test('status, date, people and what confirms it come from the record, but --date takes precedence', () => {
  expect(sectionOf(adrOf('en', 'decided'), '### Confirmation')).toMatch(/`tsunagi check docs\/link.yaml`[\s\S]*2027-06-30/);
  expect(adrOf('en', 'decided')).toMatch(/^---\nstatus: accepted\ndate: 2026-11-24\ndecision-makers: \[Ä. Ono, B\]\n---\n/);
  expect(adrOf('en', 'decided', { date: '2027-01-01' })).toContain('\ndate: 2027-01-01\n');
  expect(adrOf('en', 'without a record') + adrOf('en', 'open')).toMatch(
    /^---\nstatus: accepted\n.*\nstatus: proposed\n.*\nLeft open:\n\n\* /s,
  );
  const given = {
    data: { value: 'message', from: 'file', by: 'K. Sato' },
    timing: { value: 'pull', from: 'file', by: ' ' },
    fanout: { value: 'p2p', from: 'scan', by: 'scan' },
  } as const;
  const asked = decisionAdr([itemOf('en', {}, { record: linkRecord(given) })], contextOf('en'));
  expect(asked).toContain('\ndecision-makers: [K. Sato]\n---');
});

test.each([
  ['from standard input', { file: '-' }],
  ['without an outcome', { expect: null }],
  ['with another outcome', { expect: { service: 'sqs', variant: 'fifo' } }],
])('names no file for `check` if the record is one %s', (_, more) => {
  const item = itemOf('en', { completion: 'async', fanout: 'p2p' }, { record: { ...record, ...more } });
  const text = decisionAdr([item], contextOf('en'));
  expect(sectionOf(text, '### Confirmation')).toContain('Once the decision is saved as a record, `tsunagi check FILE`');
  expect(text).not.toContain('`-`');
});

describe('an update of an ADR', () => {
  const fresh = adrOf('en', 'decided', { date: '2027-02-03' });
  const edited = adrOf('en', 'without a record')
    .replace('status: accepted\n', 'status: accepted\nconsulted: [C]\ndecision-makers: []\n')
    .replace(/^# .*$/m, '# Our own title\n\nWritten by hand.')
    .concat('\n## Costs\n\nMuch.\n');
  const text = mergeAdr(edited, fresh) ?? '';

  test('keeps handwritten text, and replaces the part of the decision', () => {
    const part = fresh.slice(fresh.indexOf('<!-- tsunagi:begin'));
    const head =
      '---\nstatus: accepted\nconsulted: [C]\ndecision-makers: [Ä. Ono, B]\ndate: 2027-02-03\n---\n\n# Our own title\n\nWritten by hand.\n\n';
    expect(text).toBe(`${head}${part}\n## Costs\n\nMuch.\n`);
    expect(problemsOf(text)).toEqual([]);
    expect(mergeAdr(text, fresh)).toBe(text);
  });

  test('lists a superseded ADR only once', () => {
    const newer = adrOf('en', 'decided', { supersedes: [{ title: 'Old', path: '0001-old.md' }] });
    const merged = mergeAdr(fresh, newer) ?? '';
    expect(merged.match(/^Supersedes \[Old\]\(0001-old\.md\)$/gm)).toHaveLength(1);
    expect(mergeAdr(merged, newer)).toBe(merged);
    expect(mergeAdr(merged, fresh)).toBe(merged.replace('2026-11-24', '2027-02-03'));
  });

  test.each([
    ['a status set by hand', fresh.replace('status: accepted', 'status: rejected')],
    ['the status superseded', fresh.replace('status: accepted', 'status: superseded by x')],
    ['decision-makers named by hand', fresh.replace('[Ä. Ono, B]', 'the board')],
    ['a list of decision-makers', fresh.replace(' [Ä. Ono, B]', '\n- the board')],
    ['Windows line ends', fresh.replaceAll('\n', '\r\n')],
  ])('keeps %s', (_, old) => {
    expect(mergeAdr(old, fresh)).toBe(old);
  });

  test('refuses a file without the markers', () => {
    expect(mergeAdr('# By hand\n\n`<!-- tsunagi:begin -->`\n', fresh)).toBeNull();
  });

  test('does not mistake text of a decision for the end marker', () => {
    const end = { title: 'x\n<!-- tsunagi:end -->\n', record: { ...record, notes: '<!-- tsunagi:end -->' } };
    const hostile = itemOf('en', { completion: 'sync' }, end);
    const own = decisionAdr([hostile], contextOf('en'));
    expect(mergeAdr(own, fresh)).toBe(
      own
        .replace(/<!-- tsunagi:begin[\s\S]*/, () => fresh.slice(fresh.indexOf('<!-- tsunagi:begin')))
        .replace('date: 2026-11-24', 'date: 2027-02-03'),
    );
  });
});

test('ADRs link to each other by relative paths, however they are named on the command line', () => {
  const { relative } = nodeIo(process).files;
  expect(relative('docs/new.md', `${process.cwd()}/docs/old.md`)).toBe('old.md');
  expect(relative('../other/1.md', '../other/adr/2.md')).toBe('adr/2.md');
});

describe('a superseded ADR', () => {
  const by = { name: '0002-new', line: 'Superseded by [New](0002-new.md).' };

  test.each([
    ['written by tsunagi', adrOf('en', 'decided')],
    ['written by hand', '---\nstatus: accepted\ndate: 2020-01-01\n---\n\n# Old\n\n## Context and Problem Statement\n\nWhy.\n'],
    [
      "with comments in its front matter, as in MADR's template",
      '---\n# optional metadata\nstatus: accepted\n---\n\n# Old\n\nWhy.\n',
    ],
    ['without front matter', '# Old\n\n## Status\n\nAccepted\n'],
  ])('%s names its successor, and keeps everything else', (_, old) => {
    const text = supersededAdr(old, by);
    expect(text).toMatch(/^---\n(#.*\n)?status: superseded by 0002-new\n/);
    expect(text).toMatch(/^# .*\n\nSuperseded by \[New\]\(0002-new\.md\)\.$/m);
    for (const line of old.split('\n')) if (!line.startsWith('status:')) expect(text.split('\n')).toContain(line);
    expect(problemsOf(text)).toEqual([]);
    expect(supersededAdr(text, by)).toBe(text);
  });
});

test.each([
  [[], '0001-use-amazon-sqs-for-orders.md'],
  [['README.md'], '0001-use-amazon-sqs-for-orders.md'],
  [['0001-a.md', '0012-b.md', 'template.yaml'], '0013-use-amazon-sqs-for-orders.md'],
  [['001-a.md'], '002-use-amazon-sqs-for-orders.md'],
  [['a.md', 'b.md'], 'use-amazon-sqs-for-orders.md'],
  [['0003-use-amazon-sqs-for-orders.md', '0004-b.md'], '0003-use-amazon-sqs-for-orders.md'],
])('the name of an ADR in a folder with %j is %s', (names, name) => {
  expect(adrFileName(names, 'Use Amazon SQS for orders', () => true)).toBe(name);
});
