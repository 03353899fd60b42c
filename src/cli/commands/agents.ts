import about from '../../../package.json' with { type: 'json' };
import { nextStep } from '../../agents/next-step.ts';
import type { ToolHost } from '../../mcp/tool-host.ts';
import { agents as en } from '../../messages/en/agents.ts';
import { agents as ja } from '../../messages/ja/agents.ts';
import { decisionMessages, inLanguage, promptMessages } from '../../messages/locale.ts';
import { flagWord } from '../../model/command-options.ts';
import { finding } from '../../model/finding.ts';
import { unwrapped } from '../../output/findings.ts';
import { answerWords, optionWords, rulesCommand } from '../../output/shell-command.ts';
import { valueJson } from '../../output/values.ts';
import { collectAnswers } from '../collect-answers.ts';
import { reportFormats } from '../commands.ts';
import { type Context, type Invocation, redirected, withoutLocation } from '../context.ts';
import { Exit } from '../exit.ts';
import { formatFor, writeOut } from '../output.ts';
import { runCheck } from './check.ts';

/** `tsunagi next`: the next questions or the decision in short, as JSON, for programs with their own prompts. */
export async function nextCommand(context: Context, invocation: Invocation): Promise<number> {
  const { packs, lang } = context;
  formatFor(invocation, invocation.get('output'), ['json']);
  const pack = packs.in(lang);
  const [document, ...others] = await collectAnswers(context, invocation, pack);
  const file = invocation.get('answers');
  if (others.length > 0) {
    invocation.refuse(finding('one-decision', file?.location ?? null, { option: 'next', count: others.length + 1 }));
  }
  const step = nextStep(pack, { ...document, policy: invocation.policy, command });
  await writeOut(context, invocation.get('output'), valueJson(step));
  return Exit.done;

  /** The command with all answers so far; those in a file stay there, with its title, their notes and sources. */
  function command(decided: boolean): string {
    const { title, answers } = document;
    const isNamed = (file?.value ?? '-') !== '-';
    const given = Object.entries(answers).filter(([, { from, by }]) => !isNamed || (from !== 'file' && !by));
    const words = [
      ...answerWords(pack, Object.fromEntries(given), flagWord),
      ...invocation.words([...(isNamed ? ['select', 'title'] : []), 'no-assume', 'defaults', 'lang']),
      ...(isNamed || title === null ? [] : optionWords('title', title)),
      ...(decided ? ['--explain'] : []),
    ];
    const named = invocation.words(isNamed ? ['answers'] : []);
    return rulesCommand(context.rules?.value, [decided ? 'decide' : 'next', ...named], words);
  }
}

const FORM_TIMEOUT_MS = 5 * 60_000;

/** `tsunagi mcp`: serves AI agents over MCP on standard input and output, until the input ends. */
export async function mcpCommand(context: Context, invocation: Invocation): Promise<number> {
  const { io, messageLanguage, packs, lang } = context;
  invocation.refuse();
  if (io.stdin.isTTY && io.stderr.isTTY) io.stderr.write(`${inLanguage(messageLanguage, { en, ja }).waiting}\n`);
  // Loads the SDK, which no other command needs.
  const { serve } = await import('../../mcp/server.ts');
  const { confinedFiles } = await import('../../mcp/tool-host.ts');
  const files = confinedFiles(io.files);
  const pack = packs.in(lang);
  const host: ToolHost = {
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
    inputSchemas: JSON.parse(io.builtIn('mcp/input-schemas.json')),
    schema: (name) => JSON.parse(io.builtIn(`schema/${name}.json`)),
    async check(paths, human) {
      const given = redirected(invocation, human ? { require: 'human' } : {}, paths.map(withoutLocation));
      const { report } = await runCheck({ ...context, io: { ...io, files }, sources: new Map() }, given, pack, 'each');
      const text = await reportFormats.text();
      const { reportValue } = await import('../../output/reports/json.ts');
      // Without sources, the text has no excerpts, which an agent does not need.
      const page = { ...unwrapped, sources: new Map(), version: about.version, homepage: about.homepage };
      return { text: text.render(report, page), report: reportValue(report, about.version) };
    },
    formTimeoutMs: FORM_TIMEOUT_MS,
  };
  await serve(host, io.stdin.stream(), io.stdout.stream());
  return Exit.done;
}
