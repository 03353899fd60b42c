import { expect, test } from 'vitest';
import { clean } from '../proof/clean.ts';
import { run } from '../support/run.ts';
import { queueFlags } from '../support/sandbox.ts';

const path = 'links/all.yaml';
const terminals = ['stdin', 'stdout', 'stderr'] as const;

/** The files after somebody at a terminal has accepted what is offered, saved several times, and quit. */
async function saved(times: number, argv: readonly string[], files: Record<string, string>, title = 'Orders', file = path) {
  let saves = 0;
  let asked = 0;
  const typing = (said: string): string | null => {
    if (++asked > 40) return null;
    if (said.includes('What next?')) return saves++ < times ? 'save' : 'quit';
    if (said.includes('What is this link called?')) return title;
    if (said.includes('Save to')) return file;
    return said.includes('Why it matters') ? '1' : '';
  };
  const { exit, err, files: after } = await run(argv, { env: { ACCESSIBLE: '1' }, terminals, files, typing });
  expect({ exit, saves, problems: /error: .*/.exec(err) }).toEqual({ exit: 0, saves: times + 1, problems: null });
  return after;
}

test.each([
  ['answers beside other records', queueFlags, { [path]: 'title: other\nanswers: {data: stream}\n' }],
  ['a record of the same file', ['-a', path], { [path]: '# ours\nanswers: {data: stream}\n' }],
])('saving %s records the day, and a second time changes nothing', async (_, argv, files) => {
  const once = await saved(1, argv, files);
  expect(once[path]).toMatch(/title: Orders\ndate: "?2026-/);
  expect(await saved(2, argv, files)).toEqual(once);
});

test('a file chosen in the menu is in the language of the questions', async () => {
  const typed = ['adr', '', 'orders.md', 'quit'];
  const typing = (said: string): string => (/次の操作|名前|保存先/.test(said) ? typed.shift() : null) ?? '1';
  const world = { env: { ACCESSIBLE: '1', LANG: 'ja_JP.UTF-8' }, terminals, typing };
  expect((await run(queueFlags, world)).files['orders.md']).toContain('選択：');
});

test('a record that the run has superseded does not keep the decision from being saved once more', async () => {
  const argv = [...queueFlags, '--save', 'links/new.yaml', '--supersedes', 'links/old.yaml'];
  const after = await saved(1, argv, { 'links/old.yaml': 'id: old\nanswers: {data: stream}\n' });
  expect(after['links/old.yaml']).toContain('status: superseded');
  expect(after['links/new.yaml']).toContain('supersedes: old');
  expect(after[path]).toContain('title: Orders');
});

test.each([
  ['', 'links/link-2.yaml'],
  ['注文から請求へ', 'links/注文から請求へ.yaml'],
])('a decision called "%s" is not offered the file of another one', async (title, offered) => {
  const others = { 'links/link.yaml': 'answers: {data: stream}\n' };
  const after = await saved(2, queueFlags, others, title, '');
  expect(after).toEqual({ ...others, [offered]: expect.stringContaining('service: sqs') });
});

test('settles an unknown answer, offers no template where the service has none, and lets any answer be changed', async () => {
  const typed = ['open', 'cloudformation', 'review', 'rate', '6', 'open', 'review', 'more', 'b', 'kind', 'event', 'go', 'quit'];
  const files = { ...clean, 'pack/templates/t.yaml': 'templates: {log: {}}' };
  const world = { files, env: { ACCESSIBLE: '1' }, terminals, typing: () => typed.shift() ?? null };
  const { err } = await run(['--rules', 'pack', '--kind', 'unknown', '--wait', 'no', '--rate', '5'], world);
  expect(err).toContain('cloudformation is not one of the choices: type a number from 1 to 6');
  expect(err).toMatch(/Command for the same result:\n {2}tsunagi --kind event --wait no --rate 6 --rules pack\n$/);
  const written = await run(['--rules=pack', '--kind=task', '--wait=no', '-fcloudformation', '-ot.yaml'], { files });
  expect(written).toMatchObject({ exit: 2, files, err: expect.stringContaining('no template for `queue`') });
});

test('goes back to the title, and asks for another name where no record may have the one that was typed', async () => {
  const names = ['b', 'orders.json', 'orders.yml'];
  const typing = (said: string): string | null => {
    if (said.includes('What next?')) return names.length > 0 ? 'save' : 'quit';
    if (said.includes('Save to')) return names.shift() ?? null;
    return said.includes('Why it matters') ? '1' : '';
  };
  const { err, files } = await run(queueFlags, { env: { ACCESSIBLE: '1' }, terminals, typing });
  expect(err).toMatch(/Save to(?:(?!What next)[\s\S])*What is this link called/);
  expect(err).toMatch(/ends in `\.yaml` or `\.yml`\. \[wrong-ending\](?![\s\S]*What next\?[\s\S]*Save to)/);
  expect(Object.keys(files)).toEqual(['orders.yml']);
});
