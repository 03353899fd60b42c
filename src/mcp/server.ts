import {
  type CallToolResult,
  CLIENT_CAPABILITIES_META_KEY,
  type ClientCapabilities,
  type ElicitRequestFormParams,
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
import type * as z from 'zod';
import { GapError } from '../engine/gap-error.ts';
import { BadInput } from '../model/finding.ts';
import { standardInput } from '../model/io.ts';
import { formatMessage, renderFindings } from '../output/findings.ts';
import { escapeControls, escapeControlsInLines } from '../output/style.ts';
import { inOrder, unreadableFile } from '../pack/files.ts';
import { checkShape } from '../pack/shape.ts';
import { Cursor } from '../pack/source-node.ts';
import { readYaml } from '../pack/yaml.ts';
import { beginCall, type FormReply, openSession, turn } from './choose-link.ts';
import { type LinkArguments, type ToolName, toolArguments } from './tool-arguments.ts';
import { ToolError, type ToolHost } from './tool-host.ts';
import { explainLink, printedDecision } from './tool-results.ts';

const FORM = 'questions';

type Result = CallToolResult | InputRequiredResult;

/**
 * Creates a server for one connection in either generation of the protocol. Up to 2025-11-25, a server sends requests to
 * its client during a call; since 2026-07-28, a call returns its request and the client calls again.
 */
export function createServer(host: ToolHost, { era }: Pick<McpRequestContext, 'era'>): Server {
  const { pack, version } = host;
  const { args, tools: descriptions, instructions, outside, titles } = host.texts.agents;
  const tools = {
    choose_link: tool('next', toolArguments.choose_link, chooseLink),
    explain_link: tool('explanation', toolArguments.explain_link, async (given) => {
      // It may try other answers, which the session must not keep.
      const session = beginCall(host, given, { ...openSession(host, given.session) });
      return resultOf(printedDecision(host, session, true), explainLink(host, session.answers));
    }),
    check_records: tool('report', toolArguments.check_records, async ({ paths, human = false }) => {
      const beyond = paths.find((path) => path === '-' || !host.files.isInside(path.replace(/[*?[{(!].*$/, '') || '.'));
      if (beyond !== undefined) throw new ToolError(outside(beyond));
      const { text, report } = await host.check(paths, human);
      return resultOf(text, report);
    }),
  };
  const server = new Server(
    { name: 'tsunagi', title: 'tsunagi', version },
    { capabilities: { tools: {} }, instructions: instructions(pack.title) },
  );

  server.setRequestHandler('tools/list', () => ({
    tools: (Object.keys(tools) as ToolName[]).map((name) => ({
      name,
      title: titles[name],
      description: descriptions[name](pack.services.map((service) => service.name).join(host.texts.decisions.comma), pack.title),
      inputSchema: inputSchemaOf(name),
      outputSchema: tools[name].outputSchema,
      annotations: { readOnlyHint: true, openWorldHint: false },
    })),
  }));

  server.setRequestHandler('tools/call', async ({ params: { name, arguments: given = {} } }, ctx): Promise<Result> => {
    const called = new Map(Object.entries(tools)).get(name);
    if (!called) throw new ProtocolError(ProtocolErrorCode.InvalidParams, `Unknown tool: ${escapeControls(name)}`);
    try {
      return await called.call(given, ctx);
    } catch (error) {
      const problem = problemOf(error);
      if (problem === null) throw error;
      return { content: [{ type: 'text', text: escapeControlsInLines(problem) }], isError: true };
    }
  });
  return server;

  /** A tool: the name of the published schema of its results, its arguments, and what it does. */
  function tool<T>(output: string, schema: z.core.$ZodType<T>, run: (given: T, ctx: ServerContext) => Promise<Result>) {
    return {
      outputSchema: { ...host.schema(output), type: 'object' as const },
      async call(given: object, ctx: ServerContext): Promise<Result> {
        // Many models send null or an empty text for what they leave out.
        const entries = Object.entries(given).filter(([, value]) => value !== null && value !== '');
        // Read as a file is, so that what is wrong is said in the same words.
        const { documents, findings } = readYaml(Buffer.from(JSON.stringify(Object.fromEntries(entries))), '');
        const problems = [...findings];
        const read = checkShape(schema, new Cursor(documents[0] ?? null), problems);
        if (read !== null) return run(read, ctx);
        throw new BadInput(problems.map((each) => ({ ...each, at: null })));
      },
    };
  }

  function inputSchemaOf(name: ToolName) {
    const { properties, ...schema } = host.inputSchemas[name];
    const described = Object.entries(properties).map(([id, property]) => {
      return [id, { ...property, description: args[id as keyof typeof args] }];
    });
    return { ...schema, properties: Object.fromEntries(described) };
  }

  async function chooseLink(given: LinkArguments, ctx: ServerContext): Promise<Result> {
    if (era === 'legacy') {
      const canAsk = asksInForms(server.getClientCapabilities());
      const session = beginCall(host, given);
      let next = turn(host, session, canAsk);
      while ('form' in next) next = turn(host, session, canAsk, await filledIn(next.form, ctx));
      return resultOf(next.text, next.step);
    }
    const view = inputResponse(ctx.mcpReq.inputResponses, FORM);
    const reply = view.kind === 'elicit' ? contentOf(view) : undefined;
    const known = openSession(host, ctx.mcpReq.requestState<string>() ?? given.session);
    // A repeated call includes the arguments of the first, which are already known unless the server has restarted.
    const session = reply === undefined || known.forms === 0 ? beginCall(host, given, known) : known;
    const next = turn(host, session, asksInForms(capabilitiesIn(ctx.mcpReq.envelope)), reply);
    if (!('form' in next)) return resultOf(next.text, next.step);
    return inputRequired({ inputRequests: { [FORM]: inputRequired.elicit(next.form) }, requestState: session.id });
  }

  async function filledIn(form: ElicitRequestFormParams, { mcpReq }: ServerContext): Promise<FormReply> {
    const { signal } = mcpReq;
    try {
      return contentOf(await mcpReq.elicitInput(form, { timeout: host.formTimeoutMs, signal }));
    } catch (error) {
      // The client cancelled the whole call and expects no answer.
      if (signal.aborted) throw error;
      return null;
    }
  }

  /** The message for the agent about an error; null: it is a bug of the server. */
  function problemOf(error: unknown): string | null {
    if (error instanceof ToolError) return error.message;
    if (error instanceof BadInput) return renderFindings(inOrder(error.findings), new Map(), pack.lang).trimEnd();
    return error instanceof GapError ? formatMessage({ code: 'no-branch', args: error }, pack.lang) : null;
  }
}

function contentOf({ action, content = {} }: { readonly action: string; readonly content?: NonNullable<FormReply> }): FormReply {
  return action === 'accept' ? content : null;
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

function resultOf(text: string, value: object): CallToolResult {
  return { content: [{ type: 'text', text: escapeControlsInLines(text) }], structuredContent: { ...value } };
}

/** Serves the tools on two streams until the client closes them; throws BadInput after a message that is too large. */
export function serve(host: ToolHost, input: NodeJS.ReadStream, output: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve, reject) => {
    const transport = new StdioServerTransport(input, output);
    serveStdio((connection) => createServer(host, connection), { transport });
    // Keep the connection's own close handler and call it first.
    const { onclose, onerror } = transport;
    // A message that is no JSON is passed over, but the SDK gives up on one that is too large.
    transport.onerror = (error) => {
      onerror?.(error);
      if (error.message.startsWith('ReadBuffer')) reject(new BadInput([unreadableFile(standardInput, 'EFBIG', null)]));
    };
    transport.onclose = () => {
      onclose?.();
      resolve();
    };
  });
}
