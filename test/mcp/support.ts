import { Client, type ElicitRequestFormParams, type ElicitResult } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { beforeAll, expect, onTestFinished } from 'vitest';
import type { NextStep } from '../../src/agents/next-step.ts';
import type { Decision } from '../../src/model/decision.ts';
import { problemsBy } from '../support/published-schema.ts';
import { printed } from '../support/run.ts';
import { program, Sandbox } from '../support/sandbox.ts';

export const generations = ['2025-11-25', '2026-07-28'] as const;
export type Generation = (typeof generations)[number];

/** The reaction of a person to a form. */
export type Person = (form: ElicitRequestFormParams) => ElicitResult | Promise<ElicitResult>;

export type Connection = Awaited<ReturnType<typeof start>>;

let discovered: ReturnType<Client['getDiscoverResult']>;

interface Options {
  readonly person?: Person;
  readonly args?: readonly string[];
}

/** A server for all tests of a block, whose client has forms, which the person of a test fills in. */
export function connectionWithForms(generation: Generation): (person: Person) => Connection {
  let filling: Person = () => ({ action: 'cancel' });
  const connection = connectionOfBlock(generation, { person: (form) => filling(form) });
  return (person) => {
    filling = person;
    return connection();
  };
}

/** A server for all tests of a block, whose client has no forms unless there is a person. */
export function connectionOfBlock(generation: Generation, options?: Options): () => Connection {
  let open: Connection;
  beforeAll(async () => {
    open = await start(generation, options);
    return open.close;
  });
  return () => open;
}

/** Connects a client for one test. */
export async function connect(generation: Generation, options?: Options): Promise<Connection> {
  const connection = await start(generation, options);
  onTestFinished(connection.close);
  return connection;
}

/** Connects an official client of a generation to a new server. Without a person it supports no forms. */
async function start(generation: Generation, { person, args = [] }: Options = {}) {
  const box = new Sandbox();
  const client = new Client(
    { name: 'test', version: '1.0.0' },
    {
      capabilities: person ? { elicitation: { form: {} } } : {},
      versionNegotiation: { mode: generation === '2025-11-25' ? 'legacy' : { pin: generation } },
    },
  );
  if (person) {
    client.setRequestHandler('elicitation/create', async ({ params }) => {
      if (params.mode === 'url') throw new Error('this is no form');
      return person(params);
    });
  }
  const transport = new StdioClientTransport({ command: process.execPath, args: [program, 'mcp', ...args], cwd: box.dir });
  // Without `prior` the client would start a second server just to ask for its generation.
  await client.connect(
    transport,
    discovered && generation !== '2025-11-25' ? { prior: { kind: 'modern', discover: discovered } } : {},
  );
  discovered ??= client.getDiscoverResult();
  expect(client.getNegotiatedProtocolVersion()).toBe(generation);

  async function call(name: string, args: object) {
    const { content, structuredContent, isError = false } = await client.callTool({ name, arguments: { ...args } });
    const text = content.map((part) => (part.type === 'text' ? part.text : '')).join('\n');
    return { text, isError, value: structuredContent as Record<string, unknown> | undefined };
  }
  return {
    client,
    transport,
    box,
    async close() {
      await client.close();
      box.remove();
    },
    call,
    /** Calls `choose_link` and checks the result against its schema. */
    async choose(args: object): Promise<NextStep & { readonly text: string }> {
      const { text, isError, value } = await call('choose_link', args);
      if (isError) throw new Error(text);
      expect(problemsBy('next', value)).toEqual([]);
      expect(text).toContain(value?.session);
      return { ...(value as unknown as NextStep), text };
    },
  };
}

/** A person who fills in forms with these answers, selects the requirements among them, and answers `unknown` to the rest. */
export function answering(answers: Readonly<Record<string, string>>): Person {
  return ({ requestedSchema: { properties } }) => {
    const fill = (id: string, type: string) => (type === 'boolean' ? id in answers : (answers[id] ?? 'unknown'));
    const content = Object.fromEntries(Object.entries(properties).map(([id, { type }]) => [id, fill(id, type)]));
    return { action: 'accept', content };
  };
}

/** The ids of the questions in a form. */
export function asked({ requestedSchema }: ElicitRequestFormParams): string[] {
  return Object.keys(requestedSchema.properties);
}

/** Expects the command line to make the same decision from the same answers. */
export async function expectSameDecision({ answers, decision, status }: NextStep): Promise<void> {
  expect(status).toBe('decided');
  const flags = Object.entries(answers).map(([id, { value }]) => `--${id}=${value}`);
  const { recommendation, unmet, warnings }: Decision = JSON.parse(await printed(['decide', ...flags, '-f', 'json']));
  const { service, variant, summary, because, tradeOffs } = recommendation ?? {};
  expect(decision).toMatchObject({ service, variant, summary, because, tradeOffs });
  const says = (each: { readonly text: string }) => ({ text: expect.stringContaining(each.text) });
  expect(decision).toMatchObject({ unmet: unmet.map(says), warnings: warnings.map(says) });
}

/** Answers by text until the decision is made, like an agent that asks the person itself. */
export async function byText(
  { choose }: Pick<Connection, 'choose'>,
  answers: Readonly<Record<string, string>>,
  first: NextStep & { readonly text: string },
): Promise<NextStep & { readonly text: string }> {
  let step = first;
  while (step.status === 'ask') {
    const more = Object.fromEntries(step.questions.map(({ id }) => [id, answers[id] ?? 'unknown']));
    step = await choose({ session: step.session, answers: more });
  }
  return step;
}
