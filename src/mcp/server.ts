import {
  type CallToolResult,
  CLIENT_CAPABILITIES_META_KEY,
  type ClientCapabilities,
  type InputRequiredResult,
  inputRequired,
  inputResponse,
  type McpRequestContext,
  ProtocolError,
  ProtocolErrorCode,
  Server,
  type ServerContext,
} from '@modelcontextprotocol/server';
import { StdioServerTransport, serveStdio } from '@modelcontextprotocol/server/stdio';
import * as z from 'zod/mini';
import { GapError } from '../engine/gap-error.ts';
import type { AgentMessages } from '../messages/en/agents.ts';
import { BadInput } from '../model/bad-input.ts';
import type { CheckedRecords } from '../model/checked-records.ts';
import type { Problem } from '../model/diagnostic.ts';
import { messageOf } from '../output/findings.ts';
import { messageIn } from '../output/reports/report.ts';
import { visible } from '../output/style.ts';
import { beginCall, type FormReply, type LinkArguments, turn } from './choose-link.ts';
import { type Desk, ToolError } from './desk.ts';
import { decisionText, explainLink } from './explain-link.ts';

/** The parameters of each tool, with texts in the language of the server. */
function toolArguments({ args }: AgentMessages) {
  const text = (of: string) => z.string().check(z.minLength(1), z.describe(of));
  const link = {
    answers: z.optional(z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).check(z.describe(args.answers))),
    session: z.optional(text(args.session)),
    file: z.optional(text(args.file)),
  };
  return {
    choose_link: z.strictObject({ ...link, title: z.optional(text(args.title)) }),
    explain_link: z.strictObject(link),
    check_records: z.strictObject({
      paths: z.array(z.string().check(z.minLength(1))).check(z.minLength(1), z.describe(args.paths)),
      human: z.optional(z.boolean().check(z.describe(args.human))),
    }),
  };
}

function argumentsSchema(of: z.core.$ZodType): { readonly type: 'object' } {
  const { $schema: _, ...schema } = z.toJSONSchema(of, { io: 'input' });
  return { ...schema, type: 'object' };
}

type ToolName = keyof ReturnType<typeof toolArguments>;

/** The name of the published schema for each tool's output. */
const outputs: Readonly<Record<ToolName, string>> = {
  choose_link: 'next',
  explain_link: 'explanation',
  check_records: 'checked',
};

const FORM = 'questions';

type Result = CallToolResult | InputRequiredResult;

/**
 * Creates a server for one connection in either generation of the protocol. Up to 2025-11-25, a server sends requests to
 * its client during a call; since 2026-07-28, a call returns its request and the client calls again.
 */
export function createServer(desk: Desk, { era }: Pick<McpRequestContext, 'era'>): Server {
  const { version, texts, pack } = desk;
  const takes = toolArguments(texts.agents);
  const server = new Server(
    { name: 'tsunagi', title: 'tsunagi', version },
    { capabilities: { tools: {} }, instructions: texts.agents.instructions },
  );

  server.setRequestHandler('tools/list', () => ({
    tools: Object.entries(takes).map(([key, schema]) => {
      const name = key as ToolName;
      return {
        name,
        title: texts.agents.titles[name],
        description: texts.agents.tools[name],
        inputSchema: argumentsSchema(schema),
        outputSchema: { ...desk.schema(outputs[name]), type: 'object' as const },
        annotations: { readOnlyHint: true, openWorldHint: false },
      };
    }),
  }));

  server.setRequestHandler('tools/call', async ({ params: { name, arguments: given = {} } }, ctx): Promise<Result> => {
    if (!Object.hasOwn(takes, name))
      throw new ProtocolError(ProtocolErrorCode.InvalidParams, visible(texts.agents.unknownTool(name)));
    try {
      return await call(name as ToolName, given, ctx);
    } catch (error) {
      const problem = problemOf(error);
      if (problem === null) throw error;
      return { content: [{ type: 'text', text: shown(problem) }], isError: true };
    }
  });
  return server;

  async function call(name: ToolName, given: unknown, ctx: ServerContext): Promise<Result> {
    if (name === 'check_records') {
      const { paths, human = false } = parsed(takes.check_records, given);
      const outside = paths.find((path) => path === '-' || !desk.files.isInside(path.replace(/[*?[{(!].*$/, '') || '.'));
      if (outside !== undefined) throw new ToolError(texts.agents.outside(outside));
      const checked = await desk.check(paths, human);
      return resultOf(checkedText(desk, checked), checked);
    }
    if (name === 'explain_link') {
      const link = parsed(takes.explain_link, given);
      const { answers, title } = beginCall(desk, link);
      return resultOf(decisionText(desk, answers, title, true), explainLink(desk, answers));
    }
    const link = parsed(takes.choose_link, given);
    return era === 'legacy' ? askHere(link, ctx) : askByReturning(link, ctx);
  }

  /** Up to 2025-11-25: the call stays open while the person answers the forms. */
  async function askHere(link: LinkArguments, ctx: ServerContext): Promise<Result> {
    const session = beginCall(desk, link);
    const canAsk = asksInForms(server.getClientCapabilities());
    for (let reply: FormReply | null = null; ; ) {
      const next = turn(desk, session, canAsk, reply);
      if (!('form' in next)) return resultOf(next.text, next.step);
      reply = await replyTo(ctx, next.form);
    }
  }

  async function replyTo(ctx: ServerContext, form: Parameters<ServerContext['mcpReq']['elicitInput']>[0]): Promise<FormReply> {
    const { signal } = ctx.mcpReq;
    try {
      return replyOf(await ctx.mcpReq.elicitInput(form, { timeout: desk.formTimeoutMs, signal }));
    } catch (error) {
      // The client cancelled the whole call and expects no answer.
      if (signal.aborted) throw error;
      return { action: isTimeout(error) ? 'timeout' : 'malformed' };
    }
  }

  /** Since 2026-07-28: the call returns the form, and the client calls again with the reply. */
  function askByReturning(link: LinkArguments, ctx: ServerContext): Result {
    const again = ctx.mcpReq.requestState<string>();
    const view = inputResponse(ctx.mcpReq.inputResponses, FORM);
    const reply = view.kind === 'elicit' ? replyOf(view) : null;
    const known = desk.sessions.open(again ?? link.session);
    // A repeated call includes the arguments of the first, which are already known unless the server has restarted.
    const session = reply === null || known.forms === 0 ? beginCall(desk, link, known) : known;
    const next = turn(desk, session, asksInForms(capabilitiesIn(ctx.mcpReq.envelope)), reply);
    if (!('form' in next)) return resultOf(next.text, next.step);
    return inputRequired({ inputRequests: { [FORM]: inputRequired.elicit(next.form) }, requestState: session.id });
  }

  function parsed<T>(schema: z.ZodMiniType<T>, given: unknown): T {
    const result = schema.safeParse(given);
    if (result.success) return result.data;
    const problems = result.error.issues.map(({ path, message }) => [path.join('.'), message].filter(String).join(': '));
    throw new ToolError(texts.agents.wrongArguments(problems.join('; ')));
  }

  /** The message for the agent about an error; null: it is a bug of the server. */
  function problemOf(error: unknown): string | null {
    if (error instanceof ToolError) return error.message;
    const said = (problem: Problem): string => messageIn(pack.lang, messageOf(problem, pack.lang));
    if (error instanceof BadInput) return error.findings.map(said).join('\n');
    if (!(error instanceof GapError)) return null;
    const { node, question, answer } = error;
    return said({ code: 'no-branch', args: { node, question, answer } });
  }
}

interface Answered {
  readonly action: 'accept' | 'decline' | 'cancel';
  readonly content?: Readonly<Record<string, unknown>>;
}

function replyOf({ action, content = {} }: Answered): FormReply {
  return action === 'accept' ? { action, content } : { action };
}

/** Since 2026-07-28, every request declares the capabilities of its client. */
function capabilitiesIn(envelope: object | undefined): ClientCapabilities | undefined {
  const declared: unknown = Reflect.get(envelope ?? {}, CLIENT_CAPABILITIES_META_KEY);
  return typeof declared === 'object' && declared !== null ? declared : undefined;
}

/** Whether the client supports forms. An empty capability means forms; a client may also support URLs only. */
function asksInForms(capabilities: ClientCapabilities | undefined): boolean {
  const elicitation = capabilities?.elicitation;
  return elicitation !== undefined && (elicitation.form !== undefined || elicitation.url === undefined);
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'REQUEST_TIMEOUT';
}

/** Escapes control characters, which file names and an agent's input may contain, to protect the agent's terminal. */
function shown(text: string): string {
  return text.split('\n').map(visible).join('\n');
}

function resultOf(text: string, value: object): CallToolResult {
  return { content: [{ type: 'text', text: shown(text) }], structuredContent: { ...value } };
}

function checkedText({ texts: { agents } }: Desk, { records, findings }: CheckedRecords): string {
  return [
    agents.checked(records.length, findings.length),
    ...records.map(({ file, id, title, verdict, service }) =>
      `- ${file}: ${title ?? id ?? ''} ${verdict} ${service ?? ''}`.trimEnd(),
    ),
    ...findings.map(({ file, line, level, code, text }) => {
      const place = file === null ? '' : `${file}${line === null ? '' : `:${line}`}: `;
      return `${place}${level}: ${text} [${code}]`;
    }),
  ].join('\n');
}

/** Serves the tools on two streams until the client closes them. */
export function serve(desk: Desk, input: NodeJS.ReadStream, output: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => {
    const transport = new StdioServerTransport(input, output);
    serveStdio((connection) => createServer(desk, connection), { transport });
    // Keep the connection's own close handler and call it first.
    const { onclose } = transport;
    transport.onclose = () => {
      onclose?.();
      resolve();
    };
  });
}
