import about from '../../../package.json' with { type: 'json' };
import type { CheckedRecords, Desk } from '../../mcp/desk.ts';
import { agents as en } from '../../messages/en/agents.ts';
import { agents as ja } from '../../messages/ja/agents.ts';
import { decisionMessages, inLanguage, promptMessages } from '../../messages/locale.ts';
import { BadInput } from '../../model/bad-input.ts';
import { messageOf } from '../../output/findings.ts';
import { messageIn } from '../../output/reports/report.ts';
import { type Context, type Invocation, unplaced } from '../context.ts';
import { flagWord } from '../equivalent-command.ts';
import { Exit } from '../exit.ts';
import { runCheck } from './check.ts';

const FORM_TIMEOUT_MS = 5 * 60_000;

/** `tsunagi mcp`: serves AI agents over MCP on standard input and output, until the input ends. */
export async function mcpCommand(context: Context, invocation: Invocation): Promise<number> {
  const { io, speech, packs, lang } = context;
  invocation.refuse();
  if (io.stdin.isTTY && io.stderr.isTTY) io.stderr.write(`${inLanguage(speech, { en, ja }).waiting}\n`);
  // Loads the SDK, which no other command needs.
  const [{ serve }, { confinedFiles }] = await Promise.all([
    import('../../mcp/server.ts'),
    import('../../mcp/desk.ts'),
  ]);
  const files = confinedFiles(io.files);
  const inside: Context = { ...context, io: { ...io, files } };
  const pack = packs.in(lang);
  const desk: Desk = {
    version: about.version,
    pack,
    policy: invocation.policy,
    texts: {
      agents: inLanguage(pack.lang, { en, ja }),
      decisions: decisionMessages(pack.lang),
      prompts: promptMessages(pack.lang),
    },
    files,
    sessions: new Map(),
    newId: () => io.newName(),
    flag: flagWord,
    schema: (name) => JSON.parse(io.builtIn(`schema/${name}.json`)),
    check: (paths, human) =>
      checkInside(inside, invocation.redirected(human ? { require: 'human' } : {}, paths.map(unplaced))),
    formTimeoutMs: FORM_TIMEOUT_MS,
  };
  await serve(desk, io.stdin.stream(), io.stdout.stream());
  return Exit.done;
}

/** Runs `check` with access only to files inside the working folder. */
async function checkInside(context: Context, invocation: Invocation): Promise<CheckedRecords> {
  const pack = context.packs.in(context.lang);
  try {
    const { exit, report, records } = await runCheck(context, invocation, pack, false);
    return {
      schema: 'tsunagi/checked@1',
      lang: pack.lang,
      status: exit === Exit.done ? 'ok' : exit === Exit.found ? 'found' : 'unreadable',
      records: records.map(({ record, verdict, recordState }) => {
        const { file, id, title, status } = record;
        return { file, id, title, status, verdict, service: recordState?.service ?? null };
      }),
      findings: report.findings.map((each) => {
        const { code, level, at } = each;
        return { code, level, text: messageIn(pack.lang, each), file: at?.file ?? null, line: at?.line ?? null };
      }),
    };
  } catch (error) {
    if (!(error instanceof BadInput)) throw error;
    // These findings point at the call's arguments.
    const findings = error.findings.map((each) => {
      const text = messageIn(pack.lang, messageOf(each, pack.lang));
      return { code: each.code, level: each.level, text, file: null, line: null };
    });
    return { schema: 'tsunagi/checked@1', lang: pack.lang, status: 'unreadable', records: [], findings };
  }
}
