import { expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { memoryIo } from '../support/memory-io.ts';
import { queueFlags } from '../support/sandbox.ts';

/** Somebody who accepts what is offered, saves several times to a path, and then quits. */
async function saving(argv: readonly string[], path: string, times: number, files: Readonly<Record<string, string>> = {}) {
  const after: string[] = [];
  let saves = 0;
  let asked = 0;
  const io = memoryIo({
    env: { ACCESSIBLE: '1' },
    terminals: ['stdin', 'stdout', 'stderr'],
    files,
    typing(said) {
      if (++asked > 40) return null;
      if (said.includes('What next?')) {
        if (saves > 0) after.push(io.written()[path] ?? '');
        return saves++ < times ? 'save' : 'quit';
      }
      if (said.includes('What is this link called?')) return 'Orders';
      if (said.includes('Which file?')) return path;
      return said.includes('Why it matters') ? '1' : '';
    },
  });
  const exit = await main(argv, io);
  return { exit, after, err: io.err() };
}

const file = ['-a', 'links/all.yaml'];

test.each([
  ['answers in a new file', queueFlags, {}],
  ['answers beside other records', queueFlags, { 'links/all.yaml': 'title: other\nanswers: {data: stream}\n' }],
  ['a record of the same file', file, { 'links/all.yaml': '# ours\nanswers: {data: stream}\n' }],
])('saving %s a second time changes nothing', async (_, argv, files) => {
  const { exit, after, err } = await saving(argv, 'links/all.yaml', 2, files);
  expect({ exit, problems: /error: .*/.exec(err) }).toEqual({ exit: 0, problems: null });
  expect(after[0]).toContain('title: Orders');
  expect(after[1]).toBe(after[0]);
});
