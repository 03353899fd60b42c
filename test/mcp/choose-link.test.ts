import { describe, expect, test } from 'vitest';
import { printed } from '../support/run.ts';
import {
  answering,
  asked,
  byText,
  connect,
  connectionOfBlock,
  connectionWithForms,
  expectSameDecision,
  generations,
} from './support.ts';

const queue = {
  data: 'message',
  completion: 'async',
  timing: 'pull',
  fanout: 'p2p',
  origin: 'new',
  protocol: 'none',
  receiver: 'services',
  routing: 'none',
};
const stream = { ...queue, data: 'stream', media: 'records', consume: 'sequence', fanout: 'pubsub' };

describe.each(generations)('choose_link for a client of %s', (generation) => {
  const withForms = connectionWithForms(generation);

  test('asks the whole questionnaire in forms, then which requirements there are, then about those', async () => {
    const forms: string[][] = [];
    const server = withForms((form) => {
      forms.push(asked(form));
      return answering({ ...queue, ordering: 'per-key' })(form);
    });
    const step = await server.choose({ title: 'orders to billing' });
    expect(step).toMatchObject({ decision: { service: 'sqs', variant: 'fifo' }, requirements: [] });
    await expectSameDecision(step);
    expect(new Set(Object.values(step.answers).map(({ from }) => from))).toEqual(new Set(['form']));
    expect(forms.splice(-2)).toEqual([expect.arrayContaining(['ordering', 'replay', 'message-kib']), ['ordering']]);
    expect([...forms.flat(), 'ordering'].sort()).toEqual(Object.keys(step.answers).sort());
    expect(step.record).toContain('title: orders to billing\nstatus: proposed\nanswers:\n  data: {value: message, from: form}\n');
  });

  test.each(['decline', 'cancel'] as const)(
    'continues as text after a %s halfway, and every answer keeps its author',
    async (action) => {
      let forms = 0;
      const server = withForms((form) => (++forms > 1 ? { action } : answering(queue)(form)));
      const half = await server.choose({});
      expect(half).toMatchObject({ status: 'ask', answers: { data: { value: 'message', from: 'form' } } });
      expect(half.text).toContain('A form cannot go further here; these are the questions as text.');
      expect(forms).toBe(2);
      const known = Object.keys(half.answers);
      const step = await byText(server, queue, half);
      // A person who dismissed a form gets no further forms.
      expect(forms).toBe(2);
      await expectSameDecision(step);
      for (const [id, { from }] of Object.entries(step.answers)) {
        expect([id, from]).toEqual([id, known.includes(id) ? 'form' : 'agent']);
      }
      expect(step.record).toMatch(/status: proposed.*from: form.*from: agent/s);
    },
  );

  test('an answer that an agent only repeats stays the person’s, and one that it changes becomes its own', async () => {
    let forms = 0;
    const server = withForms((form) => (++forms > 1 ? { action: 'cancel' } : answering(queue)(form)));
    const { session } = await server.choose({});
    const { answers } = await server.choose({ session, answers: { data: 'message', protocol: 'amqp' } });
    expect(answers).toMatchObject({ data: { from: 'form' }, protocol: { value: 'amqp', from: 'agent' } });
    await server.call('explain_link', { session, answers: { data: 'stream' } });
    expect((await server.choose({ session })).answers).toEqual(answers);
  });

  test('asks again as text if a form returns invalid answers', async () => {
    const wrong: Record<string, string>[] = [{ data: 'streem', protocol: 'none' }, { data: 'stream', colour: 'red' }, {}];
    for (const content of wrong) {
      let forms = 0;
      const step = await withForms(() => ({ action: forms++ === 0 ? 'accept' : 'cancel', content })).choose({});
      expect([forms, step.status, step.answers]).toEqual([1, 'ask', {}]);
      expect(step.text).toContain('questions as text');
    }
  });

  test('keeps two simultaneous calls apart', async () => {
    const server = withForms(async (form) => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      return answering(form.message.includes('orders') ? queue : stream)(form);
    });
    const [orders, clicks] = await Promise.all([server.choose({ title: 'orders' }), server.choose({ title: 'clicks' })]);
    expect([orders.decision?.service, clicks.decision?.service]).toEqual(['sqs', 'kinesis']);
    expect(orders.session).not.toBe(clicks.session);
    await Promise.all([orders, clicks].map(expectSameDecision));
  });

  test('does not repeat a form for unknown answers, but names the open question', async () => {
    const server = withForms(answering({}));
    const { left, questions, text } = await server.choose({});
    expect([left, ...questions.map((each) => each.again && each.default)]).toEqual([6, 'none', 'message', 'async', 'any']);
    expect(text).toMatch(/^Unknown so far\..*\nPut these (?!.*Unknown so far)/s);
  });
});

describe('choose_link for any client', () => {
  const asText = connectionOfBlock('2026-07-28');

  test('asks the whole questionnaire as text if the client has no forms', async () => {
    const server = asText();
    const first = await server.choose({});
    expect(first.text).toMatch(/^Put these questions to .*\n\nStill possible: [^\n]*SQS\nCall choose_link again with/s);
    for (const { id, ask, why, choices } of first.questions) {
      for (const text of [id, ask, why, ...choices.map((choice) => choice.text)]) expect(first.text).toContain(text);
    }
    const step = await byText(server, queue, first);
    await expectSameDecision(step);
    const open = step.requirements.map(({ question, ask, values }) => `- ${question}: ${ask} (${values})\n`);
    expect(step.text).toContain(`change the decision\n${open.join('')}\nAnswers so far: data=message (agent), completion=`);
    expect(step.text).toMatch(/routing=none \(agent\)\n\nThe record: .*\n```yaml\n/);
    expect(step.text).toContain(`${step.record}\`\`\`\nCall choose_link again`);
    const flags = Object.entries(step.answers).map(([id, { value }]) => `--${id}=${value}`);
    const screen = (await printed(['decide', ...flags])).replace(/More: --explain.*/s, 'More: explain_link with this session');
    expect(step.text.startsWith(screen)).toBe(true);
  });

  test('has to give the answers again to a new server after the old one was killed', async () => {
    let pid: number | null = null;
    let forms = 0;
    const first = await connect('2026-07-28', {
      person: (form) => {
        if (++forms > 1 && pid !== null) process.kill(pid, 'SIGKILL');
        return answering(queue)(form);
      },
    });
    pid = first.transport.pid;
    await expect(first.choose({})).rejects.toThrow();
    const second = asText();
    await expect(second.choose({ session: 'lost', answers: { data: 'message' } })).rejects.toThrow('no session "lost"');
    const step = await second.choose({ session: '', file: null, answers: { data: 'message' } });
    expect(step).toMatchObject({ status: 'ask', answers: { data: { value: 'message', from: 'agent' } } });
    await expectSameDecision(await byText(second, queue, step));
  });

  test('refuses malformed arguments with the reason, and keeps running', async () => {
    const server = asText();
    const wrong = [
      [{ answers: { data: 'streem' } }, 'stream'],
      [{ answers: { rate: 1, size: 1 } }, '`ops`. [unknown-question]\nerror: There is no question `size`. ['],
      [
        { answers: Object.fromEntries(Array.from({ length: 102 }, (_, index) => [`x${index}`, 1])) },
        '2 more problems were found.',
      ],
      [{ answers: { data: { value: 'stream', from: 'alice' } } }, '`answers.data` must be a value: an id'],
      [{ title: 'a\u001b[1m' }, '[control-character]'],
      [{ answer: {} }, 'Did you mean `answers`?'],
      [{ file: 'none/a.yaml' }, '[file-missing]'],
    ] as const;
    for (const [args, part] of wrong) {
      const refused = await server.call('choose_link', args);
      expect(refused).toMatchObject({ isError: true, value: undefined });
      expect(refused.text).toContain(part);
    }
    expect((await server.choose({})).status).toBe('ask');
  });

  test('starts from the answers of a file, which keep their authors', async () => {
    const server = asText();
    server.box.write('link.yaml', 'title: a to b\nanswers:\n  data: message\n  fanout: {value: p2p, from: alice}\n');
    const step = await server.choose({ file: 'link.yaml', answers: { completion: 'async' } });
    expect(step.answers).toEqual({
      data: { value: 'message', from: 'file' },
      completion: { value: 'async', from: 'agent' },
      fanout: { value: 'p2p', from: 'alice' },
    });
  });
});
